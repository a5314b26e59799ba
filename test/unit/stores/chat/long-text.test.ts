import { settled } from '../../../fakes/fake-clock'
import { chen, courtyard, OpenChat } from './open-chat'

const PARAGRAPH = '太'.repeat(24_999) + '。'
/** Three messages of one paragraph each. */
const LONG = [PARAGRAPH, PARAGRAPH, PARAGRAPH].join('\n')

/** Lin has tried to send it. */
async function refused(ref: typeof chen | typeof courtyard, text = LONG): Promise<OpenChat> {
  const open = await OpenChat.of(ref)
  open.chat.composing.input(text, text.length)
  expect(open.chat.send(text)).toBe('tooLarge')
  return open
}

describe('a text that is too long for one message', () => {
  it('is offered as several until it is changed', async () => {
    const { chat } = await refused(chen)
    expect(chat.longText.partCount).toBe(3)
    expect(chat.composerFailure).not.toBe('')
    chat.composing.input(LONG, 5)
    expect(chat.longText.partCount).toBe(3)
    chat.composing.input(`${LONG}!`, LONG.length + 1)
    expect(chat.longText.partCount).toBe(0)
  })

  it('goes as messages in its order, and the composer is empty', async () => {
    const open = await refused(chen)
    expect(open.chat.sendInParts()).toBe('accepted')
    await open.app.clock.pass(10_000)
    expect(open.rows().map(({ text, state }) => [text, state])).toEqual([
      [PARAGRAPH, 'sent'],
      [PARAGRAPH, 'sent'],
      [PARAGRAPH, 'sent'],
    ])
    expect(open.chat.composing.text).toBe('')
    expect(open.chat.composerFailure).toBe('')
    expect(open.chat.longText.partCount).toBe(0)
  })

  it('answers with its first part, whose quote takes room too', async () => {
    const open = await OpenChat.of(chen)
    const asked = open.hear({ content: { type: 'text', text: '问'.repeat(20_000) } })
    open.chat.composing.quoteRow(asked.uid)
    open.chat.composing.input(PARAGRAPH, PARAGRAPH.length)
    expect(open.chat.send(PARAGRAPH)).toBe('tooLarge')
    expect(open.chat.longText.partCount).toBe(2)
    open.chat.composing.clearQuote()
    expect(open.chat.longText.count()).toBe(1)
    open.chat.composing.quoteRow(asked.uid)
    open.chat.sendInParts()
    await settled()
    const [, first, second] = open.rows()
    expect(first.quote?.text).toContain('问')
    expect(second.quote).toBeNull()
    expect(first.text + second.text).toBe(PARAGRAPH)
    expect(open.chat.composing.quote).toBeNull()
  })

  it('calls people with the part they stand in', async () => {
    const open = await OpenChat.of(courtyard)
    const { composing } = open.chat
    composing.input('@', 1)
    open.chat.mentions.mention('wang')
    composing.input(`${composing.text}${LONG}\n`, composing.text.length + LONG.length + 1)
    open.chat.mentions.mention('su')
    expect(open.chat.send(composing.text)).toBe('tooLarge')
    open.chat.sendInParts()
    await open.app.clock.pass(10_000)
    expect(open.app.im.sent.map(({ mentions }) => mentions?.userIds ?? [])).toEqual([
      ['wang'],
      [],
      ['su'],
    ])
  })

  it('stays in the composer from the part on that the phone has no room for', async () => {
    const open = await refused(chen)
    const { storage } = open.app
    const write = storage.write.bind(storage)
    const kept = new Set<string>()
    storage.write = (key, value) => {
      if (key.includes('outbox') && kept.add(key).size > 1) throw new Error('full')
      write(key, value)
    }
    expect(open.chat.sendInParts()).toBe('refused')
    expect(open.chat.composing.text).toBe(`${PARAGRAPH}\n${PARAGRAPH}`)
    expect(open.chat.composerFailure).not.toBe('')
    expect(open.rows().map(({ text }) => text)).toEqual([PARAGRAPH])
  })

  it('is not offered for an edit: that stays one message', async () => {
    const open = await OpenChat.of(chen)
    const row = await open.say('sent')
    open.chat.composing.startEdit(row.id)
    expect(open.chat.send(LONG)).toBe('tooLarge')
    expect(open.chat.longText.partCount).toBe(0)
  })

  it('is measured as it travels: line breaks take two bytes', async () => {
    const open = await OpenChat.of(chen)
    expect(open.chat.send(`a${'\n'.repeat(70_000)}b`)).toBe('tooLarge')
  })
})
