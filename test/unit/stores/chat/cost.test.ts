import { reactionKey, reactionValue } from '../../../../miniprogram/models/reactions'
import type { Message } from '../../../../miniprogram/models/message'
import { chen, Crossing, OpenChat } from './open-chat'

const theirs = { isOwn: false, senderId: 'chen' }

async function withRows(count: number): Promise<OpenChat> {
  const open = await OpenChat.of(chen, () => Array.from({ length: count }, () => theirs))
  while (open.chat.hasEarlier) await open.chat.loadEarlier()
  expect(open.rows()).toHaveLength(count)
  return open
}

/** Patches and bytes of what `act` makes cross. */
async function costOf(
  open: OpenChat,
  act: () => unknown,
): Promise<{ calls: number; bytes: number }> {
  const crossing = Crossing.ofChat(open)
  await act()
  await open.app.clock.pass(1_000)
  return { calls: crossing.patches.length, bytes: crossing.bytes }
}

describe('what crosses to the view', () => {
  it('is one small patch for an incoming message, however long the conversation is', async () => {
    const costs = []
    for (const count of [20, 200, 1_000, 10_000]) {
      const open = await withRows(count)
      costs.push(await costOf(open, () => open.hear()))
    }
    for (const { calls, bytes } of costs) {
      expect(calls).toBe(1)
      expect(bytes).toBeLessThanOrEqual(1_500)
    }
    const sizes = costs.map(({ bytes }) => bytes)
    expect(Math.max(...sizes)).toBeLessThanOrEqual(Math.min(...sizes) * 1.05)
  }, 60_000)

  it('is at most three patches and 3 KB for an own text and its ack', async () => {
    const open = await withRows(200)
    const { calls, bytes } = await costOf(open, () => open.say('hello'))
    expect(calls).toBeLessThanOrEqual(3)
    expect(bytes).toBeLessThanOrEqual(3_000)
    expect(open.last()).toMatchObject({ text: 'hello', state: 'sent' })
  })

  it('is the row’s own fields for a receipt, a recall, an edit, a reaction and a selection', async () => {
    const open = await withRows(200)
    const row = await open.say('first')
    await open.say('second')
    await open.app.clock.pass(100)
    const crossing = Crossing.ofChat(open)
    const { im } = open.app
    const sent = im.stored.find(({ id }) => id === row.id) as Message
    const only = async (act: () => unknown): Promise<string[]> => {
      crossing.paths()
      await act()
      await open.app.clock.pass(100)
      expect(crossing.bytes).toBeLessThanOrEqual(300)
      const paths = crossing.paths()
      const rows = new Set(
        paths.map((path) => /^recentScreens\[\d+\]\.rows\[\d+\]/.exec(path)?.[0]),
      )
      expect(rows.size).toBe(1)
      return paths.map((path) => path.replace(/^.*rows\[\d+\]\./, '').replace(/[.[].*$/, ''))
    }
    const read = { conversation: chen, userId: 'chen', until: sent.sentAt }
    expect(await only(() => im.emit('readByPeer', read))).toEqual(['readWords'])
    const edited = { ...sent, content: { type: 'text', text: 'better' } as const, isEdited: true }
    expect(await only(() => im.emit('edited', [edited]))).toEqual(['text', 'isEdited'])
    const set = { [reactionKey('chen')]: reactionValue('chen', ['👍']) }
    const expansion = { uid: sent.uid, conversation: chen, set, removed: [] }
    expect(await only(() => im.emit('expansion', expansion))).toEqual(['reactions'])
    expect(await only(() => open.chat.selection.start(row.id))).toEqual(['isSelected'])
    const recalled = { uid: sent.uid, conversation: chen, byUserId: 'lin', isAdmin: false }
    expect(await only(() => im.emit('recalled', recalled))).toEqual(
      expect.arrayContaining(['type', 'text', 'canReEdit']),
    )
  })

  it('holds a picture’s thumbnail once, whatever happens to the message afterwards', async () => {
    const open = await withRows(20)
    const crossing = Crossing.ofChat(open)
    const thumbnail = 'A'.repeat(10_000)
    const content = { type: 'image', url: 'http://p', thumbnail, width: 4, height: 3 } as const
    const picture = open.hear({ content })
    await open.app.clock.pass(100)
    open.chat.selection.start(picture.uid)
    open.hear()
    const set = { [reactionKey('chen')]: reactionValue('chen', ['👍']) }
    open.app.im.emit('expansion', { uid: picture.uid, conversation: chen, set, removed: [] })
    await open.app.clock.pass(1_000)
    const crossed = JSON.stringify(crossing.patches).split(thumbnail).length - 1
    expect(crossed).toBe(1)
  })
})
