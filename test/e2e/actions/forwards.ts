import type { Language } from '../helpers/phone'
import { atTop, chooseNamed, newest, rowOf, tapPart, type Holder, type Pair } from '../helpers/pair'
import { fill, toastsOf } from '../helpers/list-screen'
import { startSlowFiles } from '../helpers/slow-files'

const WORDS = {
  'zh-CN': {
    lines: ['面馆换了老板', '味道没变'],
    each: '逐条转发',
    merged: '合并转发',
    to: ['槐树院', '王小雨'],
    comment: '听说了吗',
    send: '发送（2）',
    forwarded: '已转发',
    look: '看看这个',
    again: '再转一次',
    history: '聊天记录',
  },
  en: {
    lines: ['The noodle shop has a new owner', 'It tastes the same'],
    each: 'One by one',
    merged: 'Merged',
    to: ['槐树院', '王小雨'],
    comment: 'Have you heard?',
    send: 'Send (2)',
    forwarded: 'Forwarded',
    look: 'Look at this',
    again: 'Once more',
    history: 'Chat history',
  },
}

/** One by one or as one history, to several at once, with a comment; and a history inside a history. */
export function forwards(pairNow: () => Pair, language: Language): void {
  const words = WORDS[language]

  it('go one by one to several chats, the comment after them', async () => {
    const { lin, chen } = pairNow()
    for (const line of words.lines) await chen.chat.say(line)
    await selectBoth(lin, words.lines)
    const each = await lin.phone.find('#selection', '.selection-bar__each')
    expect((await each.text()).trim()).toBe(words.each)
    await each.tap()
    await atTop(lin, 'pages-chat/forward/forward')
    for (const name of words.to) await chooseTarget(lin, name)
    await fill(lin.phone, '#comment', words.comment)
    const send = await lin.phone.find('#send', '.button')
    await lin.phone.until('both chosen', async () => (await send.text()).trim() === words.send)
    const toasts = await toastsOf(lin.phone, async () => {
      await send.tap()
      await atTop(lin, 'pages-chat/chat/chat')
    })
    expect(toasts).toEqual([words.forwarded])
    for (const key of ['group:courtyard', 'private:wang']) {
      await lin.list.show()
      await lin.chat.open(key)
      await lin.chat.messagesWhen('all sent', (shown) =>
        shown.slice(-3).every(({ state }) => state === 'sent'),
      )
      const said = (await lin.chat.texts()).slice(-3)
      expect(said).toEqual([...words.lines, words.comment])
    }
    await lin.list.show()
    await lin.chat.open('private:chen')
  })

  it('go as one history, which may stand in another one', async () => {
    const { lin, chen } = pairNow()
    await chen.list.show()
    await chen.chat.open('group:courtyard')
    await selectBoth(lin, words.lines)
    const merged = await lin.phone.find('#selection', '.selection-bar__merged')
    expect((await merged.text()).trim()).toBe(words.merged)
    await merged.tap()
    await sendTo(lin, '槐树院', words.look)
    await chen.chat.sees(words.look)

    // The history itself is forwarded within another one.
    const history = await newestHistory(chen)
    await chen.chat.openMenu(history)
    await (await chen.phone.find('#menu', '.action-menu__item--select')).tap()
    await tapPart(chen, words.look, '.message-row__select')
    await (await chen.phone.find('#selection', '.selection-bar__merged')).tap()
    await sendTo(chen, '林晓', words.again)
    await newest(lin, 'the second history', ({ text }) => text === words.again)
    const outer = await newestHistory(lin)
    await (await lin.phone.find(`#row-${outer}`, '.message-row__bubble')).tap()
    expect(await recorded(lin, 2)).toEqual([`[${words.history}]`, words.look])
    await (await lin.phone.find('#row-0', '.message-row__bubble')).tap()
    expect(await recorded(lin, 2, words.lines[0])).toEqual(words.lines)
    await lin.phone.app.callWxMethod('navigateBack', { delta: 2 })
    await atTop(lin, 'pages-chat/chat/chat')
  })

  it('as other clients send a long one, with its messages in a file, opens too', async () => {
    const { lin, talk } = pairNow()
    const item = { fromUserId: 'chen', targetId: 'lin', timestamp: 1, objectName: 'RC:TxtMsg' }
    const list = words.lines.map((content) => ({ ...item, content: { content } }))
    const files = await startSlowFiles(Buffer.from(JSON.stringify(list)))
    const before = await newestHistory(lin)
    await talk.say(
      { from: 'chen', to: 'lin' },
      {
        type: 'RC:CombineV2Msg',
        content: {
          conversationType: 1,
          nameList: ['陈默'],
          summaryList: [`陈默: ${words.lines[0]}`],
          msgNum: 2,
          jsonMsgKey: 'list.json',
          remoteUrl: `${files.address}/${language}.json`,
        },
      },
    )
    await lin.phone.until('the long one', async () => (await newestHistory(lin)) !== before)
    await (await lin.phone.find(`#row-${await newestHistory(lin)}`, '.message-row__bubble')).tap()
    expect(await recorded(lin, 1)).toEqual([`陈默: ${words.lines[0]}`])
    await lin.phone.until('its file', async (page) => {
      files.goOn()
      return !(await page.data('isLoading'))
    })
    expect(await recorded(lin, 2)).toEqual(words.lines)
    await files.stop()
    await lin.phone.app.callWxMethod('navigateBack')
    await atTop(lin, 'pages-chat/chat/chat')
  })

  it('of a message from the menu goes alone', async () => {
    const { lin } = pairNow()
    await lin.chat.choose(words.lines[0], 'forward')
    await atTop(lin, 'pages-chat/forward/forward')
    await lin.phone.app.callWxMethod('navigateBack')
    expect((await rowOf(lin, words.lines[0])).isSelected).toBe(false)
  })
}

async function selectBoth(holder: Holder, [first, second]: string[]): Promise<void> {
  await holder.chat.sees(second)
  await holder.chat.choose(first, 'select')
  await tapPart(holder, second, '.message-row__select')
  await holder.phone.until('two selected', async (page) => (await page.data('selectedCount')) === 2)
}

const chooseTarget = (holder: Holder, name: string): Promise<void> =>
  chooseNamed(holder, '.forward__target', name)

async function sendTo(holder: Holder, name: string, comment: string): Promise<void> {
  await atTop(holder, 'pages-chat/forward/forward')
  await chooseTarget(holder, name)
  await holder.phone.until('one chosen', async (page) => (await page.data('canSend')) === true)
  await fill(holder.phone, '#comment', comment)
  await (await holder.phone.find('#send', '.button')).tap()
  await atTop(holder, 'pages-chat/chat/chat')
}

async function newestHistory({ chat }: Holder): Promise<string> {
  const shown = await chat.messagesWhen('a history', (rows) =>
    rows.some(({ type }) => type === 'combine'),
  )
  return shown.filter(({ type }) => type === 'combine').at(-1)!.id
}

/** Texts of the open history. @param first its first one, where another history was open before. */
function recorded({ phone }: Holder, count: number, first?: string): Promise<string[]> {
  return phone.until('the history', async (page) => {
    if (page.path !== 'pages-chat/record/record') return null
    const rows = ((await page.data('screens')) as { text: string }[][]).flat()
    const texts = rows.map(({ text }) => text)
    return texts.length === count && (first === undefined || texts[0] === first) && texts
  })
}
