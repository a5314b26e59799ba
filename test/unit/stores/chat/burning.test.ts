import { chen, OpenChat } from './open-chat'

const voice = { type: 'voice', url: 'v', durationSeconds: 1, isLegacyAmr: false } as const

describe('a message that burns after reading', () => {
  it('goes for good once it was on screen for its time', async () => {
    const open = await OpenChat.of(chen)
    const { uid } = open.hear({ burnSeconds: 10 })
    expect(open.last().burnSeconds).toBe(10)
    open.chat.receipts.rowsSeen([uid])
    await open.app.clock.pass(9_000)
    expect(open.rows()).toHaveLength(1)
    await open.app.clock.pass(1_000)
    expect(open.rows()).toEqual([])
    expect(open.app.im.stored).toEqual([])
  })

  it('waits for a voice message to be opened', async () => {
    const open = await OpenChat.of(chen)
    const { uid } = open.hear({ burnSeconds: 5, content: { ...voice, inlineBase64: '' } })
    open.chat.receipts.rowsSeen([uid])
    await open.app.clock.pass(60_000)
    expect(open.rows()).toHaveLength(1)
    open.chat.actions.opened(uid)
    await open.app.clock.pass(5_000)
    expect(open.rows()).toEqual([])
  })

  it('is gone when the chat is left while it burns', async () => {
    const open = await OpenChat.of(chen)
    const { uid } = open.hear({ burnSeconds: 30 })
    open.chat.receipts.rowsSeen([uid])
    open.chat.close()
    await open.app.clock.pass(100)
    expect(open.app.im.stored).toEqual([])
  })
})
