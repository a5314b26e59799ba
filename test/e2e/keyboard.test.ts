import { ChatScreen } from './helpers/chat-screen'
import { launchDrawnPhone, type DrawnPhone } from './helpers/drawn-phone'
import { startNeighbourhood, type Neighbourhood } from './helpers/neighbourhood'
import { languages } from './helpers/phone'
import { WritingPlace } from './helpers/writing-place'

jest.setTimeout(120_000)

/** Heights of the simulator's phone, CSS px. */
const KEYBOARD = 336
const HOME_BAR = 34
const SAID = 30

/** What the composer calls itself. */
const WORDS = {
  'zh-CN': { placeholder: '说点什么', editing: '正在编辑', draft: '[草稿]' },
  en: { placeholder: 'Say something', editing: 'Editing', draft: '[Draft]' },
}

/** The same evening in each language: every step goes on where the one before it ended. */
describe('a person who types', () => {
  let street: Neighbourhood
  let lin: DrawnPhone
  let chat: ChatScreen
  let place: WritingPlace
  const exceptions: string[] = []

  beforeAll(async () => {
    ;[street, lin] = await Promise.all([startNeighbourhood(), launchDrawnPhone('lin-types')])
    lin.app.on('exception', (error: unknown) => exceptions.push(JSON.stringify(error)))
    chat = new ChatScreen(lin)
    place = new WritingPlace(lin)
    const sentAt = Date.now() - 3_600_000
    await street.im.control('write-past', {
      messages: Array.from({ length: SAID }, (_, index) => ({
        fromUserId: 'chen',
        toUserId: 'lin',
        classname: 'RC:TxtMsg',
        content: JSON.stringify({ content: `Line ${index + 1}` }),
        sentAt: sentAt + index,
      })),
    })
    await lin.app.callWxMethod('reLaunch', { url: street.signInUrl('lin') })
    await atTop('pages/conversations/conversations')
    await lin.until('no status strip', async (page) => (await page.data('strip')) === null)
  })
  afterAll(async () => {
    await lin?.close()
    await street?.stop()
  })

  const atTop = (path: string): Promise<true> =>
    lin.until(path, async (page) => (page.path === path ? (true as const) : false))
  const back = async (): Promise<void> => {
    await lin.app.callWxMethod('navigateBack')
  }
  const expectSame = (one: number, other: number): void => {
    expect(Math.abs(one - other)).toBeLessThanOrEqual(1)
  }
  const expectTight = (floor: number): Promise<void> => place.whenTightAbove(floor)

  describe.each(languages)('in %s', (language) => {
    beforeAll(async () => {
      await lin.speak(language)
      await chat.open('private:chen')
      await chat.sees(`Line ${SAID}`)
    })
    afterAll(async () => {
      await back()
      await atTop('pages/conversations/conversations')
    })

    it('sees the newest message right above the bar, and the bar right above the keyboard', async () => {
      await expectTight(HOME_BAR)
      expect((await place.measure()).placeholder).toBe(WORDS[language].placeholder)
      await place.touchField()
      await expectTight(KEYBOARD)
      await lin.screenshot(`keyboard-${language}`)
    })

    it('goes from keyboard to emoji, to the plus panel and back, and nothing moves', async () => {
      const moves = await place.during(async () => {
        for (const [part, panel] of [
          ['composer__emoji', 'emoji-panel'],
          ['composer__plus', 'plus-panel'],
          ['composer__emoji', 'emoji-panel'],
        ]) {
          await place.touch(part)
          await lin.find('composer', panel)
        }
        await place.touch('composer__emoji')
        await lin.until('the keyboard', async () => (await place.measure()).isFocused)
        await lin.until('no panel', async (page) => {
          const composer = await page.$('composer')
          return composer !== null && (await composer.$('emoji-panel')) === null
        })
      })
      expect(moves.bar).toBeLessThanOrEqual(1)
      expect(moves.newest).toBeLessThanOrEqual(1)
      await expectTight(KEYBOARD)
    })

    it('follows a keyboard that grows and shrinks', async () => {
      await lin.command({ name: 'keyboard', height: 400 })
      await expectTight(400)
      await lin.command({ name: 'keyboard', height: KEYBOARD })
      await expectTight(KEYBOARD)
    })

    it('writes up to five lines with the newest message in sight; more scroll in the field', async () => {
      const heights: number[] = []
      for (let line = 1; line <= 7; line++) {
        await place.typeKeys(`line ${line}`)
        await expectTight(KEYBOARD)
        heights.push((await place.measure()).fieldHeight)
        if (line < 7) await place.press('Shift+Enter')
      }
      const [one] = heights
      heights.slice(0, 5).forEach((height, index) => expectSame(height, one * (index + 1)))
      expectSame(heights[6], heights[4])
    })

    it('sends with the button and with Enter, and the keyboard stays', async () => {
      const before = await chat.count()
      await place.touch('composer__send')
      await place.whenTextIs('')
      expect((await place.measure()).isFocused).toBe(true)
      await place.typeKeys('by key')
      await place.press('Enter')
      await chat.sees('by key')
      await expectTight(KEYBOARD)
      expect((await place.measure()).isFocused).toBe(true)
      expect(await chat.count()).toBe(before + 2)
    })

    it('closes the keyboard with a tap on the list', async () => {
      await place.touch('chat__list')
      await expectTight(HOME_BAR)
      expect((await place.measure()).isFocused).toBe(false)
    })

    it('has the panel as high as the keyboard, and puts emoji in and takes them out whole', async () => {
      await place.touch('composer__emoji')
      await expectTight(KEYBOARD)
      await lin.screenshot(`keyboard-emoji-${language}`)
      const family = '👨‍👩‍👧‍👦'
      await chat.type(`a${family}`)
      await (await lin.find('composer', 'emoji-panel', '.emoji-panel__erase')).tap()
      await place.whenTextIs('a')
      const emoji = await lin.find('composer', 'emoji-panel', '.emoji-panel__emoji')
      await emoji.tap()
      await place.whenTextIs('a😀')
      await place.touchField()
      await expectTight(KEYBOARD)
      await place.typeKeys('b')
      await place.whenTextIs('a😀b')
    })

    it('leaves for another page: keyboard gone, words still there, also after the app was ended', async () => {
      const text = `${language} ${'长'.repeat(10_000)}`
      await chat.type('')
      await place.touchField()
      await place.paste(text)
      await place.whenTextIs(text)
      await expectTight(KEYBOARD)
      await lin.app.callWxMethod('navigateTo', {
        url: '/pages-chat/people/people?key=private%3Achen',
      })
      await atTop('pages-chat/people/people')
      await lin.app.callWxMethod('navigateBack')
      await atTop('pages-chat/chat/chat')
      await place.whenTextIs(text)
      await expectTight(HOME_BAR)
      expect((await place.measure()).isFocused).toBe(false)
      await back()
      const row = await lin.find('#conversation-private-chen', '.conversation-row__prefix')
      expect(await row.text()).toBe(WORDS[language].draft)
      await lin.restart()
      await atTop('pages/conversations/conversations')
      await chat.open('private:chen')
      await place.whenTextIs(text)
      await chat.tapSend()
      await chat.sees(text)
      await place.whenTextIs('')
    })

    it('has the panel as high as the last keyboard also after the app was ended', async () => {
      await back()
      await lin.restart()
      await atTop('pages/conversations/conversations')
      await chat.open('private:chen')
      await expectTight(HOME_BAR)
      await place.touch('composer__emoji')
      await expectTight(KEYBOARD)
      const moves = await place.during(async () => {
        await place.touchField()
        await lin.until('no panel', async (page) => {
          const composer = await page.$('composer')
          return composer !== null && (await composer.$('emoji-panel')) === null
        })
      })
      expect(moves.bar).toBeLessThanOrEqual(1)
      expect(moves.newest).toBeLessThanOrEqual(1)
      await place.touch('chat__list')
      await expectTight(HOME_BAR)
    })

    it('keeps an edit that was left half done, with the words typed before', async () => {
      await chat.say(`${language} first`)
      await chat.messagesWhen('sent', (all) => all.at(-1)?.state === 'sent')
      await chat.type('words before')
      await chat.choose(`${language} first`, 'edit')
      await place.whenTextIs(`${language} first`)
      await place.whenFloorIs(KEYBOARD)
      await place.typeKeys(' and more')
      await back()
      await chat.open('private:chen')
      await place.whenTextIs(`${language} first and more`)
      const banner = await lin.find('composer', '.composer__banner-title')
      expect(await banner.text()).toBe(WORDS[language].editing)
      await chat.tapSend()
      await chat.sees(`${language} first and more`)
      await place.whenTextIs('words before')
      await chat.choose(`${language} first and more`, 'edit')
      await (await lin.find('composer', '.composer__banner-close')).tap()
      await place.whenTextIs('words before')
      await chat.type('')
    })

    it('is told why nothing was sent, and loses no word', async () => {
      const pair = { userId: 'chen', blackUserId: 'lin' }
      await street.im.api('/user/blacklist/add', pair)
      await chat.say(`${language} refused`)
      const failed = await chat.messagesWhen(
        'a failed one',
        (all) => all.at(-1)?.state === 'failed',
      )
      expect(failed.at(-1)).toMatchObject({ text: `${language} refused` })
      expect(failed.at(-1)?.failure).toMatch(language === 'en' ? /[a-z]{4}/ : /[\u4e00-\u9fff]{2}/)
      await street.im.api('/user/blacklist/remove', pair)
      await chat.choose(`${language} refused`, 'discard')
      await chat.messagesWhen('it is gone', (all) => all.every(({ state }) => state !== 'failed'))
    })

    it('types on keys without a keyboard on screen, and a panel gives way to them', async () => {
      await lin.command({ name: 'keyboard', height: 0 })
      await place.touch('composer__emoji')
      await place.whenFloorIs(KEYBOARD)
      await place.touchField()
      await expectTight(HOME_BAR)
      await place.typeKeys('on keys')
      // The Enter that chooses a word of an input method sends nothing.
      await place.compose('在')
      await place.chooseWord('在')
      await place.whenTextIs('on keys在')
      await place.press('Enter')
      await chat.sees('on keys在')
      await lin.command({ name: 'keyboard', height: KEYBOARD })
      await place.touch('chat__list')
      await expectTight(HOME_BAR)
    })
  })

  it('does all of it without an exception', () => {
    expect(exceptions).toEqual([])
  })
})
