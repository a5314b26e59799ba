import { chen, OpenChat } from './open-chat'

const words = 'Name of chen is typing…'

async function typingChen(): Promise<OpenChat> {
  const open = await OpenChat.of(chen)
  open.app.im.emit('typing', { conversation: chen, userIds: ['chen'] })
  return open
}

describe('who is typing', () => {
  it('is told until the message is there', async () => {
    const open = await typingChen()
    expect(open.chat.typing).toBe(words)
    open.hear()
    expect(open.chat.typing).toBe('')
  })

  it('is not told after the message, when word of it comes late', async () => {
    const open = await OpenChat.of(chen)
    open.hear()
    open.app.im.emit('typing', { conversation: chen, userIds: ['chen'] })
    expect(open.chat.typing).toBe('')
    open.app.im.time += 1_000
    open.app.im.emit('typing', { conversation: chen, userIds: ['chen'] })
    expect(open.chat.typing).toBe(words)
  })

  it('does not flicker between two tellings of one who goes on typing', async () => {
    const open = await typingChen()
    open.app.im.emit('typing', { conversation: chen, userIds: [] })
    await open.app.clock.pass(1_000)
    expect(open.chat.typing).toBe(words)
    open.app.im.emit('typing', { conversation: chen, userIds: ['chen'] })
    await open.app.clock.pass(5_000)
    expect(open.chat.typing).toBe(words)
    open.app.im.emit('typing', { conversation: chen, userIds: [] })
    await open.app.clock.pass(2_000)
    expect(open.chat.typing).toBe('')
  })

  it('is forgotten when the link breaks, for nobody would tell the end', async () => {
    const open = await typingChen()
    open.app.im.emit('link', { state: 'suspended', sdkCode: 30011 })
    expect(open.chat.typing).toBe('')
  })

  it('is told to the other at most every three seconds', async () => {
    const open = await OpenChat.of(chen)
    for (const text of ['h', 'he', 'hel']) open.chat.composing.input(text, text.length)
    expect(open.app.im.count('sendTyping')).toBe(1)
    await open.app.clock.pass(3_000)
    open.chat.composing.input('hell', 4)
    open.chat.composing.input('', 0)
    expect(open.app.im.count('sendTyping')).toBe(2)
  })
})
