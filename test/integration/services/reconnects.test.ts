import { useCourtyard } from '../helpers/courtyard'
import { rowsOf, type HutongPhone, type PhonePace } from '../helpers/hutong-phone'
import type { ChatFace } from '../../../miniprogram/stores/app-stores'

interface Talk {
  lin: HutongPhone
  chen: HutongPhone
  linsChat: ChatFace
  chensChat: ChatFace
}

const texts = (chat: ChatFace) => rowsOf(chat).map(({ text }) => text)

/** Both see all these texts, each once and in one order. */
async function expectWhole({ lin, chen, linsChat, chensChat }: Talk, expected: string[]) {
  const isWhole = (chat: ChatFace) =>
    rowsOf(chat).length >= expected.length &&
    rowsOf(chat).every(({ state }) => state === '' || state === 'sent')
  await lin.until(() => isWhole(linsChat))
  await chen.until(() => isWhole(chensChat))
  expect(texts(linsChat)).toEqual(texts(chensChat))
  expect([...texts(linsChat)].sort()).toEqual([...expected].sort())
}

describe('a chat goes on', () => {
  const courtyard = useCourtyard()
  const pairs = [
    ['lin', 'chen'],
    ['lin', 'wang'],
    ['lin', 'zhao'],
    ['lin', 'su'],
    ['chen', 'wang'],
    ['chen', 'zhao'],
    ['chen', 'su'],
    ['wang', 'zhao'],
    ['wang', 'su'],
    ['zhao', 'su'],
  ]

  async function talk(pace?: PhonePace): Promise<Talk> {
    const [one, other] = pairs.shift()!
    const [lin, chen] = await Promise.all([courtyard.phone(one, pace), courtyard.phone(other)])
    const linsChat = lin.stores.openChat(`private:${other}`)
    const chensChat = chen.stores.openChat(`private:${one}`)
    await Promise.all([linsChat.open(), chensChat.open()])
    return { lin, chen, linsChat, chensChat }
  }

  it('through killed sockets, nothing lost or doubled', async () => {
    const both = await talk()
    const expected: string[] = []
    for (let round = 0; round < 4; round += 1) {
      for (const [name, chat] of [
        ['a', both.linsChat],
        ['b', both.chensChat],
      ] as const) {
        chat.send(`${name}${round}`)
        expected.push(`${name}${round}`)
      }
      await courtyard.im.control('kill-sockets')
    }
    await expectWhole(both, expected)
  })

  it('through lost acks: a message arrives once', async () => {
    const both = await talk()
    await courtyard.im.control('drop-acks', { topic: 'ppMsgP', count: 2 })
    both.linsChat.send('one')
    both.linsChat.send('two')
    await both.chen.until(() => rowsOf(both.chensChat).length === 1)
    await courtyard.im.control('kill-sockets')
    await expectWhole(both, ['one', 'two'])
  })

  it('on a socket that says nothing any more, long before anybody closes it', async () => {
    const both = await talk({ speed: 5 })
    both.lin.wx.stallSockets()
    both.linsChat.send('into the void')
    await both.lin.until(() => both.lin.stores.session.status === 'degraded')
    both.chensChat.send('hello?')
    await expectWhole(both, ['into the void', 'hello?'])
    expect(both.lin.stores.session.status).toBe('online')
  })

  it('when the network goes and comes back, at once', async () => {
    const both = await talk()
    both.chen.wx.setOnline(false)
    await both.chen.until(() => both.chen.stores.session.status === 'offline')
    for (const text of ['1', '2', '3']) both.linsChat.send(text)
    both.chensChat.send('typed while offline')
    await both.lin.until(() => rowsOf(both.linsChat).every(({ state }) => state === 'sent'))
    both.chen.wx.setOnline(true)
    await expectWhole(both, ['1', '2', '3', 'typed while offline'])
  })

  it('when more was missed than a page holds', async () => {
    const both = await talk()
    both.chen.wx.setOnline(false)
    const sent = Array.from({ length: 30 }, (_, index) => `missed ${index}`)
    for (const text of sent) both.linsChat.send(text)
    await both.lin.until(() => rowsOf(both.linsChat).every(({ state }) => state === 'sent'))
    both.chen.wx.setOnline(true)
    await expectWhole(both, sent)
  })

  it('when the app is killed with a full outbox', async () => {
    const both = await talk()
    both.lin.wx.setOnline(false)
    const sent = Array.from({ length: 6 }, (_, index) => `kept ${index}`)
    for (const text of sent) both.linsChat.send(text)
    const device = both.lin.kill()
    const again = await courtyard.restarted(device)
    const { userId } = both.chen.stores.session
    const linsChat = again.stores.openChat(`private:${userId}`)
    await linsChat.open()
    await expectWhole({ ...both, lin: again, linsChat }, sent)
    expect(texts(linsChat)).toEqual(sent)
  })

  it('when the server forgets the token', async () => {
    const both = await talk()
    await courtyard.im.api('/user/token/expire', {
      userId: both.lin.stores.session.userId,
      time: Date.now(),
    })
    await courtyard.im.control('kill-sockets', { userId: both.lin.stores.session.userId })
    both.linsChat.send('with a fresh token')
    await expectWhole(both, ['with a fresh token'])
  })

  it('after the background, on a socket that died there', async () => {
    const both = await talk()
    both.lin.hide()
    both.lin.wx.dropConnections()
    both.chensChat.send('are you there?')
    both.lin.show()
    await expectWhole(both, ['are you there?'])
  })

  it('after a long sleep, with the end of the socket told on waking', async () => {
    const both = await talk()
    both.chensChat.send('before')
    await expectWhole(both, ['before'])
    for (let sleeps = 0; sleeps < 2; sleeps += 1) {
      both.lin.sleep(60_000)
      both.lin.wx.dropConnections()
      await both.lin.until(() => both.lin.stores.session.status === 'degraded')
      both.lin.show()
      await both.lin.until(() => both.lin.stores.session.status === 'online')
    }
    both.chensChat.send('awake?')
    await expectWhole(both, ['before', 'awake?'])
  })

  it('with one new connection, however many things call for one at once', async () => {
    const lin = await courtyard.phone('lin')
    const accepted = async () => (await courtyard.im.control('sessions')).acceptedCount as number
    const opened = () => lin.wx.requestedUrls.filter((url) => url.includes('?appId=')).length
    const blink = () => {
      lin.wx.setOnline(false)
      lin.wx.setOnline(true)
    }
    const show = () => lin.show()
    const drop = () => lin.wx.dropConnections()
    for (const triggers of [
      [show, drop],
      [drop, show],
      [blink, show, drop, blink],
      [drop, show, blink],
    ]) {
      const before = { accepted: await accepted(), opened: opened() }
      lin.sleep(60_000)
      for (const trigger of triggers) trigger()
      await lin.until(() => lin.stores.session.status === 'online')
      await lin.stores.conversations.load()
      expect({ accepted: await accepted(), opened: opened() }).toEqual({
        accepted: before.accepted + 1,
        opened: before.opened + 1,
      })
    }
  })

  it('with every unread message counted once, whatever happened to the link', async () => {
    const both = await talk()
    const { userId } = both.chen.stores.session
    const unread = () =>
      both.lin.stores.conversations.screens
        .flatMap(({ rows }) => [...rows])
        .find(({ targetId }) => targetId === userId)?.unreadCount ?? 0
    both.linsChat.setVisible(true)
    both.chensChat.send('read 1')
    both.chensChat.send('read 2')
    await both.lin.until(() => rowsOf(both.linsChat).length === 2 && unread() === 0)
    // The SDK takes as read what reaches the cloud before the notice of a reading does.
    await both.lin.stores.conversations.load()
    await readingsTold(both.lin)
    both.linsChat.close()
    for (const text of ['unread 1', 'unread 2']) both.chensChat.send(text)
    await both.lin.until(() => unread() >= 2)
    for (const count of [3, 4]) {
      both.lin.sleep(60_000)
      both.lin.wx.dropConnections()
      await both.lin.until(() => both.lin.stores.session.status === 'degraded')
      both.chensChat.send(`unread ${count}`)
      both.lin.show()
      await both.lin.until(() => both.lin.stores.session.status === 'online')
      await both.lin.until(() => unread() >= count)
      expect(unread()).toBe(count)
    }
  })
})

/** Resolves once the cloud knows of all that was read on a phone. */
async function readingsTold({ wx }: HutongPhone): Promise<void> {
  while ([...wx.storage.keys()].some((key) => key.endsWith('.readsToTell')))
    await new Promise((resolve) => setImmediate(resolve))
}
