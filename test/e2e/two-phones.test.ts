import { ChatScreen } from './helpers/chat-screen'
import { startNeighbourhood, type Neighbourhood } from './helpers/neighbourhood'
import { launchPhone, type Phone } from './helpers/phone'

jest.setTimeout(120_000)

/** One journey: each step goes on where the one before it ended. */
describe('two people with a phone each', () => {
  let street: Neighbourhood
  let lin: Phone
  let chen: Phone
  let linChat: ChatScreen
  let chenChat: ChatScreen

  beforeAll(async () => {
    street = await startNeighbourhood({ IM_MESSAGES_PER_SECOND: '5' })
    ;[lin, chen] = await Promise.all([launchPhone('lin'), launchPhone('chen')])
    linChat = new ChatScreen(lin)
    chenChat = new ChatScreen(chen)
  })
  afterAll(async () => {
    await Promise.all([lin?.close(), chen?.close()])
    await street?.stop()
  })

  it('are signed in and see their conversations', async () => {
    await Promise.all([street.signIn(lin, 'lin'), street.signIn(chen, 'chen')])
  })

  it('exchange 50 messages and see the same 50 in the same order', async () => {
    await Promise.all([linChat.open('private:chen'), chenChat.open('private:lin')])
    for (let n = 1; n <= 25; n++) {
      await Promise.all([linChat.say(`Lin says ${n}`), chenChat.say(`Chen says ${n}`)])
    }
    const isWhole = (shown: { state: string }[]): boolean =>
      shown.length === 50 && shown.every(({ state }) => state === '' || state === 'sent')
    const atLin = await linChat.messagesWhen('50 messages', isWhole)
    const atChen = await chenChat.messagesWhen('50 messages', isWhole)
    expect(new Set(atLin.map(({ text }) => text)).size).toBe(50)
    expect(atLin.map(({ text }) => text)).toEqual(atChen.map(({ text }) => text))
    expect(atLin.filter(({ isOwn }) => isOwn)).toHaveLength(25)
  })

  it('go on when every socket dies in the middle, with nothing lost or doubled', async () => {
    const before = await linChat.texts()
    for (let n = 1; n <= 6; n++) {
      await Promise.all([
        linChat.say(`Lin through the storm ${n}`),
        chenChat.say(`Chen through the storm ${n}`),
      ])
      if (n === 3) await street.im.control('kill-sockets')
    }
    const isWhole = (shown: { state: string }[]): boolean =>
      shown.length === before.length + 12 &&
      shown.every(({ state }) => state === '' || state === 'sent')
    const atLin = await linChat.messagesWhen('12 more messages', isWhole)
    const atChen = await chenChat.messagesWhen('12 more messages', isWhole)
    expect(new Set(atLin.map(({ text }) => text)).size).toBe(before.length + 12)
    expect(atLin.map(({ text }) => text)).toEqual(atChen.map(({ text }) => text))
  })

  it('count what is unread, in the row and at the tab', async () => {
    await chen.app.mockWxMethod('setTabBarBadge', function (options: { text: string }) {
      ;(getApp() as unknown as { shownBadge: string }).shownBadge = options.text
      return Promise.resolve()
    })
    await chen.app.callWxMethod('navigateBack')
    await chen.until(
      'the conversation list',
      async (page) => page.path === 'pages/conversations/conversations',
    )
    for (const n of [1, 2, 3]) await linChat.say(`Are you there? ${n}`)
    const row = await chen.find('#conversation-private-lin')
    await chen.until(
      '3 unread',
      async () =>
        (await row
          .$('badge')
          .then((badge) => badge?.$('.badge'))
          .then((b) => b?.text())) === '3',
    )
    await chen.until(
      'badge 3 at the tab',
      async () =>
        (await chen.app.evaluate(
          () => (getApp() as unknown as { shownBadge?: string }).shownBadge,
        )) === '3',
    )

    await row.$('.conversation-row__front').then((front) => front!.tap())
    await chenChat.sees('Are you there? 3')
    await chen.app.callWxMethod('navigateBack')
    await chen.until('no badge', async (page) => {
      if (page.path !== 'pages/conversations/conversations') return false
      const again = await page.$('#conversation-private-lin')
      return again !== null && (await again.$('badge')) === null
    })
  })

  it('page back through history to the first message', async () => {
    await chenChat.open('private:lin')
    const loaded = await chenChat.messages()
    expect(loaded.length).toBeLessThan(65)
    await chen.until('the first message', async (page) => {
      // A list that stands at its top already asks for more only when it is pulled again.
      await chenChat.pullToTop()
      return (await page.data('hasEarlier')) === false
    })
    const all = await chenChat.texts()
    expect(all).toHaveLength(65)
    expect(all).toEqual(await linChat.texts())
  })

  it('are told why a message failed, and get it through with Retry', async () => {
    const pair = { userId: 'chen', blackUserId: 'lin' }
    await street.im.api('/user/blacklist/add', pair)
    await linChat.say('Meet me at the well')
    const failed = (
      await linChat.messagesWhen('a failed message', (shown) => shown.at(-1)?.state === 'failed')
    ).at(-1)!
    expect(failed.text).toBe('Meet me at the well')
    expect(failed.failure).not.toBe('')
    expect(failed.failure).not.toMatch(/\d/)

    await street.im.api('/user/blacklist/remove', pair)
    const row = await linChat.row(failed.id)
    await (await row.$('.message-row__retry'))!.tap()
    await linChat.messagesWhen('it sent', (shown) => shown.at(-1)?.state === 'sent')
    await chenChat.sees('Meet me at the well')
    expect((await chenChat.texts()).filter((text) => text === 'Meet me at the well')).toHaveLength(
      1,
    )
  })

  it('see text as it was typed: markup, emoji, ten thousand characters', async () => {
    const texts = [
      '<b>bold</b> & <script>alert(1)</script>',
      '胡同 👨‍👩‍👧‍👦 🏮 e\u0301',
      '长'.repeat(10_000),
    ]
    const [markup, ...others] = texts
    // Chen is still far up, at the first message.
    await (await chen.find('#pill')).tap()
    await linChat.say(markup)
    const { id } = await chenChat.sees(markup)
    const shown = await (await chenChat.row(id)).$('.message-row__text')
    expect(await shown?.text()).toBe(markup)
    for (const text of others) await linChat.say(text)
    for (const text of others) await chenChat.sees(text)
  })

  it('send nothing when only spaces are typed, and keep a text that is too long', async () => {
    const before = (await linChat.messages()).length
    await linChat.say('   \n ')
    await linChat.type('太'.repeat(50_000))
    await linChat.tapSend()
    await lin.until(
      'words about the length',
      async (page) => (await page.data('composerFailure')) !== '',
    )
    expect(await linChat.typed()).toHaveLength(50_000)
    await linChat.say('short again')
    await linChat.sees('short again')
    expect(await linChat.messages()).toHaveLength(before + 1)
  })

  it('read words in place of a message this version does not know', async () => {
    await chenChat.sees('short again')
    const before = (await chenChat.messages()).length
    await street.says('lin', 'chen', { petals: 5 }, { objectName: 'Hutong:Blossom' })
    const rows = await chenChat.messagesWhen('one more row', (shown) => shown.length > before)
    expect(rows.at(-1)!.text).toMatch(/.{4,}/)
    expect(rows.at(-1)!.text).not.toMatch(/petals|Blossom/)
  })

  it('talk in the room, and see who else is there', async () => {
    const enter = async (phone: Phone): Promise<void> => {
      await phone.app.callWxMethod('navigateTo', { url: '/pages-chat/room/room?id=lobby' })
      await phone.until(
        'the room',
        async (page) =>
          page.path === 'pages-chat/room/room' && (await page.data('isInside')) === true,
      )
    }
    await enter(lin)
    await enter(chen)
    await linChat.say('Anyone in the lobby?')
    await chenChat.sees('Anyone in the lobby?')
    await chenChat.say('Right behind you')
    await linChat.sees('Right behind you')
    for (const phone of [lin, chen]) {
      const count = await phone.find('.room__count')
      await phone.until('two people', async () => (await count.text()).includes('2'))
    }
    await chen.app.callWxMethod('navigateBack')
    const count = await lin.find('.room__count')
    await lin.until('one person', async () => (await count.text()).includes('1'))
  })

  it('are told in words when the same person signs in elsewhere', async () => {
    await street.signIn(chen, 'lin')
    const strip = await lin.find('status-strip', '.status-strip__text')
    await lin.until('words about the other phone', async () => {
      const words = await strip.text()
      return words.length > 4 && !/\d{4,}/.test(words)
    })
    expect(
      await lin.app.evaluate(
        () =>
          (getApp() as unknown as { stores: { session: { status: string } } }).stores.session
            .status,
      ),
    ).toBe('kicked')
  })
})
