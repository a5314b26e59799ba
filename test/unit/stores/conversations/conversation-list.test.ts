import { setLanguage } from '../../../../miniprogram/i18n/t'
import { ConversationTable } from '../../../../miniprogram/stores/conversations/conversation-table'
import { AppOnFakes } from '../../../fakes/app-on-fakes'
import { settled } from '../../../fakes/fake-clock'
import { Crossing } from '../chat/open-chat'
import { aConversation, rowsIn } from './a-conversation'

async function withConversations(count: number) {
  const app = await AppOnFakes.signedIn()
  setLanguage('en')
  const all = Array.from({ length: count }, (_, index) => aConversation(index))
  app.im.emit('conversations', all)
  // Names are asked for in batches of 100.
  rowsIn(app)
  await app.clock.pass(1_000)
  return app
}

const ids = (app: AppOnFakes) => rowsIn(app).map(({ id }) => id)

function crossingOf(app: AppOnFakes): Crossing {
  return new Crossing(app, () => ({ screens: app.stores.conversations.screens }))
}

describe('the conversation list', () => {
  it('costs one row’s fields when one of 500 conversations changes', async () => {
    const app = await withConversations(500)
    const crossing = crossingOf(app)
    app.im.emit('conversations', [aConversation(317, { unreadCount: 3 })])
    await app.clock.pass(100)
    expect(crossing.patches).toHaveLength(1)
    expect(crossing.bytes).toBeLessThanOrEqual(200)
    const changed = new Set(crossing.paths().map((path) => path.replace(/\.[a-zA-Z]+$/, '')))
    expect(changed.size).toBe(1)
  })

  it('shows the newest of messages that came out of order, whatever the SDK takes for it', async () => {
    const app = await withConversations(1)
    const ref = { kind: 'private', targetId: 'p0' } as const
    const [older, newer] = ['older', 'newer'].map((text) =>
      app.im.message(ref, { isOwn: false, senderId: 'p0', content: { type: 'text', text } }),
    )
    app.im.emit('messages', [newer, older])
    const told = { latestMessage: older, updatedAt: older.sentAt }
    app.im.emit('conversations', [aConversation(0, told)])
    expect(rowsIn(app)[0].preview).toBe('newer')
  })

  it('follows an open chat that found in history what was never delivered', async () => {
    const app = await withConversations(0)
    const ref = { kind: 'private', targetId: 'p0' } as const
    const say = (text: string) => {
      const content = { type: 'text', text } as const
      const message = app.im.message(ref, { isOwn: false, senderId: 'p0', content })
      app.im.stored.push(message)
      return message
    }
    const latestMessage = say('told')
    const told = { latestMessage, updatedAt: latestMessage.sentAt }
    app.im.conversations = { conversations: [aConversation(0, told)], hasMore: false }
    app.im.emit('conversations', app.im.conversations.conversations)
    await app.stores.openChat('private:p0').open()
    say('lost')
    app.im.emit('link', { state: 'suspended', sdkCode: 30011 })
    app.im.emit('link', { state: 'connected' })
    await settled()
    expect(rowsIn(app)[0].preview).toBe('lost')
  })

  it('touches two screens at most when one of 500 jumps to the top', async () => {
    const app = await withConversations(500)
    const crossing = crossingOf(app)
    app.im.emit('conversations', [aConversation(317, { updatedAt: 2_000_000 })])
    await app.clock.pass(100)
    expect(ids(app)[0]).toBe('private:p317')
    expect(crossing.patches).toHaveLength(1)
    const screens = new Set(crossing.paths().map((path) => /^screens\[\d+\]/.exec(path)?.[0]))
    expect(screens.size).toBe(2)
  })

  it('stays in order through a thousand jumps', async () => {
    const app = await withConversations(100)
    for (let jump = 0; jump < 1_000; jump += 1) {
      const number = (jump * 37) % 100
      app.im.emit('conversations', [aConversation(number, { updatedAt: 2_000_000 + jump })])
    }
    const expected = [...Array(100).keys()].map((back) => `private:p${((999 - back) * 37) % 100}`)
    expect(ids(app)).toEqual(expected)
    for (const screen of app.stores.conversations.screens) {
      expect(screen.rows.length).toBeLessThanOrEqual(40)
    }
  })

  it('shows unread ones, groups, or those of a tag', async () => {
    const app = await withConversations(3)
    const group = { kind: 'group', targetId: 'courtyard', key: 'group:courtyard' } as const
    app.im.emit('conversations', [aConversation(9, group), aConversation(1, { unreadCount: 2 })])
    const { conversations } = app.stores
    await conversations.setFilter('unread')
    expect(ids(app)).toEqual(['private:p1'])
    conversations.markUnread('private:p2')
    expect(ids(app)).toEqual(['private:p1', 'private:p2'])
    await conversations.setFilter('groups')
    expect(ids(app)).toEqual(['group:courtyard'])
    const tagId = await conversations.tags.create('Work')
    app.im.tags.conversations = [aConversation(0), aConversation(77)]
    await conversations.tags.setTag('private:p0', tagId, true)
    await conversations.tags.setTag('private:p77', tagId, true)
    await conversations.setFilter(`tag:${tagId}`)
    expect(ids(app)).toEqual(['private:p0', 'private:p77'])
    await conversations.setFilter('all')
    expect(rowsIn(app)).toHaveLength(5)
  })

  it('keeps a mark as unread through a restart, until the chat is opened', async () => {
    const app = await withConversations(2)
    app.stores.conversations.markUnread('private:p1')
    expect(rowsIn(app)[1].isMarkedUnread).toBe(true)
    const again = await AppOnFakes.signedIn(app.storage)
    again.im.emit('conversations', [aConversation(0), aConversation(1)])
    expect(rowsIn(again)[1].isMarkedUnread).toBe(true)
    await again.stores.openChat('private:p1').open()
    expect(rowsIn(again)[1].isMarkedUnread).toBe(false)
  })

  it('tells who is typing in the row', async () => {
    const app = await withConversations(2)
    const ref = { kind: 'private', targetId: 'p1' } as const
    app.im.emit('typing', { conversation: ref, userIds: ['p1'] })
    expect(rowsIn(app)[1].typing).toBe('Name of p1 is typing…')
    app.im.emit('typing', { conversation: ref, userIds: [] })
    await app.clock.pass(2_000)
    expect(rowsIn(app)[1].typing).toBe('')
  })

  it('no longer quotes a message that was taken back, and shows the better words of an edited one', async () => {
    const app = await withConversations(1)
    const ref = { kind: 'private', targetId: 'p0' } as const
    const latestMessage = app.im.message(ref, { isOwn: false, senderId: 'p0' })
    app.im.emit('conversations', [aConversation(0, { latestMessage })])
    const content = { type: 'text', text: 'better' } as const
    app.im.emit('edited', [{ ...latestMessage, content }])
    expect(rowsIn(app)[0].preview).toBe('better')
    const { uid } = latestMessage
    app.im.emit('recalled', { uid, conversation: ref, byUserId: 'p0', isAdmin: false })
    expect(rowsIn(app)[0].preview).toBe('Name of p0 took a message back')
  })

  it('takes what the cloud tells of a first message, whose time may be before the phone’s', async () => {
    const { im, scope } = await withConversations(0)
    const table = new ConversationTable(scope)
    const onItsWay = im.message({ kind: 'private', targetId: 'p0' }, { sendState: 'sending' })
    const latestMessage = { ...onItsWay, sendState: 'sent', sentAt: onItsWay.sentAt - 2 } as const
    table.noteOwn(onItsWay)
    table.put([aConversation(0, { latestMessage, updatedAt: latestMessage.sentAt })])
    expect(table.get('private:p0')?.latestMessage).toBe(latestMessage)
  })

  it('clears the history of a conversation and leaves its row', async () => {
    const app = await withConversations(1)
    const ref = { kind: 'private', targetId: 'p0' } as const
    const latestMessage = app.im.message(ref)
    app.im.stored.push(latestMessage)
    app.im.emit('conversations', [aConversation(0, { latestMessage, unreadCount: 1 })])
    await app.stores.conversations.clearHistory('private:p0')
    expect(rowsIn(app)).toMatchObject([{ preview: '', unreadCount: 0 }])
    expect(app.im.stored).toEqual([])
  })

  it('calls a group that one has left a group, never by its id', async () => {
    const app = await withConversations(0)
    const former = { kind: 'group', targetId: 'g_7f3a', key: 'group:g_7f3a' } as const
    app.im.emit('conversations', [aConversation(0, former)])
    expect(rowsIn(app)[0].name).toBe('Group chat')
  })

  it('names what the app itself tells Notices', async () => {
    const app = await withConversations(0)
    const system = { kind: 'system', targetId: 'hutong', key: 'system:hutong' } as const
    app.im.emit('conversations', [aConversation(0, system)])
    expect(rowsIn(app)[0].name).toBe('Notices')
  })
})

describe('tags', () => {
  it('keep to the cloud’s limits, in words', async () => {
    const { stores } = await withConversations(0)
    const { tags } = stores.conversations
    await expect(tags.create('  ')).rejects.toThrow('1 to 15 characters')
    await expect(tags.create('x'.repeat(16))).rejects.toThrow('1 to 15 characters')
    for (let count = 1; count <= 20; count += 1) await tags.create(`Tag ${count}`)
    await expect(tags.create('One more')).rejects.toThrow('20 tags')
    expect(new Set(tags.rows.map(({ tagId }) => tagId)).size).toBe(20)
  })

  it('are put on and taken off a conversation, renamed and removed', async () => {
    const { stores, im } = await withConversations(1)
    const { tags } = stores.conversations
    const [work, home] = [await tags.create('Work'), await tags.create('Home')]
    // Another phone has put one on; what is not known here is not taken away.
    await im.tags.add(work, [{ kind: 'private', targetId: 'p0' }])
    await tags.setTag('private:p0', home, true)
    expect(tags.tagIdsOf('private:p0')).toBeNull()
    await tags.loadTagsOf('private:p0')
    expect(tags.tagIdsOf('private:p0')).toEqual([work, home])
    await tags.setTag('private:p0', work, false)
    expect(tags.tagIdsOf('private:p0')).toEqual([home])
    await tags.rename(home, 'House')
    await tags.remove(work)
    expect(tags.rows).toEqual([{ tagId: home, name: 'House', conversationCount: 1 }])
    im.tags.create('t9', 'Elsewhere').catch(() => undefined)
    im.emit('tagsChanged', undefined)
    await settled()
    expect(tags.rows.map(({ name }) => name)).toEqual(['House', 'Elsewhere'])
  })
})

describe('the search', () => {
  it('finds people, groups and loaded messages by their words', async () => {
    const app = await withConversations(0)
    await app.stores.contacts.load()
    const chat = app.stores.openChat('private:chen')
    const ref = { kind: 'private', targetId: 'chen' } as const
    const content = { type: 'text', text: 'Chess at NINE' } as const
    app.im.stored.push(app.im.message(ref, { isOwn: false, senderId: 'chen', content }))
    await chat.open()
    await app.clock.pass(1_000)
    const { search } = app.stores.conversations
    search.setQuery('che')
    expect(search.people.map(({ userId }) => userId)).toEqual(['chen'])
    expect(search.messages).toMatchObject([{ key: 'private:chen', text: 'Chess at NINE' }])
    search.setQuery('locust')
    expect(search.groups.map(({ id }) => id)).toEqual(['group:courtyard'])
    search.setQuery('nothing like it')
    expect(search).toMatchObject({ isEmpty: true })
    search.setQuery(' ')
    expect(search).toMatchObject({ isEmpty: false, people: [], messages: [] })
  })
})
