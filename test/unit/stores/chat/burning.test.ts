import { settled } from '../../../fakes/fake-clock'
import { AppOnFakes } from '../../../fakes/app-on-fakes'
import { chen, courtyard, OpenChat, rowsOf } from './open-chat'

const voice = { type: 'voice', url: 'v', durationSeconds: 1, isLegacyAmr: false } as const

describe('a message that burns after reading', () => {
  it('counts down once it was on screen and then goes for good', async () => {
    const open = await OpenChat.of(chen)
    const { uid } = open.hear({ burnSeconds: 10 })
    expect(open.last().burnSeconds).toBe(10)
    expect(open.chat.burning.secondsLeft).toEqual({})
    open.chat.receipts.rowsSeen([uid])
    expect(open.chat.burning.secondsLeft).toEqual({ [uid]: 10 })
    await open.app.clock.pass(1_000)
    await open.app.clock.pass(8_000)
    expect(open.chat.burning.secondsLeft).toEqual({ [uid]: 1 })
    expect(open.rows()).toHaveLength(1)
    await open.app.clock.pass(1_000)
    expect(open.rows()).toEqual([])
    expect(open.chat.burning.secondsLeft).toEqual({})
    expect(open.app.im.stored).toEqual([])
  })

  it('waits for a voice message to be opened, and tells its sender then, once', async () => {
    const open = await OpenChat.of(chen)
    const { uid } = open.hear({ burnSeconds: 5, content: { ...voice, inlineBase64: '' } })
    open.chat.receipts.rowsSeen([uid])
    await open.app.clock.pass(60_000)
    expect(open.rows()).toHaveLength(1)
    open.chat.actions.opened(uid)
    open.chat.actions.opened(uid)
    const told = open.app.im.messageActions.calls.filter((call) => call.startsWith('tellBurning'))
    expect(told).toEqual([`tellBurning ${uid}`])
    await open.app.clock.pass(5_000)
    expect(open.rows()).toEqual([])
  })

  it('goes at its time when the chat was left while it burnt, and on the list too', async () => {
    const open = await OpenChat.of(chen)
    const { uid } = open.hear({ burnSeconds: 30 })
    open.chat.receipts.rowsSeen([uid])
    open.chat.close()
    await open.app.clock.pass(29_000)
    expect(open.app.im.stored).toHaveLength(1)
    await open.app.clock.pass(1_000)
    expect(open.app.im.stored).toEqual([])
  })

  it('is gone when the app was closed and its time passed meanwhile', async () => {
    const open = await OpenChat.of(chen)
    const { uid } = open.hear({ burnSeconds: 30 })
    open.chat.receipts.rowsSeen([uid])
    open.chat.close()
    const { storage, im, clock } = open.app
    const app = new AppOnFakes(storage)
    app.im.stored.push(...im.stored)
    await app.clock.pass(clock.now() - app.clock.now() + 31_000)
    await app.stores.session.signInAsDemo('lin')
    await settled()
    const chat = app.stores.openChat('private:chen')
    await chat.open()
    await settled()
    expect(rowsOf(chat)).toEqual([])
    expect(app.im.stored).toEqual([])
  })

  it('is gone from this phone without a network, and from the cloud once there is one', async () => {
    const open = await OpenChat.of(chen)
    const { uid } = open.hear({ burnSeconds: 10 })
    open.chat.receipts.rowsSeen([uid])
    open.app.im.messageActions.outcomes = [30001]
    await open.app.clock.pass(10_000)
    expect(open.rows()).toEqual([])
    expect(open.app.im.stored).toHaveLength(1)
    open.app.session.events.emit('online', undefined)
    await settled()
    expect(open.app.im.stored).toEqual([])
  })

  it('burns at its sender from when it was opened there', async () => {
    const open = await OpenChat.of(chen, (app) => [
      { ...app.im.message(chen), burnSeconds: 10, uid: 'mine', id: 'mine' },
    ])
    await open.app.clock.pass(60_000)
    expect(open.rows()).toHaveLength(1)
    open.app.im.emit('burning', { conversation: chen, uids: ['mine'] })
    await settled()
    expect(open.chat.burning.secondsLeft).toEqual({ mine: 10 })
    await open.app.clock.pass(10_000)
    expect(open.rows()).toEqual([])
    expect(open.app.im.stored).toEqual([])
  })

  it('shows its words neither in the list of conversations nor in the search', async () => {
    const open = await OpenChat.of(chen)
    const secret = { content: { type: 'text', text: 'the key is under the mat' } as const }
    const latestMessage = open.hear({ ...secret, burnSeconds: 10 })
    const state = { unreadCount: 0, mentionCount: 0, isPinned: false, isMuted: false, updatedAt: 1 }
    open.app.im.emit('conversations', [{ ...chen, key: 'private:chen', latestMessage, ...state }])
    await settled()
    const [row] = open.app.stores.conversations.screens.flatMap(({ rows }) => rows)
    expect(row.preview).toBe('Burns after reading')
    expect(open.app.stores.conversations.loaded.find('the mat', 10)).toEqual([])
  })

  it('offers nothing that would keep it', async () => {
    const open = await OpenChat.of(chen)
    const { uid } = open.hear({ burnSeconds: 10 })
    expect(open.chat.actions.actionsOf(uid)).toEqual(['select', 'report', 'delete'])
  })

  it('is sent so while the composer says so, in one-to-one chats only', async () => {
    const open = await OpenChat.of(chen)
    open.chat.composing.setBurning(true)
    await open.say('short')
    await open.say('long words '.repeat(10))
    open.chat.composing.setBurning(false)
    await open.say('for good')
    expect(open.app.im.stored.map(({ burnSeconds }) => burnSeconds)).toEqual([10, 22, undefined])
    expect(open.rows().map(({ burnSeconds }) => burnSeconds)).toEqual([10, 22, 0])
    const group = await OpenChat.of(courtyard)
    group.chat.composing.setBurning(true)
    await group.say('to all')
    expect(group.app.im.stored[0].burnSeconds).toBeUndefined()
  })
})
