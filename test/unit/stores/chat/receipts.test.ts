import { chen, courtyard, OpenChat } from './open-chat'

describe('read receipts', () => {
  it('tell the other of the newest row that was on screen, once', async () => {
    const open = await OpenChat.of(chen)
    const [first, second, unseen] = [open.hear(), open.hear(), open.hear()]
    open.chat.receipts.rowsSeen([first.uid])
    open.chat.receipts.rowsSeen([second.uid])
    await open.app.clock.pass(1_000)
    expect(open.app.im.receipts.read).toEqual([second.uid])
    open.chat.receipts.rowsSeen([first.uid, second.uid])
    await open.app.clock.pass(1_000)
    expect(open.app.im.receipts.read).toEqual([second.uid])
    expect(open.app.im.receipts.read).not.toContain(unseen.uid)
  })

  it('are not sent again for what was told before the app was closed', async () => {
    const open = await OpenChat.of(chen)
    const { uid } = open.hear()
    open.chat.receipts.rowsSeen([uid])
    await open.app.clock.pass(1_000)
    open.chat.close()
    const again = open.app.stores.openChat('private:chen')
    await again.open()
    again.receipts.rowsSeen([uid])
    await open.app.clock.pass(1_000)
    expect(open.app.im.receipts.read).toEqual([uid])
  })

  it('tell what was seen without a network once it is back', async () => {
    const open = await OpenChat.of(chen)
    const { uid } = open.hear()
    open.app.im.emit('link', { state: 'suspended', sdkCode: 30011 })
    open.chat.receipts.rowsSeen([uid])
    await open.app.clock.pass(1_000)
    expect(open.app.im.receipts.read).toEqual([])
    open.app.im.emit('link', { state: 'connected' })
    await open.app.clock.pass(1_000)
    expect(open.app.im.receipts.read).toEqual([uid])
  })

  it('mark own messages up to their time as read, also after opening again', async () => {
    const open = await OpenChat.of(chen)
    await open.say('one')
    await open.say('two')
    const until = open.app.im.stored[0].sentAt
    open.app.im.emit('readByPeer', { conversation: chen, userId: 'chen', until })
    expect(open.rows().map(({ readWords }) => readWords)).toEqual(['Read', ''])
    open.chat.close()
    const again = open.app.stores.openChat('private:chen')
    await again.open()
    const rows = again.recentScreens.flatMap((screen) => [...screen.rows])
    expect(rows.map(({ readWords }) => readWords)).toEqual(['Read', ''])
  })

  it('leave out what only some of a group got: the cloud keeps none of it', async () => {
    const open = await OpenChat.of(courtyard)
    open.app.im.receipts.groupWay = 'counted'
    const [aside, aloud] = [open.hear({ directedTo: ['lin'] }), open.hear()]
    open.chat.receipts.rowsSeen([aside.uid, aloud.uid])
    await open.app.clock.pass(1_000)
    expect(open.app.im.receipts.confirmed).toEqual([[aloud.uid]])
  })

  it('answer in a group only what was asked and seen, whichever came first', async () => {
    const open = await OpenChat.of(courtyard)
    const [asked, seenFirst, quiet] = [open.hear(), open.hear({ senderId: 'wang' }), open.hear()]
    const { im } = open.app
    im.emit('receiptAsked', { conversation: courtyard, uid: asked.uid, senderId: 'chen' })
    open.chat.receipts.rowsSeen([asked.uid, seenFirst.uid, quiet.uid])
    await open.app.clock.pass(1_000)
    expect(im.receipts.responses).toEqual([{ chen: [asked.uid] }])
    im.emit('receiptAsked', { conversation: courtyard, uid: seenFirst.uid, senderId: 'wang' })
    await open.app.clock.pass(1_000)
    expect(im.receipts.responses[1]).toEqual({ wang: [seenFirst.uid] })
  })

  it('ask the group about the newest own message and count who has read it', async () => {
    const open = await OpenChat.of(courtyard)
    await open.say('one')
    const row = await open.say('two')
    await open.app.clock.pass(2_000)
    const uid = open.app.im.stored[1].uid
    expect(open.app.im.receipts.asked).toEqual([uid])
    for (const userId of ['chen', 'chen', 'wang']) {
      open.app.im.emit('readBy', { conversation: courtyard, userId, uids: [uid] })
    }
    expect(open.last().readWords).toBe('2 read')
    const { read, unread } = await open.chat.receipts.readersOf(row.id)
    expect(read.map(({ userId }) => userId)).toEqual(['chen', 'wang'])
    expect(unread).toEqual([])
  })

  it('confirm and count by the cloud where it does', async () => {
    const open = await OpenChat.of(courtyard)
    open.app.im.receipts.groupWay = 'counted'
    const [first, second] = [open.hear(), open.hear()]
    open.chat.receipts.rowsSeen([first.uid, second.uid])
    const row = await open.say('hello')
    await open.app.clock.pass(1_000)
    expect(open.app.im.receipts.confirmed).toEqual([[first.uid, second.uid]])
    const { uid } = open.app.im.stored[2]
    const summaries = [{ uid, readCount: 1, totalCount: 2 }]
    open.app.im.emit('readCounts', { conversation: courtyard, summaries })
    expect(open.last().readWords).toBe('1 read')
    open.app.im.receipts.readersOf[uid] = ['wang']
    const { read, unread } = await open.chat.receipts.readersOf(row.id)
    expect(read.map(({ userId }) => userId)).toEqual(['wang'])
    expect(unread.map(({ userId }) => userId)).toEqual(['chen'])
  })
})
