import { ChatScreen } from './helpers/chat-screen'
import { fill, ListScreen, toastsOf } from './helpers/list-screen'
import { startNeighbourhood, type Neighbourhood } from './helpers/neighbourhood'
import { languages, launchPhone, type Phone } from './helpers/phone'

jest.setTimeout(120_000)

const WORDS = {
  'zh-CN': {
    all: '全部',
    emptyTag: '这个标签下还没有聊天',
    none: '没有找到“没有的字”',
    badName: '标签名为 1 到 15 个字',
  },
  en: {
    all: 'All',
    emptyTag: 'Nothing under this tag yet',
    none: 'Nothing found for “没有的字”',
    badName: 'A tag’s name has 1 to 15 characters',
  },
}

/** Tags put conversations where one looks for them, and the search finds what was said. */
describe('finding a conversation again', () => {
  let street: Neighbourhood
  let lin: Phone
  let list: ListScreen
  let chat: ChatScreen

  beforeAll(async () => {
    street = await startNeighbourhood()
    lin = await launchPhone('finding')
    list = new ListScreen(lin)
    chat = new ChatScreen(lin)
    for (let n = 1; n <= 60; n++) await street.says('chen', 'lin', `第 ${n} 句`)
    await street.says('wang', 'lin', 'Tea at five?')
    await list.signIn(street.signInUrl('lin'), 'zh-CN')
    await list.rowWhen('private:chen', '60 unread', ({ badge }) => badge === '60')
    // What a chat has loaded can be found.
    await chat.open('private:chen')
    await list.back()
  })
  afterAll(async () => {
    await lin?.close()
    await street?.stop()
  })

  describe.each(languages)('in %s', (language) => {
    const words = WORDS[language]
    const tags = (): Promise<{ name: string; isChosen: boolean }[]> =>
      lin.until('the tags', async (page) => (await page.data('rows')) as never)

    beforeAll(() => lin.speak(language))

    it('puts a conversation under a new tag, and lists it there', async () => {
      await list.choose('private:wang', 'tags')
      await fill(lin, '#new-tag', '茶馆')
      await (await lin.find('#create', '.button')).tap()
      await lin.until('the tag is on', async () => {
        const [tag] = await tags()
        return tag?.name === '茶馆' && tag.isChosen
      })
      await list.back()
      await list.filter('茶馆')
      await list.lists('what is tagged', ['private:wang'])
    })

    it('takes it off again; the empty tag says how to fill it', async () => {
      await list.choose('private:wang', 'tags')
      await (await lin.find('.tags__tag')).tap()
      await lin.until('the tag is off', async () => (await tags()).every((tag) => !tag.isChosen))
      await list.back()
      const empty = await lin.find('#empty-filter', '.empty-state__title')
      expect(await empty.text()).toBe(words.emptyTag)
    })

    it('renames a tag, refuses an empty name in words, and deletes it after a question', async () => {
      await (await lin.find('#manage-tags')).tap()
      await lin.until('the tags page', async (page) => page.path === 'pages-more/tags/tags')
      await lin.app.mockWxMethod('showModal', { confirm: true, content: '棋社' })
      await (await lin.find('.tags__rename')).tap()
      await lin.until('the new name', async () => (await tags())[0]?.name === '棋社')
      await lin.app.mockWxMethod('showModal', { confirm: true, content: '  ' })
      const told = await toastsOf(lin, async () => (await lin.find('.tags__rename')).tap())
      expect(told).toEqual([words.badName])
      await list.answer(true, async () => {
        await (await lin.find('.tags__remove')).tap()
        await lin.until('no tag', async () => (await tags()).length === 0)
      })
      await list.back()
      await lin.until('everything again', async () => (await list.shown()).length === 3)
    })

    it('finds people by the sound of their name, and groups', async () => {
      await list.search('wang')
      await lin.find('#found-person-wang')
      await list.search('槐树')
      await lin.find('#found-group-courtyard')
      await list.search('没有的字')
      expect((await (await lin.find('#none-found', '.empty-state__title')).text()).trim()).toBe(
        words.none,
      )
      await list.endSearch()
    })

    it('finds a message by its words and goes to it in its chat', async () => {
      await list.search('第 7 句')
      const hit = await lin.find('.conversations__hit')
      // It is lit for a moment only.
      const flash = lin.until(
        'a flash',
        async (page) =>
          page.path === 'pages-chat/chat/chat' && ((await page.data('flashId')) as string),
      )
      const [lit] = await Promise.all([flash, hit.tap()])
      const { id } = await chat.sees('第 7 句')
      expect(lit).toBe(id)
      await chat.isInSight(id)
      await list.back()
      await list.endSearch()
    })
  })
})
