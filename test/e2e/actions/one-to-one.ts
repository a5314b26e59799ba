import type { Element, Language } from '../helpers/phone'
import {
  atTop,
  choosePlus,
  clipboardOf,
  holdPart,
  menuWords,
  newest,
  partOf,
  tapPart,
  wordsOf,
  type Pair,
} from '../helpers/pair'

const WORDS = {
  'zh-CN': {
    question: '院子里的灯修好了吗',
    answer: '修好了,昨晚亮的',
    read: '已读',
    quoting: '引用 林晓',
    menu: ['引用', '转发', '多选', '举报', '删除'],
    copy: '复制',
    moreReactions: '更多回应',
    typing: '陈默 正在输入…',
    hush: '小声说一句',
    silent: '静默发送',
    silentNote: '发出的消息不会响铃',
  },
  en: {
    question: 'Is the lamp in the yard mended?',
    answer: 'It is. It shone last night',
    read: 'Read',
    quoting: 'Quoting 林晓',
    menu: ['Quote', 'Forward', 'Select', 'Report', 'Delete'],
    copy: 'Copy',
    moreReactions: 'More reactions',
    typing: '陈默 is typing…',
    hush: 'A quiet word',
    silent: 'Send silently',
    silentNote: 'What you send makes no sound',
  },
}

interface TitleKeeper {
  titles?: string[]
}

/** Reading, typing, quoting, copying, reacting. */
export function oneToOne(pairNow: () => Pair, language: Language): void {
  const words = WORDS[language]

  it('tell the writer that they were read', async () => {
    const { lin, chen } = pairNow()
    await lin.chat.say(words.question)
    await chen.chat.sees(words.question)
    await newest(lin, 'it was read', ({ readWords }) => readWords === words.read)
  })

  it('are announced while they are typed, and no longer once they are there', async () => {
    const { lin, chen } = pairNow()
    const titles = (): Promise<string[]> =>
      lin.phone.app.evaluate(() => (getApp() as unknown as TitleKeeper).titles ?? [])
    await lin.phone.app.mockWxMethod(
      'setNavigationBarTitle',
      function (options: { title: string }) {
        const app = getApp() as unknown as TitleKeeper
        app.titles = [...(app.titles ?? []), options.title]
      },
    )
    const before = (await titles()).length
    const sinceThen = async (): Promise<string[]> => (await titles()).slice(before)
    await chen.chat.type(words.answer)
    await lin.phone.until('the typing', async () => (await sinceThen()).includes(words.typing))
    await chen.chat.type('')
    await lin.phone.until('the name again', async () => (await sinceThen()).at(-1) === '陈默')
    await lin.phone.app.restoreWxMethod('setNavigationBarTitle')
  })

  it('are quoted; a tap on the quote goes to what it quotes and lights it', async () => {
    const { lin, chen } = pairNow()
    await chen.chat.choose(words.question, 'quote')
    const banner = await chen.phone.until(
      'the quote over the field',
      async (page) => (await page.data('banner')) as { title: string; text: string } | null,
    )
    expect(banner).toMatchObject({ title: words.quoting, text: words.question })
    await chen.chat.say(words.answer)
    const { id } = await lin.chat.sees(words.question)
    // It is lit for a moment only.
    const flash = lin.phone.until('a flash', async (page) => (await page.data('flashId')) === id)
    await Promise.all([flash, tapPart(lin, words.answer, '.message-row__quote')])
    await lin.chat.isInSight(id)
  })

  it('offer what each of them allows, and are copied', async () => {
    const { lin } = pairNow()
    const { id } = await lin.chat.sees(words.answer)
    await lin.chat.openMenu(id)
    expect(await menuWords(lin)).toEqual([words.copy, ...words.menu])
    await (await lin.phone.find('#menu', '.action-menu__item--copy')).tap()
    await lin.phone.until('the clipboard', async () => (await clipboardOf(lin)) === words.answer)
  })

  it('take one of six reactions, or any emoji, and tell who reacted', async () => {
    const { lin, chen } = pairNow()
    const { id } = await chen.chat.sees(words.question)
    const sees = (reactions: object[]) =>
      lin.chat.messagesWhen('the reactions', (shown) =>
        shown.some(
          (one) =>
            one.text === words.question &&
            JSON.stringify(one.reactions) === JSON.stringify(reactions),
        ),
      )
    await chen.chat.openMenu(id)
    await (await chen.phone.find('#menu', '.action-menu__reaction')).tap()
    await sees([{ emoji: '👍', count: 1, isOwn: false }])

    await chen.chat.openMenu(id)
    const more = await chen.phone.find('#menu', '.action-menu__more')
    expect(await more.attribute('aria-label')).toBe(words.moreReactions)
    await more.tap()
    await (await chen.phone.find('emoji-panel', '.emoji-panel__emoji')).tap()
    await sees([
      { emoji: '👍', count: 1, isOwn: false },
      { emoji: '😀', count: 1, isOwn: false },
    ])

    await tapPart(lin, words.question, '.message-row__reaction')
    await holdPart(lin, words.question, '.message-row__reaction--own')
    const reactors = await lin.phone.until('who reacted', async () =>
      (await wordsOf(lin, '.chat__reader-name')).length === 3
        ? wordsOf(lin, '.chat__reader-name')
        : null,
    )
    expect(reactors.sort()).toEqual(['林晓', '陈默', '陈默'].sort())
    await (await lin.phone.find('#reactors', '.sheet__close')).tap()
    await tapPart(lin, words.question, '.message-row__reaction--own')
    await sees([
      { emoji: '👍', count: 1, isOwn: false },
      { emoji: '😀', count: 1, isOwn: false },
    ])
  })

  it('go silently while the composer says so', async () => {
    const { lin, chen } = pairNow()
    expect(await choosePlus(lin, 'silent')).toBe(words.silent)
    const note = await lin.phone.find('#note-silent')
    expect((await note.text()).trim()).toBe(words.silentNote)
    await lin.chat.say(words.hush)
    await chen.chat.sees(words.hush)
    await (
      await lin.phone.find('#note-silent')
    )
      .$('.chat__note-close')
      .then((close) => close!.tap())
    await lin.phone.until(
      'no note',
      async (page) => ((await page.data('notes')) as object[]).length === 0,
    )
  })

  it('open the person by a tap on the picture', async () => {
    const { lin } = pairNow()
    await partOf(lin, words.answer, '.message-row__person').then((picture: Element) =>
      picture.tap(),
    )
    // It is the chat that is open already.
    await atTop(lin, 'pages-chat/chat/chat')
  })
}
