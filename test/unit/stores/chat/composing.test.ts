import type { ChatFace } from '../../../../miniprogram/stores/app-stores'
import { EVERYBODY } from '../../../../miniprogram/stores/chat/chat-faces'
import { settled } from '../../../fakes/fake-clock'
import { chen, courtyard, OpenChat, rowsOf } from './open-chat'

async function typing(text: string): Promise<OpenChat> {
  const open = await OpenChat.of(courtyard)
  open.chat.composing.input(text, text.length)
  await settled()
  return open
}

/** The key that erases, with the cursor at the end. */
function erase({ composing }: ChatFace): void {
  const text = composing.text.slice(0, -1)
  composing.input(text, text.length)
}

const names = (open: OpenChat) => open.chat.mentions.rows.map(({ userId }) => userId)

describe('mentions', () => {
  it('offer everybody and the members once an @ is typed, without oneself', async () => {
    const open = await typing('hi @')
    expect(open.chat.mentions.isOpen).toBe(true)
    expect(names(open)).toEqual([EVERYBODY, 'chen', 'wang'])
    open.chat.composing.input('hi @wan', 7)
    expect(names(open)).toEqual(['wang'])
  })

  it('offer everybody to owners and admins only', async () => {
    const open = await OpenChat.of(courtyard)
    open.app.api.members[0].role = 'member'
    open.chat.composing.input('@', 1)
    await settled()
    expect(names(open)).toEqual(['chen', 'wang'])
    open.chat.mentions.pick(EVERYBODY)
    expect(open.chat.composing.text).toBe('@')
  })

  it('travel with the message and are gone as a whole when erased', async () => {
    const open = await typing('ask @')
    const { revision } = open.chat.composing
    open.chat.mentions.pick('wang')
    expect(open.chat.composing.text).toBe('ask @Name of wang ')
    expect(open.chat.composing.revision).toBe(revision + 1)
    open.chat.mentions.mention('chen')
    erase(open.chat)
    expect(open.chat.composing.text).toBe('ask @Name of wang ')
    await open.say(open.chat.composing.text)
    expect(open.app.im.sent[0].mentions).toEqual({ everybody: false, userIds: ['wang'] })
    expect(open.chat.composing.text).toBe('')
  })

  it('call everybody with one mention', async () => {
    const open = await typing('@')
    open.chat.mentions.pick(EVERYBODY)
    expect(open.chat.composing.text).toBe('@everybody ')
    await open.say(open.chat.composing.text)
    expect(open.app.im.sent[0].mentions).toEqual({ everybody: true, userIds: [] })
  })

  it('do not open again for an @ that was dismissed, and do for the next one', async () => {
    const open = await typing('a@')
    open.chat.composing.input(' @', 2)
    open.chat.mentions.close()
    expect(open.chat.mentions.isOpen).toBe(false)
    open.chat.composing.input(' ', 1)
    open.chat.composing.input(' @', 2)
    expect(open.chat.mentions.isOpen).toBe(true)
  })

  it('are nothing in a one-to-one chat', async () => {
    const open = await OpenChat.of(chen)
    open.chat.composing.input('@', 1)
    expect(open.chat.mentions).toMatchObject({ isOpen: false, rows: [] })
  })
})

describe('the composer', () => {
  it('answers a message with its words, and sends it as a quote', async () => {
    const open = await OpenChat.of(chen)
    const { uid } = open.hear({ content: { type: 'text', text: 'tea?' } })
    open.chat.composing.quoteRow(uid)
    expect(open.chat.composing.quote).toEqual({ senderName: 'Name of chen', text: 'tea?' })
    await open.say('yes')
    expect(open.last()).toMatchObject({ type: 'quote', text: 'yes' })
    expect(open.last().quote).toEqual({ uid, senderName: 'Name of chen', text: 'tea?' })
    expect(open.chat.composing.quote).toBeNull()
  })

  it('finds text, mentions and quote again after the app was killed', async () => {
    const open = await typing('see @')
    open.chat.mentions.pick('wang')
    open.chat.composing.quoteRow(open.hear().uid)
    await open.app.clock.pass(1_000)
    const again = open.app.stores.openChat('group:courtyard')
    expect(again.composing.text).toBe('see @Name of wang ')
    expect(again.composing.quote).not.toBeNull()
    erase(again)
    expect(again.composing.text).toBe('see ')
  })

  it('keeps the text when Send is refused by the phone', async () => {
    const open = await OpenChat.of(chen)
    open.chat.composing.input('   ', 3)
    expect(open.chat.send('   ')).toBe('empty')
    expect(open.chat.composing.text).toBe('   ')
  })

  it('sends all there is silently and to some members only, until that is set back', async () => {
    const open = await OpenChat.of(courtyard)
    open.chat.composing.setSilent(true)
    open.chat.composing.setDirectedTo(['wang', 'lin'])
    await open.say('psst')
    await open.app.clock.pass(1_000)
    expect(open.last().directedText).toBe('Only to Name of wang')
    open.chat.sendContent({ type: 'contact', userId: 'chen', name: 'Chen', avatarUrl: '' })
    open.app.transfer.sizes.set('wxfile://a.txt', 10)
    open.app.transfer.answers.set('http://first/', 200)
    await open.chat.sendMedia({ type: 'file', path: 'wxfile://a.txt', name: 'a.txt' })
    await open.app.clock.pass(2_000)
    const quiet = { isSilent: true, directedTo: ['wang'] }
    expect(open.app.im.sent).toMatchObject([quiet, quiet, quiet])
    open.chat.composing.setSilent(false)
    open.chat.composing.setDirectedTo([])
    await open.say('aloud')
    expect(open.app.im.sent[3]).toMatchObject({ isSilent: undefined, directedTo: undefined })
    expect(open.last().directedText).toBe('')
  })

  it('keeps a draft for those it was meant for', async () => {
    const open = await OpenChat.of(courtyard)
    open.chat.composing.setDirectedTo(['wang'])
    open.chat.composing.input('between us', 10)
    await open.app.clock.pass(1_000)
    const again = open.app.stores.openChat('group:courtyard')
    expect(again.composing.directedTo).toEqual(['wang'])
  })

  it('answers what was said to some to those alone', async () => {
    const open = await OpenChat.of(courtyard)
    const { uid } = open.hear({ directedTo: ['lin', 'wang'] })
    await open.app.clock.pass(100)
    expect(open.last().directedText).toBe('Only to you, Name of wang')
    open.chat.composing.quoteRow(uid)
    expect(open.chat.composing.directedTo).toEqual(['chen', 'wang'])
  })

  it('gives an edit up with the text typed before', async () => {
    const open = await OpenChat.of(chen)
    const row = await open.say('sent')
    open.chat.composing.input('draft', 5)
    open.chat.composing.startEdit(row.id)
    expect(open.chat.composing).toMatchObject({ text: 'sent' })
    expect(open.chat.composing.editingId).not.toBe('')
    open.chat.composing.cancelEdit()
    expect(open.chat.composing).toMatchObject({ text: 'draft', editingId: '' })
  })

  it('goes on with an edit after the app was killed, the text typed before included', async () => {
    const open = await OpenChat.of(chen)
    const row = await open.say('sent')
    open.chat.composing.input('draft', 5)
    open.chat.composing.startEdit(row.id)
    open.chat.composing.input('sent b', 6)
    await open.app.clock.pass(1_000)
    const again = open.app.stores.openChat(open.chat.key)
    expect(again.composing).toMatchObject({ text: 'sent b', cursor: 6 })
    await again.open()
    expect(again.send('sent better')).toBe('accepted')
    expect(again.composing).toMatchObject({ text: 'draft', editingId: '' })
    await settled()
    expect(rowsOf(again).slice(-1)[0]).toMatchObject({ text: 'sent better', isEdited: true })
  })

  it('changes a message that is no longer in the list', async () => {
    const open = await OpenChat.of(chen)
    const row = await open.say('sent')
    open.chat.composing.startEdit(row.id)
    await open.chat.actions.deleteHere([row.id])
    open.chat.send('changed')
    await settled()
    expect(open.app.im.stored.slice(-1)[0].content).toEqual({ type: 'text', text: 'changed' })
  })

  it('keeps the words of an edit whose message is gone, and of the next edit too', async () => {
    const open = await OpenChat.of(chen)
    const first = await open.say('first')
    const second = await open.say('second')
    open.chat.composing.startEdit(first.id)
    await open.chat.actions.deleteEverywhere([first.id])
    open.chat.send('first, better')
    open.chat.composing.startEdit(second.id)
    await settled()
    expect(open.chat.composerFailure).toMatch(/no longer exists/)
    expect(open.chat.composing.text).toBe('second')
    open.chat.composing.cancelEdit()
    expect(open.chat.composing.text).toBe('first, better')
  })

  it('says that an edit is too long and keeps it', async () => {
    const open = await OpenChat.of(chen)
    const row = await open.say('sent')
    open.chat.composing.startEdit(row.id)
    expect(open.chat.send('太'.repeat(50_000))).toBe('tooLarge')
    expect(open.chat.composing.text).toHaveLength(50_000)
    expect(open.chat.composerFailure).not.toBe('')
  })

  it('puts recalled words below those typed already, whose mentions stay', async () => {
    const open = await typing('@')
    const row = await open.say('oops')
    open.chat.composing.input('@', 1)
    open.chat.mentions.pick('wang')
    await open.chat.actions.recall(row.id)
    open.chat.composing.reEdit(row.id)
    expect(open.chat.composing.text).toBe('@Name of wang \noops')
    await open.say(open.chat.composing.text)
    expect(open.app.im.sent[1].mentions?.userIds).toEqual(['wang'])
  })

  it('stays usable on a phone that is full', async () => {
    const open = await OpenChat.of(chen)
    open.app.storage.isFull = true
    open.chat.composing.input('no room', 7)
    expect(() => open.chat.close()).not.toThrow()
    expect(open.chat.composing.text).toBe('no room')
  })
})
