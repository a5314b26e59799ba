import { ChatScreen } from './helpers/chat-screen'
import { HistoryScreen, writeHistory, writePictures } from './helpers/history-screen'
import { ListScreen, toastsOf } from './helpers/list-screen'
import { startNeighbourhood, type Neighbourhood } from './helpers/neighbourhood'
import { languages, launchPhone, type Element, type Phone } from './helpers/phone'

jest.setTimeout(120_000)

const WORDS = {
  'zh-CN': {
    wanted: '花盆',
    found: { before: '钥匙在', match: '花盆', after: '下面' },
    none: '没有找到“花盆”',
    noFiles: '没有文件',
    all: '没有更早的了',
    noneSince: '这一天和之后没有消息',
  },
  en: {
    wanted: 'LADDER',
    found: { before: 'The ', match: 'ladder', after: ' is in the yard' },
    none: 'Nothing found for “LADDER”',
    noFiles: 'No files',
    all: 'There is nothing earlier',
    noneSince: 'Nothing was said on that day or later',
  },
}
const CHAT = 'pages-chat/chat/chat'
const PICTURES = 400

describe('the search in one conversation', () => {
  let street: Neighbourhood
  let lin: Phone
  let list: ListScreen
  let chat: ChatScreen
  let history: HistoryScreen
  let days: { keyUnderPot: string; door: string }

  beforeAll(async () => {
    street = await startNeighbourhood()
    lin = await launchPhone('history')
    list = new ListScreen(lin)
    chat = new ChatScreen(lin)
    history = new HistoryScreen(lin)
    days = await writeHistory(street)
    await writePictures(street, PICTURES)
    await street.says('zhao', 'lin', '在吗')
    await list.signIn(street.signInUrl('lin'), 'zh-CN')
  })
  afterAll(async () => {
    await lin?.close()
    await street?.stop()
  })

  const isAt = (route: string): Promise<true> =>
    lin.until(route, async (page) => page.path === route && (true as const))
  /** The message the chat on top lights, once it is in sight. */
  const lit = async () => {
    await isAt(CHAT)
    const id = await lin.until('a flash', async (page) => page.data('flashId') as Promise<string>)
    await chat.isInSight(id)
    return (await chat.messages()).find((message) => message.id === id)
  }

  it('draws few of many pictures at a time, each where it belongs', async () => {
    await history.open('private:wang')
    await history.scrollUntil(PICTURES)
    const cells = (): Promise<Element[]> =>
      lin.until('a part of the pictures', async (page) => {
        const drawn = (await page.$$('.history__cell')) as Element[]
        return drawn.length < 200 && drawn
      })
    await cells()
    const ids = (await history.rows()).map(({ id }) => id)
    await lin.until('the oldest', (page) => page.$(`#row-${ids[PICTURES - 1]} .history__picture`))
    await history.scrollToTop()
    await lin.until('the newest', (page) => page.$(`#row-${ids[0]}`))
    await cells()
    await list.show()
  })

  describe.each(languages)('in %s', (language) => {
    const { wanted, found, none, noFiles, all, noneSince } = WORDS[language]

    beforeAll(() => lin.speak(language))

    it('opens from the menu of a row with the pictures, the newest first', async () => {
      await list.choose('private:chen', 'history')
      await history.isOpen()
      const rows = await history.rowsWhen('two pictures', ({ length }) => length === 2)
      expect(rows.map(({ type }) => type)).toEqual(['image', 'image'])
      const drawn = await lin.find('.history__picture')
      expect(await drawn.attribute('src')).toMatch(/^data:image\/jpeg;base64,/)
    })

    it('looks for words as far back as it is asked to, and goes to them in the chat', async () => {
      await history.search(wanted)
      expect(await history.emptyTitle()).toBe(none)
      const rows = await history.lookFurtherUntil(({ length }) => length === 1)
      expect(rows[0]).toMatchObject(found)
      expect(await history.text('#all')).toBe(all)
      await (await history.row(0)).tap()
      expect((await lit())?.text).toBe(found.before + found.match + found.after)
      await history.backHere()
      await history.search('')
    })

    it('leafs through the pictures from the one that is tapped', async () => {
      await lin.app.mockWxMethod('previewImage', function (options: object) {
        ;(getApp() as unknown as { previewed: object }).previewed = options
        return Promise.resolve()
      })
      await (await history.row(0)).tap()
      const previewed = await lin.until(
        'the viewer',
        () =>
          lin.app.evaluate(
            () => (getApp() as unknown as { previewed?: object }).previewed,
          ) as Promise<object | undefined>,
      )
      await lin.app.restoreWxMethod('previewImage')
      expect(previewed).toMatchObject({
        current: 'https://files.example/lantern.jpg',
        urls: ['https://files.example/door.jpg', 'https://files.example/lantern.jpg'],
      })
    })

    it('shows a picture where it was sent, and is as it was on the way back', async () => {
      await history.hold(1)
      await (await lin.find('#menu', '.action-menu__item--show')).tap()
      expect((await lit())?.media?.url).toBe('https://files.example/door.jpg')
      await history.backHere()
      await history.rowsWhen('the pictures', ({ length }) => length === 2)
    })

    it('lists files, and links, which are copied', async () => {
      await history.choose('files')
      await history.rowsWhen('the file', ([row]) => row?.before === '预算.png')
      await history.choose('links')
      await history.rowsWhen('the link', ([row]) => row?.before === 'https://tea.example/menu')
      expect(await toastsOf(lin, async () => (await history.row(0)).tap())).toHaveLength(1)
      const { data } = (await lin.app.callWxMethod('getClipboardData')) as { data: string }
      expect(data).toBe('https://tea.example/menu')
      await history.choose('media')
    })

    it('goes to the first message of a day, or the nearest later one', async () => {
      await history.pickDay(days.door)
      expect((await lit())?.media?.url).toBe('https://files.example/door.jpg')
      await history.backHere()
      await history.pickDay(days.keyUnderPot)
      expect((await lit())?.text).toBe('第 1 句')
      await history.backHere()
      expect(await toastsOf(lin, () => history.pickDay('2099-01-01'))).toEqual([noneSince])
      await list.back()
    })

    it('says that there is nothing, where there is nothing', async () => {
      await list.choose('private:zhao', 'history')
      await history.isOpen()
      await history.choose('files')
      await lin.until('no files', async () => (await history.emptyTitle()) === noFiles)
      await list.back()
    })

    it('opens from a chat; says why it does not get on, and tries again', async () => {
      await chat.open('private:chen')
      await street.im.control('refuse-acks', { topic: 'qryPMsg', status: 20604, count: 1 })
      await history.openFromChat()
      await history.isOpen()
      await lin.until('the failure', (page) => page.data('failure'))
      await lin.find('.history__picture')
      await (await lin.find('#retry', '.button')).tap()
      await lin.until('no failure', async (page) => (await page.data('failure')) === '')
      await history.rowsWhen('two pictures', ({ length }) => length === 2)
      await list.show()
    })
  })
})
