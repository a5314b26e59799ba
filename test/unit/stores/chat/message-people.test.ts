import { courtyard, OpenChat } from './open-chat'

async function heard(text: string, userIds: string[], everybody = false): Promise<OpenChat> {
  const open = await OpenChat.of(courtyard)
  open.hear({ content: { type: 'text', text }, mentions: { everybody, userIds } })
  // Names arrive from the app server.
  await open.app.clock.pass(1_000)
  return open
}

describe('mentions in a text', () => {
  it('are the people its sender chose, as they are written', async () => {
    const open = await heard('@Name of wang and @Name of lin, not @Name of chen', ['lin', 'wang'])
    expect(open.last().mentions).toEqual([
      { text: '@Name of wang', userId: 'wang' },
      { text: '@Name of lin', userId: 'lin' },
    ])
    expect(open.last().mentionsMe).toBe(true)
  })

  it('call everybody in either language', async () => {
    expect((await heard('@everybody tea!', [], true)).last().mentions).toEqual([
      { text: '@everybody', userId: '' },
    ])
    expect((await heard('@所有人 喝茶', [], true)).last().mentions).toEqual([
      { text: '@所有人', userId: '' },
    ])
  })

  it('are none when nobody was called, whatever the text says', async () => {
    const open = await OpenChat.of(courtyard)
    open.hear({ content: { type: 'text', text: '@Name of wang' } })
    expect(open.last().mentions).toEqual([])
  })
})

describe('a quote', () => {
  const quoted = { type: 'text', text: 'tea?' } as const

  it('no longer shows the words of a message that was taken back', async () => {
    const open = await OpenChat.of(courtyard)
    const { uid, senderId } = open.hear({ content: quoted })
    const answer = { uid, senderId, content: quoted }
    open.hear({ senderId: 'wang', content: { type: 'quote', text: 'yes', quoted: answer } })
    await open.app.clock.pass(1_000)
    expect(open.last().quote?.text).toBe('tea?')
    open.app.im.emit('recalled', { uid, conversation: courtyard, byUserId: 'chen', isAdmin: false })
    expect(open.last().quote?.text).toBe('The quoted message was taken back')
  })

  it('shows the better words of a message that was edited', async () => {
    const open = await OpenChat.of(courtyard)
    const message = open.hear({ content: quoted })
    const { uid, senderId } = message
    const answer = { uid, senderId, content: quoted }
    open.hear({ content: { type: 'quote', text: 'yes', quoted: answer } })
    const content = { type: 'text', text: 'green tea?' } as const
    open.app.im.emit('edited', [{ ...message, content, isEdited: true }])
    expect(open.last().quote?.text).toBe('green tea?')
  })
})
