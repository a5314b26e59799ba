import { useCourtyard } from '../helpers/courtyard'
import { rowsOf } from '../helpers/hutong-phone'

describe('two phones', () => {
  const courtyard = useCourtyard()

  it('show both people the same messages in the same order', async () => {
    const [lin, chen] = await Promise.all([courtyard.phone('lin'), courtyard.phone('chen')])
    const linsChat = lin.stores.openChat('private:chen')
    const chensChat = chen.stores.openChat('private:lin')
    await Promise.all([linsChat.open(), chensChat.open()])
    linsChat.send('你好 😀')
    await chen.until(() => rowsOf(chensChat).length === 1)
    chensChat.send('<b>hi</b>')
    await lin.until(() => rowsOf(linsChat).length === 2)
    await chen.until(() => rowsOf(chensChat).every(({ state }) => state !== 'sending'))
    const texts = rowsOf(linsChat).map(({ text, isOwn, state }) => [text, isOwn, state])
    expect(texts).toEqual([
      ['你好 😀', true, 'sent'],
      ['<b>hi</b>', false, ''],
    ])
    expect(rowsOf(chensChat).map(({ text }) => text)).toEqual(['你好 😀', '<b>hi</b>'])
  })

  it('count unread until the chat is opened, and name the people', async () => {
    const [lin, wang] = await Promise.all([courtyard.phone('lin'), courtyard.phone('wang')])
    const chat = wang.stores.openChat('private:lin')
    await chat.open()
    for (const text of ['一', '二', '三']) chat.send(text)
    const row = () =>
      lin.stores.conversations.screens[0]?.rows.find(({ id }) => id === 'private:wang')
    await lin.until(() => row()?.unreadCount === 3 && row()?.name !== '')
    expect(row()).toMatchObject({ preview: '三', badge: '3', kind: 'private' })
    const { badge } = lin.stores.conversations
    const open = lin.stores.openChat('private:wang')
    await open.open()
    await lin.until(() => row()?.unreadCount === 0)
    expect(rowsOf(open).map(({ unreadDivider }) => unreadDivider)).toEqual([true, false, false])
    expect(Number(lin.stores.conversations.badge)).toBe(Number(badge) - 3)
  })

  it('page history back to the first message', async () => {
    const [lin, zhao] = await Promise.all([courtyard.phone('lin'), courtyard.phone('zhao')])
    const chat = zhao.stores.openChat('private:lin')
    await chat.open()
    for (let index = 1; index <= 53; index += 1) chat.send(`第 ${index} 条`)
    await zhao.until(() => rowsOf(chat).filter(({ state }) => state === 'sent').length === 53)
    await lin.until(() => lin.stores.conversations.unreadOf('private:zhao') === 53)
    const late = lin.stores.openChat('private:zhao')
    await late.open()
    expect(rowsOf(late).find(({ unreadDivider }) => unreadDivider)?.text).toBe('第 1 条')
    while (late.position.hasLater) await late.position.loadLater()
    expect(rowsOf(late)).toHaveLength(53)
    const again = lin.stores.openChat('private:zhao')
    await again.open()
    // The oldest of a page of twenty is drawn with the one above it.
    expect(rowsOf(again)).toHaveLength(19)
    while (again.hasEarlier) await again.loadEarlier()
    expect(rowsOf(again).map(({ text }) => text)).toEqual(rowsOf(chat).map(({ text }) => text))
    expect(rowsOf(late).map(({ text }) => text)).toEqual(rowsOf(chat).map(({ text }) => text))
  })

  it('pin, mute and delete a conversation', async () => {
    const [lin, su] = await Promise.all([courtyard.phone('lin'), courtyard.phone('su')])
    const chat = su.stores.openChat('private:lin')
    await chat.open()
    chat.send('hello')
    const { conversations } = lin.stores
    const rows = () => conversations.screens.flatMap((screen) => [...screen.rows])
    const row = () => rows().find(({ id }) => id === 'private:su')
    await lin.until(() => row() !== undefined)
    await conversations.setPinned('private:su', true)
    await conversations.setMuted('private:su', true)
    await lin.until(() => row()?.isPinned === true && row()?.isMuted === true)
    expect(rows()[0].id).toBe('private:su')
    expect(row()?.badge).toBe('')
    await conversations.remove('private:su')
    expect(row()).toBeUndefined()
  })

  it('keep pin and mute for the next sign-in on another device', async () => {
    const [lin, su] = await Promise.all([courtyard.phone('lin'), courtyard.phone('su')])
    const chat = su.stores.openChat('private:lin')
    await chat.open()
    chat.send('again')
    const find = (phone: typeof lin) =>
      phone.stores.conversations.screens[0]?.rows.find(({ id }) => id === 'private:su')
    await lin.until(() => find(lin) !== undefined)
    await lin.stores.conversations.setPinned('private:su', true)
    lin.kill()
    const other = await courtyard.phone('lin')
    await other.until(() => find(other)?.isPinned === true)
  })

  it('talk in the group with names', async () => {
    const [lin, chen] = await Promise.all([courtyard.phone('lin'), courtyard.phone('chen')])
    const linsChat = lin.stores.openChat('group:courtyard')
    const chensChat = chen.stores.openChat('group:courtyard')
    await Promise.all([linsChat.open(), chensChat.open()])
    linsChat.send('大家好')
    const last = () => rowsOf(chensChat).slice(-1)[0]
    await chen.until(() => last()?.text === '大家好' && last()?.senderName === '林晓')
    expect(rowsOf(chensChat).every(({ text }) => text !== '')).toBe(true)
    await chen.until(() => chensChat.title === '槐树院')
  })

  it('talk in a room while they are inside', async () => {
    const [lin, chen] = await Promise.all([courtyard.phone('lin'), courtyard.phone('chen')])
    const linsRoom = lin.stores.openRoom('lobby')
    const chensRoom = chen.stores.openRoom('lobby')
    await linsRoom.join()
    await chensRoom.join()
    expect(chensRoom).toMatchObject({ state: 'inside', memberCount: 2 })
    linsRoom.send('有人吗')
    await chen.until(() => rowsOf(chensRoom).length === 1)
    await chensRoom.leave()
    linsRoom.send('还在吗')
    await lin.until(() => rowsOf(linsRoom).filter(({ state }) => state === 'sent').length === 2)
    const again = chen.stores.openRoom('lobby')
    await again.join()
    await chen.until(() => rowsOf(again).length === 2)
  })

  it('say when the same person signs in elsewhere, and come back on Use here', async () => {
    const first = await courtyard.phone('lin')
    const second = await courtyard.phone('lin')
    await first.until(() => first.stores.session.status === 'kicked')
    expect(first.stores.session.strip).toMatchObject({ text: 'You signed in on another device' })
    first.stores.session.retry()
    await first.until(() => first.stores.session.status === 'online')
    await second.until(() => second.stores.session.status === 'kicked')
  })

  it('tell why a send was refused and send it on Retry', async () => {
    const zhao = await courtyard.phone('zhao')
    // They have not talked: nothing is read on opening, and the cloud told of it, by the same topic.
    const chat = zhao.stores.openChat('private:chen')
    await chat.open()
    await courtyard.im.control('refuse-acks', { topic: 'ppMsgP', status: 405, userIds: ['zhao'] })
    chat.send('let me in')
    const last = () => rowsOf(chat).slice(-1)[0]
    await zhao.until(() => last()?.state === 'failed')
    expect(last()).toMatchObject({ failure: 'Not sent: you were blocked by this person' })
    await chat.retry(last().id)
    await zhao.until(() => last().state === 'sent')
  })

  it('sign in as another person on one device without a trace of the first', async () => {
    const device = await courtyard.phone('lin')
    await device.stores.session.signOut()
    await device.stores.session.signInAsDemo('chen')
    await device.until(() => device.stores.session.status === 'online')
    const keys = [...device.wx.storage.keys()]
    expect(keys.filter((key) => /lin(\W|$)/.test(key))).toEqual([])
    expect(device.stores.session.userId).toBe('chen')
  })

  it('show who is typing', async () => {
    const [lin, chen] = await Promise.all([courtyard.phone('lin'), courtyard.phone('chen')])
    const linsChat = lin.stores.openChat('private:chen')
    const chensChat = chen.stores.openChat('private:lin')
    await Promise.all([linsChat.open(), chensChat.open()])
    // Telling it is fire and forget; who goes on typing tells it again.
    const typing = setInterval(() => linsChat.setDraft(`${linsChat.draft}嗯`), 500)
    await chen.until(() => chensChat.typing.includes('林晓')).finally(() => clearInterval(typing))
    await chen.until(() => chensChat.typing === '')
  })
})
