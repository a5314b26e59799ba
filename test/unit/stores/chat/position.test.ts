import type { Conversation as ListedConversation } from '../../../../miniprogram/models/conversation'
import type { Message } from '../../../../miniprogram/models/message'
import { settled } from '../../../fakes/fake-clock'
import { AppOnFakes } from '../../../fakes/app-on-fakes'
import { courtyard, Crossing, OpenChat, rowsOf } from './open-chat'

const theirs = { isOwn: false, senderId: 'chen' }

/** `count` messages of Chen's; `change` of some of them. */
function said(count: number, change: (index: number) => Partial<Message> = () => ({})) {
  return () => Array.from({ length: count }, (_, index) => ({ ...theirs, ...change(index) }))
}

function listed(unreadCount: number): ListedConversation {
  return {
    ...courtyard,
    key: 'group:courtyard',
    latestMessage: null,
    unreadCount,
    mentionCount: 0,
    isPinned: false,
    isMuted: false,
    updatedAt: 1,
  }
}

/** The list tells the newest of these as well; the chat is not open yet. */
async function listedWithLatest(count: number, unread: number) {
  const app = await AppOnFakes.signedIn()
  const say = (): Message => {
    const message = app.im.message(courtyard, theirs)
    app.im.stored.push(message)
    return message
  }
  const old = Array.from({ length: count }, say)
  const latestMessage = old[old.length - 1]
  app.im.emit('conversations', [
    { ...listed(unread), latestMessage, updatedAt: latestMessage.sentAt },
  ])
  return { app, say, old }
}

async function openWithUnread(count: number, unread: number, mentioned: number[] = []) {
  const app = await AppOnFakes.signedIn()
  const mentions = { everybody: false, userIds: ['lin'] }
  said(count, (index) => (mentioned.includes(index) ? { mentions } : {}))().forEach((change) =>
    app.im.stored.push(app.im.message(courtyard, change)),
  )
  app.im.emit('conversations', [listed(unread)])
  const chat = app.stores.openChat('group:courtyard')
  await chat.open()
  await settled()
  return { app, chat, stored: app.im.stored }
}

const ids = (rows: { id: string }[]) => rows.map(({ id }) => id)

describe('a chat with unread messages', () => {
  it('opens with the divider above the first of them', async () => {
    const { chat, stored } = await openWithUnread(60, 30)
    const divided = rowsOf(chat).filter(({ unreadDivider }) => unreadDivider)
    expect(ids(divided)).toEqual([stored[30].uid])
    expect(chat.position.hasLater).toBe(false)
    expect(chat.position.target).toMatchObject({ rowId: stored[30].uid, at: 'top', flash: false })
  })

  it('goes to the first of them also when the link comes after it was opened', async () => {
    const app = await AppOnFakes.signedIn()
    app.im.emit('link', { state: 'suspended', sdkCode: 30011 })
    said(60)().forEach((change) => app.im.stored.push(app.im.message(courtyard, change)))
    app.im.emit('conversations', [listed(30)])
    const chat = app.stores.openChat('group:courtyard')
    await chat.open()
    // There is nothing yet that one could have read meanwhile.
    await app.clock.pass(20_000)
    app.im.emit('link', { state: 'connected' })
    await settled()
    expect(chat.position.target).toMatchObject({ rowId: app.im.stored[30].uid, at: 'top' })
  })

  it('leaves a reader where they are who has scrolled before the page was there', async () => {
    const app = await AppOnFakes.signedIn()
    said(60)().forEach((change) => app.im.stored.push(app.im.message(courtyard, change)))
    app.im.emit('conversations', [listed(30)])
    const chat = app.stores.openChat('group:courtyard')
    const opening = chat.open()
    chat.setAtBottom(false)
    await opening
    expect(chat.position.target).toBeNull()
    expect(rowsOf(chat).some(({ unreadDivider }) => unreadDivider)).toBe(true)
  })

  it('has the divider above the first of them also when a burst comes while it opens', async () => {
    const { app, say, old } = await listedWithLatest(60, 30)
    const history = app.im.history.bind(app.im)
    app.im.history = async (...asked) => {
      const burst = Array.from({ length: 7 }, say)
      for (const message of burst) {
        app.im.emit('messages', [message])
        const { sentAt: updatedAt } = message
        app.im.emit('conversations', [{ ...listed(37), latestMessage: message, updatedAt }])
      }
      const page = await history(...asked)
      // Some of it is in the page, the rest was too late for it.
      return { ...page, messages: page.messages.slice(0, -3) }
    }
    const chat = app.stores.openChat('group:courtyard')
    await chat.open()
    const divided = rowsOf(chat).filter(({ unreadDivider }) => unreadDivider)
    expect(ids(divided)).toEqual([old[30].uid])
  })

  it('goes to the first of them also when more were said while one read the newest', async () => {
    const { app, say, old } = await listedWithLatest(400, 350)
    const chat = app.stores.openChat('group:courtyard')
    await chat.open()
    app.im.emit('messages', [say(), say(), say()])
    await chat.position.toFirstUnread()
    expect(chat.position.target).toMatchObject({ rowId: old[50].uid, at: 'top' })
    while (chat.position.hasLater) await chat.position.loadLater()
    expect(ids(rowsOf(chat)).slice(-1)).toEqual([app.im.stored[402].uid])
  })

  it('shows a part around the first of many, and the rest on the way down', async () => {
    const { chat, stored } = await openWithUnread(120, 80)
    expect(chat.position.hasLater).toBe(true)
    expect(rowsOf(chat).length).toBeLessThan(60)
    expect(rowsOf(chat).some(({ unreadDivider }) => unreadDivider)).toBe(true)
    while (chat.position.hasLater) await chat.position.loadLater()
    while (chat.hasEarlier) await chat.loadEarlier()
    expect(ids(rowsOf(chat))).toEqual(stored.map(({ uid }) => uid))
  })

  it('offers the first unread one when it is too far away to open at', async () => {
    const { chat, stored } = await openWithUnread(400, 350, [60, 380])
    expect(chat.position).toMatchObject({ unreadAbove: 350, mentionCount: 1 })
    await chat.position.toFirstUnread()
    expect(chat.position.target).toMatchObject({ rowId: stored[50].uid, at: 'top' })
    expect(chat.position).toMatchObject({ unreadAbove: 0, hasLater: true, mentionCount: 2 })
    expect(rowsOf(chat).find(({ unreadDivider }) => unreadDivider)?.id).toBe(stored[50].uid)
  })

  it('goes from one mention to the next, oldest first, until all were seen', async () => {
    const { app, chat, stored } = await openWithUnread(40, 20, [5, 25, 30])
    expect(chat.position.mentionCount).toBe(2)
    await chat.position.toMention()
    expect(chat.position.target).toMatchObject({ rowId: stored[25].uid, flash: true })
    chat.receipts.rowsSeen([stored[30].uid])
    expect(chat.position.mentionCount).toBe(0)
    const mentions = { everybody: true, userIds: [] }
    const call = app.im.message(courtyard, { ...theirs, mentions })
    app.im.emit('messages', [call])
    expect(chat.position.mentionCount).toBe(1)
    expect(rowsOf(chat).slice(-1)[0].mentionsMe).toBe(true)
  })
})

describe('a jump', () => {
  it('loads around a quoted message, flashes it, and goes on both ways', async () => {
    const open = await OpenChat.of(courtyard, said(200))
    const { stored } = open.app.im
    const { uid } = stored[60]
    const quoted = { uid, senderId: 'chen', content: stored[60].content }
    const row = open.hear({ content: { type: 'quote', text: 're', quoted } })
    await open.chat.position.toQuoted(row.uid)
    expect(open.chat.position.target).toMatchObject({ rowId: uid, flash: true, at: 'middle' })
    expect(open.row(uid)).toBeDefined()
    expect(open.chat.position.hasLater).toBe(true)
    while (open.chat.position.hasLater) await open.chat.position.loadLater()
    while (open.chat.hasEarlier) await open.chat.loadEarlier()
    expect(ids(open.rows())).toEqual(stored.map((message) => message.uid))
  })

  it('to a message on screen loads nothing', async () => {
    const open = await OpenChat.of(courtyard, said(5))
    const calls = open.app.im.count('history')
    const { uid } = open.app.im.stored[2]
    await open.chat.position.toMessage(uid)
    await open.chat.position.toMessage(uid)
    expect(open.chat.position.target).toMatchObject({ rowId: uid, revision: 2 })
    expect(open.app.im.count('history')).toBe(calls)
  })

  it('to a message that is gone says so and stays', async () => {
    const open = await OpenChat.of(courtyard, said(5))
    await expect(open.chat.position.toMessage('gone')).rejects.toThrow('is gone')
    expect(open.rows()).toHaveLength(5)
  })

  it('counts what arrives below instead of showing it out of place', async () => {
    const open = await OpenChat.of(courtyard, said(200))
    await open.chat.position.toMessage(open.app.im.stored[10].uid)
    const shown = open.rows().length
    const late = open.hear()
    expect(open.rows()).toHaveLength(shown)
    expect(open.chat.newCount).toBe(1)
    await open.chat.position.toNewest()
    expect(open.chat.position.hasLater).toBe(false)
    expect(open.chat.position.target).toMatchObject({ rowId: late.uid, at: 'bottom' })
    expect(open.last().id).toBe(late.uid)
  })

  it('ends when one says something: it stands below the newest message', async () => {
    const open = await OpenChat.of(courtyard, said(200))
    await open.chat.position.toMessage(open.app.im.stored[10].uid)
    await open.say('here')
    await settled()
    expect(open.chat.position.hasLater).toBe(false)
    expect(
      open
        .rows()
        .slice(-2)
        .map(({ text }) => text),
    ).toEqual(['hello', 'here'])
  })
})

describe('a long way up', () => {
  const keys = (open: OpenChat) => {
    const { earlierScreens, recentScreens } = open.chat
    return [...[...earlierScreens].reverse(), ...recentScreens].map(({ key }) => key)
  }

  async function farUp(): Promise<OpenChat> {
    const open = await OpenChat.of(courtyard, said(2_000))
    while (open.chat.hasEarlier) {
      await open.chat.loadEarlier()
      open.chat.position.setNear(keys(open).slice(0, 2))
    }
    return open
  }

  it('keeps a bounded number of rows, and the places of all others', async () => {
    const open = await farUp()
    expect(open.rows().length).toBeLessThanOrEqual(24 * 20)
    const { earlierScreens, recentScreens } = open.chat
    const all = [...earlierScreens, ...recentScreens]
    const count = all.reduce((sum, { rows, rowCount = 0 }) => sum + rows.length + rowCount, 0)
    expect(count).toBe(2_000)
  })

  it('costs its own screens only when rows leave or come back', async () => {
    const open = await farUp()
    const crossing = Crossing.ofChat(open)
    open.chat.position.setNear(keys(open).slice(30, 31))
    await open.app.clock.pass(1_000)
    const screens = new Set(
      crossing.paths().map((path) => path.replace(/\.(rows|rowCount).*$/, '')),
    )
    expect([...screens].every((path) => /^earlierScreens\[\d+\]$/.test(path))).toBe(true)
    expect(screens.size).toBeLessThanOrEqual(40)
  })

  it('finds every row again on the way down', async () => {
    const open = await farUp()
    const seen = new Set<string>()
    for (let at = 0; at < keys(open).length; at += 3) {
      open.chat.position.setNear(keys(open).slice(at, at + 3))
      await open.app.clock.pass(1_000)
      const near = new Set(keys(open).slice(at, at + 3))
      const { earlierScreens, recentScreens } = open.chat
      for (const { key, rows } of [...earlierScreens, ...recentScreens]) {
        if (near.has(key)) rows.forEach(({ id }) => seen.add(id))
      }
    }
    expect(seen.size).toBe(2_000)
    expect(open.rows().length).toBeLessThanOrEqual(46 * 20)
  })

  it('still puts what arrives at the end', async () => {
    const open = await farUp()
    const { uid } = open.hear()
    expect(open.last().id).toBe(uid)
  })
})

describe('a reader who comes back', () => {
  it('finds the chat where it was left', async () => {
    const open = await OpenChat.of(courtyard, said(200))
    const { uid } = open.app.im.stored[40]
    await open.chat.position.toMessage(uid)
    open.chat.position.leaveAt({ rowId: uid, offset: -12 })
    open.chat.close()
    const again = open.app.stores.openChat('group:courtyard')
    await again.open()
    expect(again.position.target).toMatchObject({ rowId: uid, at: -12, flash: false })
  })

  it('stays with the newest messages when the link was slow to come', async () => {
    const open = await OpenChat.of(courtyard, said(200))
    const { uid } = open.app.im.stored[190]
    open.chat.position.leaveAt({ rowId: uid, offset: 0 })
    open.chat.close()
    open.app.im.emit('link', { state: 'suspended', sdkCode: 30011 })
    const again = open.app.stores.openChat('group:courtyard')
    await again.open()
    await open.app.clock.pass(7_000)
    open.app.im.emit('link', { state: 'connected' })
    await settled()
    expect(rowsOf(again).length).toBeGreaterThan(0)
    expect(again.position.target).toBeNull()
  })

  it('finds the newest message when it was left at the bottom, or the place is gone', async () => {
    const open = await OpenChat.of(courtyard, said(200))
    const gone = open.app.im.stored[40].uid
    open.chat.position.leaveAt(null)
    open.chat.close()
    const again = open.app.stores.openChat('group:courtyard')
    await again.open()
    expect(again.position.target).toBeNull()
    await again.position.toMessage(gone)
    again.position.leaveAt({ rowId: gone, offset: 0 })
    again.close()
    open.app.im.stored.splice(40, 1)
    const last = open.app.stores.openChat('group:courtyard')
    await last.open()
    expect(last.position.hasLater).toBe(false)
  })
})
