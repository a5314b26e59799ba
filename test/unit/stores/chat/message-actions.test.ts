import { reactionKey, reactionValue } from '../../../../miniprogram/models/reactions'
import { settled } from '../../../fakes/fake-clock'
import { chen, courtyard, OpenChat } from './open-chat'

const canExpand = true

describe('message actions', () => {
  it('take an own message back within two minutes of the server’s time, and keep its words', async () => {
    const open = await OpenChat.of(chen)
    const row = await open.say('oops')
    expect(open.chat.actions.actionsOf(row.id)).toContain('recall')
    await open.chat.actions.recall(row.id)
    expect(open.last()).toMatchObject({ type: 'recalled', text: 'You took a message back' })
    expect(open.last().canReEdit).toBe(true)
    expect(open.chat.composing.reEdit(row.id)).toBe(true)
    expect(open.chat.composing.text).toBe('oops')
  })

  it('offer no recall after two minutes, whatever the phone’s clock says', async () => {
    const open = await OpenChat.of(chen)
    const row = await open.say('late')
    open.app.im.time += 2 * 60_000
    expect(open.chat.actions.actionsOf(row.id)).not.toContain('recall')
  })

  it('leave the message when the cloud refuses the recall, and say why', async () => {
    const open = await OpenChat.of(chen)
    const row = await open.say('stay')
    open.app.im.messageActions.outcomes = [25101]
    await expect(open.chat.actions.recall(row.id)).rejects.toThrow(/.+/)
    expect(open.last()).toMatchObject({ type: 'text', text: 'stay' })
  })

  it('show who took a message back in words of the other side', async () => {
    const open = await OpenChat.of(chen)
    const { uid } = open.hear()
    await open.app.clock.pass(100)
    open.app.im.emit('recalled', { uid, conversation: chen, byUserId: 'chen', isAdmin: false })
    expect(open.last()).toMatchObject({ type: 'recalled', canReEdit: false })
    expect(open.last().text).toBe('Name of chen took a message back')
  })

  it('delete on this phone only: the row stays away after the chat is opened again', async () => {
    const open = await OpenChat.of(chen)
    const { uid } = open.hear()
    await open.chat.actions.deleteHere([uid])
    expect(open.rows()).toEqual([])
    open.chat.close()
    const again = open.app.stores.openChat('private:chen')
    await again.open()
    expect(again.recentScreens.flatMap(({ rows }) => rows)).toEqual([])
    expect(open.app.im.stored).toHaveLength(1)
  })

  it.each(['deleteHere', 'deleteEverywhere'] as const)(
    'leave nothing for the search to find: %s',
    async (action) => {
      const open = await OpenChat.of(chen)
      const { uid } = open.hear({ content: { type: 'text', text: 'the secret' } })
      const { search } = open.app.stores.conversations
      search.setQuery('secret')
      expect(search.messages).toHaveLength(1)
      await open.chat.actions[action]([uid])
      search.setQuery('the secret')
      expect(search.messages).toEqual([])
    },
  )

  it('delete everywhere: the cloud forgets this person’s copy', async () => {
    const open = await OpenChat.of(chen)
    const { uid } = open.hear()
    await open.chat.actions.deleteEverywhere([uid])
    expect(open.rows()).toEqual([])
    expect(open.app.im.stored).toEqual([])
  })

  it('keep rows that could not be deleted', async () => {
    const open = await OpenChat.of(chen)
    const { uid } = open.hear()
    open.app.im.messageActions.outcomes = [30003]
    await expect(open.chat.actions.deleteEverywhere([uid])).rejects.toThrow(/.+/)
    expect(open.rows()).toHaveLength(1)
  })

  it('count reactions by emoji, and take one’s own away on the second tap', async () => {
    const open = await OpenChat.of(courtyard)
    const { uid } = open.hear({ canExpand })
    await open.chat.actions.react(uid, '👍')
    await open.chat.actions.react(uid, '🎉')
    expect(open.last().reactions).toEqual([
      { emoji: '👍', count: 1, isOwn: true },
      { emoji: '🎉', count: 1, isOwn: true },
    ])
    await open.chat.actions.react(uid, '👍')
    await open.chat.actions.react(uid, '🎉')
    expect(open.last().reactions).toEqual([])
    expect(open.app.im.stored[0].expansion).toEqual({})
  })

  it('name those who reacted, by emoji', async () => {
    const open = await OpenChat.of(courtyard)
    const { uid } = open.hear({ canExpand })
    const set = { [reactionKey('wang')]: reactionValue('wang', ['🎉', '👍']) }
    open.app.im.emit('expansion', { uid, conversation: courtyard, set, removed: [] })
    await open.chat.actions.react(uid, '🎉')
    await open.app.clock.pass(1_000)
    const named = () =>
      open.chat.actions
        .reactorsOf(uid)
        .map(({ emoji, people }) => [emoji, ...people.map(({ name }) => name)])
    // Names arrive from the app server.
    named()
    await open.app.clock.pass(1_000)
    expect(named()).toEqual([
      ['🎉', 'Name of lin', 'Name of wang'],
      ['👍', 'Name of wang'],
    ])
  })

  it('take a reaction back when the cloud refuses it', async () => {
    const open = await OpenChat.of(courtyard)
    const { uid } = open.hear({ canExpand })
    open.app.im.messageActions.outcomes = [30003]
    await expect(open.chat.actions.react(uid, '👍')).rejects.toThrow(/.+/)
    expect(open.last().reactions).toEqual([])
  })

  it('offer reactions only where the sender allowed them', async () => {
    const open = await OpenChat.of(chen)
    const { uid } = open.hear()
    expect(open.chat.actions.actionsOf(uid)).not.toContain('react')
    const row = await open.say('mine')
    expect(open.app.im.sent[0]).toMatchObject({ canExpand: true })
    expect(open.chat.actions.actionsOf(row.id)).toContain('react')
  })

  it('count the failed messages and send them all again in their order', async () => {
    const open = await OpenChat.of(chen)
    open.app.im.sendOutcomes = [405, 405]
    await open.say('one')
    await open.say('two')
    await open.app.clock.pass(1_000)
    expect(open.chat.actions.failedCount).toBe(2)
    expect(open.chat.actions.actionsOf(open.last().id)).toEqual(['retry', 'copy', 'discard'])
    open.chat.actions.retryAll()
    await open.app.clock.pass(1_000)
    expect(open.chat.actions.failedCount).toBe(0)
    expect(open.rows().map(({ text, state }) => [text, state])).toEqual([
      ['one', 'sent'],
      ['two', 'sent'],
    ])
  })

  it('change a sent message at once, and mark it as edited', async () => {
    const open = await OpenChat.of(chen)
    const row = await open.say('helo')
    open.chat.composing.input('half a thought', 14)
    open.chat.composing.startEdit(row.id)
    expect(open.chat.composing.text).toBe('helo')
    expect(open.chat.send('hello')).toBe('accepted')
    expect(open.last()).toMatchObject({ text: 'hello', isEdited: true })
    await settled()
    expect(open.app.im.stored[0].content).toEqual({ type: 'text', text: 'hello' })
    expect(open.chat.composing.text).toBe('half a thought')
  })

  it('keep the words of an edit that was refused in the composer', async () => {
    const open = await OpenChat.of(chen)
    const row = await open.say('helo')
    open.app.im.messageActions.outcomes = [30003]
    open.chat.composing.startEdit(row.id)
    open.chat.send('hello')
    await settled()
    expect(open.last()).toMatchObject({ text: 'helo', isEdited: false })
    expect(open.chat.composing.text).toBe('hello')
    expect(open.chat.composerFailure).not.toBe('')
  })

  it('report somebody else’s message to the app server', async () => {
    const open = await OpenChat.of(chen)
    const { uid } = open.hear()
    await open.chat.actions.report(uid, 'fraud')
    const report = { subjectType: 'message', subjectId: uid, reason: 'fraud' }
    expect(open.app.api.reports).toEqual([report])
  })
})

describe('selection', () => {
  it('takes a hundred rows, the most the cloud deletes at once', async () => {
    const open = await OpenChat.of(chen)
    for (let count = 0; count < 105; count += 1) open.hear()
    const { selection } = open.chat
    const [first, ...others] = open.rows().map(({ id }) => id)
    selection.start(first)
    others.forEach((id) => selection.toggle(id))
    expect(selection).toMatchObject({ count: 100, isFull: true })
    selection.toggle(first)
    expect(selection).toMatchObject({ count: 99, isFull: false })
  })

  it('collects rows in the order of the conversation, and marks them', async () => {
    const open = await OpenChat.of(chen)
    const [first, second] = [open.hear(), open.hear()]
    const { selection } = open.chat
    selection.start(second.uid)
    selection.toggle(first.uid)
    expect(selection.ids).toEqual([first.uid, second.uid])
    expect(open.rows().map(({ isSelected }) => isSelected)).toEqual([true, true])
    selection.cancel()
    expect(open.rows().map(({ isSelected }) => isSelected)).toEqual([false, false])
    expect(selection.isActive).toBe(false)
  })
})
