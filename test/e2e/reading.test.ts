import { ChatScreen, type ShownMessage } from './helpers/chat-screen'
import { launchDrawnPhone, type DrawnPhone } from './helpers/drawn-phone'
import { ListScreen } from './helpers/list-screen'
import { ListView } from './helpers/list-view'
import { startNeighbourhood, type Neighbourhood } from './helpers/neighbourhood'
import { writeDays } from './helpers/past-days'
import { languages, launchPhone, type Language, type Phone } from './helpers/phone'

jest.setTimeout(120_000)

const DAYS = 4
const A_DAY = 50
/** More than one call of history brings. */
const UNREAD = 130
const MENTIONED = 60
const WORDS = {
  'zh-CN': {
    divider: '以下是新消息',
    unread: (n: number) => `${n} 条未读`,
    mention: (n: number) => `${n} 条提到你`,
    news: (n: number) => `${n} 条新消息`,
    toNewest: '回到最新消息',
    start: '对话从这里开始',
    yesterday: '昨天',
    read: '已读',
    readBy: (n: number) => `${n} 人已读`,
  },
  en: {
    divider: 'New messages',
    unread: (n: number) => `${n} unread`,
    mention: (n: number) => `Mentions you: ${n}`,
    news: (n: number) => `${n} new`,
    toNewest: 'Back to the newest message',
    start: 'The chat begins here',
    yesterday: 'Yesterday',
    read: 'Read',
    readBy: (n: number) => `${n} read`,
  },
}
const otherThan = (language: Language): Language => (language === 'en' ? 'zh-CN' : 'en')

type DatedMessage = ShownMessage & { dateLabel: string; startsGroup: boolean }

/** Lin reads in one language while Chen writes in the other; then the other way round. */
describe('a person who reads', () => {
  let street: Neighbourhood
  let lin: DrawnPhone
  let chen: Phone
  let linChat: ChatScreen
  let chenChat: ChatScreen
  let list: ListView
  const exceptions: string[] = []

  beforeAll(async () => {
    street = await startNeighbourhood()
    await writeDays(street, DAYS, A_DAY)
    ;[lin, chen] = await Promise.all([launchDrawnPhone('lin-reads'), launchPhone('chen-writes')])
    linChat = new ChatScreen(lin)
    chenChat = new ChatScreen(chen)
    list = new ListView(lin)
    for (const phone of [lin, chen]) {
      phone.app.on('exception', (error: unknown) => exceptions.push(JSON.stringify(error)))
    }
    await Promise.all([street.signIn(lin, 'lin'), street.signIn(chen, 'chen')])
  })
  afterAll(async () => {
    await Promise.all([lin?.close(), chen?.close()])
    await street?.stop()
  })

  const atTop = (phone: Phone, path: string): Promise<true> =>
    phone.until(path, async (page) => (page.path === path ? (true as const) : false))
  const back = async (phone: Phone): Promise<void> => {
    await phone.app.callWxMethod('navigateBack')
    await atTop(phone, 'pages/conversations/conversations')
  }
  const tap = async (selector: string): Promise<void> => (await lin.find(selector)).tap()
  const textOf = async (selector: string): Promise<string> => (await lin.find(selector)).text()
  const hear = (to: string, content: string | object, more: object = {}): Promise<void> =>
    street.says('chen', to, content, more)
  const hearPrivately = (content: string): Promise<void> => hear('lin', content)

  /** The newest message, wherever the chat opened. */
  const goToEnd = async (): Promise<void> => {
    const page = await lin.page()
    if ((await page.data('isFarUp')) === true) await tap('#pill')
    await lin.until('the end', async (now) => (await now.data('hasLater')) === false)
    await list.scrollToEnd()
  }
  const shown = (text: string): Promise<DatedMessage> => linChat.sees(text) as Promise<DatedMessage>
  const idOf = async (text: string): Promise<string> => (await linChat.sees(text)).id
  /** Scrolls and resolves once the app has looked where the reader is: it shows the day there for a moment. */
  const scrollAndBeSeen = async (px: number): Promise<void> => {
    const day = lin.until('the date', (page) => page.data('floatingDate'))
    await Promise.all([day, list.scrollBy(px)])
  }
  const dateIsGone = (): Promise<true> =>
    lin.until('no date', async (page) => ((await page.data('floatingDate')) === '' ? true : null))
  /** The app is ended and started again, on the same phone. */
  const restart = async (): Promise<void> => {
    await lin.restart()
    await lin.until('the link', () => lin.app.evaluate(isOnline) as Promise<boolean>)
  }
  /** Does what goes to a message, which is lit for a moment. */
  const isLit = async (id: string, go: () => Promise<unknown>): Promise<void> => {
    const flash = lin.until('a flash', async (page) => (await page.data('flashId')) === id)
    await Promise.all([flash, go()])
  }
  const pillText = (): Promise<string> =>
    lin.until('the pill', async (page) => {
      const pill = await page.$('#pill')
      return pill && String(await pill.property('text'))
    })

  describe.each(languages)('in %s', (language) => {
    const words = WORDS[language]
    let quotedId = ''
    let searchedId = ''

    beforeAll(async () => {
      await Promise.all([lin.speak(language), chen.speak(otherThan(language))])
      await Promise.all([linChat.open('private:chen'), chenChat.open('private:lin')])
    })
    afterAll(async () => {
      await Promise.all([back(lin), back(chen)])
    })

    it('goes up through four days to the first message, and nothing moves by itself', async () => {
      await goToEnd()
      await linChat.sees(`Day ${DAYS}, ${A_DAY}`)
      let mostRows = 0
      let isMore = true
      while (isMore) {
        const drift = await list.drift(-1_500, async () => {
          await lin.settle()
          await lin.until('quiet', async (page) => !(await page.data('isLoadingEarlier')))
        })
        expect(drift).toBeLessThanOrEqual(1)
        const { liveRows, scrollTop } = await list.box()
        mostRows = Math.max(mostRows, liveRows)
        const isWhole = (await (await lin.page()).data('hasEarlier')) === false
        isMore = !isWhole || scrollTop > 0
      }
      expect(await linChat.count()).toBeGreaterThanOrEqual(DAYS * A_DAY)
      // The others are boxes of their height.
      expect(mostRows).toBeLessThan(DAYS * A_DAY * 0.75)
      expect(await textOf('.chat__edge')).toBe(words.start)
    })

    it('sees one picture for what is said within three minutes, and the day in the list', async () => {
      const { dateLabel, startsGroup } = await shown('Day 1, 1')
      expect(dateLabel).not.toBe('')
      expect(startsGroup).toBe(true)
      const starts = await Promise.all(
        [2, 3, 4, 5].map(async (n) => (await shown(`Day 1, ${n}`)).startsGroup),
      )
      expect(starts).toEqual([false, false, true, false])
      expect((await shown('Day 2, 1')).dateLabel).not.toBe('')
      quotedId = await idOf('Day 2, 30')
      searchedId = await idOf('Day 3, 11')
    })

    it('comes back down the same way, past a day that floats over the list', async () => {
      let isThere = false
      while (!isThere) {
        await list.scrollBy(1_500)
        const { id } = await shown(`Day ${DAYS}, 30`)
        isThere = ((await list.offsetOf(id)) ?? Infinity) < 0
      }
      const day = lin.until(words.yesterday, async (page) => {
        const floating = await page.$('#floating-date')
        return floating !== null && (await floating.text()) === words.yesterday
      })
      // At the end no day is shown: away from it first.
      await list.scrollBy(-100)
      await Promise.all([day, list.scrollBy(-50)])
      await dateIsGone()
    })

    it('keeps the place when something above gets smaller', async () => {
      const tall = Array.from({ length: 12 }, (_, n) => `${language} tall ${n}`).join('\n')
      await chenChat.say(tall)
      const { id } = await linChat.sees(tall)
      for (let n = 1; n <= 30; n++) await hearPrivately(`${language} after ${n}`)
      await linChat.sees(`${language} after 30`)
      await goToEnd()
      await list.scrollBy(-300)
      const drift = await list.drift(0, async () => {
        await chenChat.choose(tall, 'recall')
        await linChat.messagesWhen('the recall', (all) =>
          all.some((message) => message.id === id && message.type === 'recalled'),
        )
      })
      expect(drift).toBeLessThanOrEqual(1)
    })

    it('reads on while new messages are counted, then goes to them by the pill', async () => {
      const before = await list.top()
      await hearPrivately(`${language} news 1`)
      await hearPrivately(`${language} news 2`)
      await lin.until('2', async () => (await pillText()) === words.news(2))
      const now = await list.top()
      expect(now.id).toBe(before.id)
      expect(Math.abs(now.offset - before.offset)).toBeLessThanOrEqual(1)
      await lin.screenshot(`reading-pill-${language}`)
      await tap('#pill')
      await list.shows(await idOf(`${language} news 2`))
      await lin.until('no pill', async (page) => (await page.$('#pill')) === null)
      await hearPrivately(`${language} news 3`)
      await list.shows(await idOf(`${language} news 3`))
      expect(await (await lin.page()).$('#pill')).toBeNull()
    })

    it('has only what was on screen told as read', async () => {
      await list.scrollBy(-600)
      await chenChat.say(`${language} unseen`)
      await linChat.sees(`${language} unseen`)
      // Receipts go out sooner than the date goes.
      await dateIsGone()
      await scrollAndBeSeen(-50)
      await dateIsGone()
      expect((await chenChat.sees(`${language} unseen`)).readWords).toBe('')
      await tap('#pill')
      const theirs = WORDS[otherThan(language)].read
      await chenChat.messagesWhen(theirs, (all) => all.at(-1)?.readWords === theirs)
    })

    it('has nothing told as read while another page lies over the chat', async () => {
      await lin.app.callWxMethod('navigateTo', {
        url: '/pages-chat/chat/chat?key=group%3Acourtyard',
      })
      await chenChat.say(`${language} under it`)
      await back(chen)
      await chenChat.open('group:courtyard')
      await chenChat.say(`${language} who is here`)
      await linChat.sees(`${language} who is here`)
      // What is told of the group goes out later than anything of the chat under it would.
      const theirs = WORDS[otherThan(language)]
      await chenChat.messagesWhen('one reader', (all) => all.at(-1)?.readWords === theirs.readBy(1))
      await back(chen)
      await chenChat.open('private:lin')
      expect((await chenChat.sees(`${language} under it`)).readWords).toBe('')
      await lin.app.callWxMethod('navigateBack')
      await linChat.sees(`${language} under it`)
      await chenChat.messagesWhen('read', (all) => all.at(-1)?.readWords === theirs.read)
    })

    it('goes from an answer to what it answers, and lights it', async () => {
      const answer = {
        content: `${language} answer`,
        referMsgUserId: 'chen',
        referMsg: { content: 'Day 2, 30' },
        objName: 'RC:TxtMsg',
        referMsgUid: quotedId,
      }
      await hear('lin', answer, { objectName: 'RC:ReferenceMsg' })
      const row = await linChat.row(await idOf(`${language} answer`))
      const quote = (await row.$('.message-row__quote'))!
      await isLit(quotedId, () => quote.tap())
      await list.shows(quotedId)
      await lin.screenshot(`reading-quoted-${language}`)
    })

    it('finds the chat where it was left, to the pixel, and after the app was ended too', async () => {
      await scrollAndBeSeen(-333)
      const left = await list.top()
      const isThere = async (): Promise<boolean> => {
        const { id, offset } = await list.top()
        return id === left.id && Math.abs(offset - left.offset) <= 1
      }
      await back(lin)
      await linChat.open('private:chen')
      await lin.until('the place', isThere)
      await lin.command({ name: 'background' })
      await restart()
      await linChat.open('private:chen')
      await lin.until('the place after a restart', isThere)
      await back(lin)
    })

    it('opens at what a search found, with more on both sides', async () => {
      const uid = encodeURIComponent(searchedId)
      const url = `/pages-chat/chat/chat?key=private%3Achen&uid=${uid}`
      await isLit(searchedId, () => lin.app.callWxMethod('navigateTo', { url }))
      await list.shows(searchedId)
      await linChat.sees('Day 3, 10')
      await linChat.sees('Day 3, 12')
      await back(lin)
    })

    it('opens a group at what calls them and at the first unread message, which stays marked', async () => {
      for (let n = 1; n <= UNREAD; n++) {
        const mentions = n === MENTIONED ? { mentionedInfo: { type: 2, userIdList: ['lin'] } } : {}
        const content = { content: `${language} group ${n}`, ...mentions }
        await hear('group:courtyard', content, n === MENTIONED ? { isMentioned: '1' } : {})
      }
      const isWhole = ({ unreadCount }: { unreadCount: number }) => unreadCount === UNREAD
      const { badge } = await new ListScreen(lin).rowWhen('group:courtyard', 'all', isWhole)
      expect(badge).toBe('99+')
      await linChat.open('group:courtyard')
      await linChat.sees(`${language} group ${UNREAD}`)
      expect(await textOf('#to-unread')).toBe(words.unread(UNREAD))
      expect(await textOf('#to-mention')).toBe(words.mention(1))
      await lin.screenshot(`reading-unread-${language}`)
      const flash = lin.until('a flash', async (page) => (await page.data('flashId')) as string)
      const [lit] = await Promise.all([flash, tap('#to-mention')])
      const called = await idOf(`${language} group ${MENTIONED}`)
      expect(lit).toBe(called)
      await list.shows(called)
      await tap('#to-unread')
      const first = await idOf(`${language} group 1`)
      await list.shows(first)
      const divider = (await (await linChat.row(first)).$('.message-row__unread'))!
      expect(await divider.text()).toBe(words.divider)
      expect(await list.offsetOf(first)).toBeLessThan(100)
      await hear('group:courtyard', `${language} later`)
      await lin.until('1', async () => (await pillText()) === words.news(1))
      expect(await divider.text()).toBe(words.divider)
      await tap('#pill')
      await list.shows(await idOf(`${language} later`))
      expect(await (await lin.page()).$('#to-unread')).toBeNull()
    })
  })

  it('does all of it without an exception', () => {
    expect(exceptions).toEqual([])
  })
})

/** Runs in the app. */
function isOnline(): boolean {
  const app = getApp() as unknown as { stores: { session: { status: string } } }
  return app.stores.session.status === 'online'
}
