import type { Language } from '../helpers/phone'
import {
  atTop,
  chooseNamed,
  choosePlus,
  clipboardOf,
  newest,
  openKey,
  partOf,
  rowOf,
  sheetOf,
  tapPart,
  wordsOf,
  type Pair,
} from '../helpers/pair'
import { notice, order, place, text } from '../helpers/street-talk'
import { sample } from '../helpers/media-street'
import { toastsOf } from '../helpers/list-screen'

const WORDS = {
  'zh-CN': {
    unknown: '此版本无法显示这条消息，请更新后查看',
    card: '[链接] 秋天的胡同',
    linkCopied: '链接已复制，可在浏览器中打开',
    contact: '名片',
    place: '钟鼓楼',
    placeMark: '[位置]',
    phone: '订位请打 138-0013-8000',
    numberChoices: ['拨打 138-0013-8000', '复制号码'],
    contactWords: '[名片] 苏晴',
    burning: '阅后即焚',
    welcome: '欢迎来到胡同',
    profile: '陈默 更新了资料',
    asked: '陈默 想加你为联系人: 我是陈默',
    accepted: '陈默 同意了你的请求',
    order: {
      title: '豆浆两杯',
      words: '[订单] 豆浆两杯',
      waiting: '等待付款',
      paid: '已付款',
      pay: '付款',
      ship: '发货',
    },
    after: '看不见命令',
    link: { text: '见 https://example.com/tea?a=1 。' },
  },
  en: {
    unknown: 'This version cannot show this message. Update to see it',
    card: '[Link] 秋天的胡同',
    linkCopied: 'Link copied: open it in your browser',
    contact: 'Card',
    place: 'The bell tower',
    placeMark: '[Place]',
    phone: 'To book a table: 138-0013-8000',
    numberChoices: ['Call 138-0013-8000', 'Copy the number'],
    contactWords: '[Card] 苏晴',
    burning: 'Burns after reading',
    welcome: 'Welcome to the lane',
    profile: '陈默 changed their profile',
    asked: '陈默 asks to be your contact: It is Chen',
    accepted: '陈默 accepted your request',
    order: {
      title: 'Two jars of tea',
      words: '[Order] Two jars of tea',
      waiting: 'To be paid',
      paid: 'Paid',
      pay: 'Pay',
      ship: 'Ship',
    },
    after: 'No command is seen',
    link: { text: 'See https://example.com/tea?a=2 .' },
  },
}

/** What other clients and the app's own server send: every type has its look, and none is dropped. */
export function receivedTypes(pairNow: () => Pair, language: Language): void {
  const words = WORDS[language]
  const toLin = { from: 'chen', to: 'lin' }

  it('show notices as grey lines, and commands not at all', async () => {
    const { lin, talk } = pairNow()
    const profile = JSON.stringify({ userId: 'chen' })
    const ask = words.asked.split(': ')[1]
    const contact = { sourceUserId: 'chen', targetUserId: 'lin', extra: '' }
    await talk.sayAll(toLin, [
      notice(words.welcome),
      { type: 'RC:ProfileNtf', content: { operation: 'Update', data: profile, extra: '' } },
      { type: 'RC:ContactNtf', content: { ...contact, operation: 'Request', message: ask } },
      { type: 'RC:ContactNtf', content: { ...contact, operation: 'AcceptResponse', message: '' } },
      { type: 'RC:CmdMsg', content: { name: 'refresh', data: '{}' } },
      text(words.after),
    ])
    await newest(lin, 'the text after them', (row) => row.text === words.after)
    const shown = (await lin.chat.messages()).slice(-5)
    expect(shown.map(({ type, text: said }) => [type, said])).toEqual([
      ['notice', words.welcome],
      ['notice', words.profile],
      ['notice', words.asked],
      ['notice', words.accepted],
      ['text', words.after],
    ])
    await partOf(lin, words.welcome, '.message-row__notice')
  })

  it('show a fallback for what this version does not know', async () => {
    const { lin, talk } = pairNow()
    await talk.say(toLin, { type: 'xx:Poll', content: { question: 'tea?' } })
    const bubble = await partOf(lin, words.unknown, '.message-row__bubble--unknown')
    expect((await bubble.text()).trim()).toBe(words.unknown)
  })

  it('show a link with what it is about; a tap copies it', async () => {
    const { lin, talk } = pairNow()
    const url = 'https://example.com/autumn'
    await talk.say(toLin, {
      type: 'RC:ImgTextMsg',
      content: { title: '秋天的胡同', content: '一条巷子和它的树', imageUri: '', url },
    })
    const about = await partOf(lin, words.card, '.message-row__link-text')
    expect(await about.text()).toBe('一条巷子和它的树')
    const host = await partOf(lin, words.card, '.message-row__link-host')
    expect((await host.text()).trim()).toBe('example.com')
    const toasts = await toastsOf(lin.phone, () => tapPart(lin, words.card, '.message-row__bubble'))
    expect(toasts).toEqual([words.linkCopied])
  })

  it('show a place with its map where one came along', async () => {
    const { lin, talk } = pairNow()
    const map = sample('door.jpg', 'image/jpeg').bytes.toString('base64')
    await talk.say(toLin, place(words.place, map))
    const shown = await partOf(lin, `${words.placeMark} ${words.place}`, '.message-row__map')
    expect(await shown.attribute('src')).toBe(`data:image/jpeg;base64,${map}`)
    await talk.say(toLin, place(`${words.place} 2`, ''))
    const { id } = await rowOf(lin, `${words.placeMark} ${words.place} 2`)
    expect(await (await lin.chat.row(id)).$('.message-row__map')).toBeNull()
  })

  it('find links in a text; a tap copies them', async () => {
    const { lin, chen } = pairNow()
    await chen.chat.say(words.link.text)
    const link = await partOf(lin, words.link.text, '.message-row__part--link')
    const address = await link.text()
    expect(words.link.text).toContain(`${address} `)
    await toastsOf(lin.phone, () => link.tap())
    expect(await clipboardOf(lin)).toBe(address)
  })

  it('find numbers of phones in a text; a tap offers to call or to copy', async () => {
    const { lin, chen } = pairNow()
    await chen.chat.say(words.phone)
    const number = await partOf(lin, words.phone, '.message-row__part--phone')
    const offered = await sheetOf(lin, 1, () => number.tap())
    expect(offered).toEqual(words.numberChoices)
    await lin.phone.until('the number', async () => (await clipboardOf(lin)) === '138-0013-8000')
  })

  it('recommend a contact; a tap on the card opens a chat with them', async () => {
    const { lin, chen } = pairNow()
    expect(await choosePlus(chen, 'contact')).toBe(words.contact)
    await atTop(chen, 'pages-chat/people/people')
    await chooseNamed(chen, '.people__person', '苏晴')
    await atTop(chen, 'pages-chat/chat/chat')
    const foot = await partOf(lin, words.contactWords, '.message-row__foot')
    expect(await foot.text()).toBe(words.contact)
    await tapPart(lin, words.contactWords, '.message-row__contact')
    await lin.phone.until('the chat with Su', async () => (await openKey(lin)) === 'private:su')
    await lin.phone.app.callWxMethod('navigateBack')
    await lin.phone.until('Chen again', async () => (await openKey(lin)) === 'private:chen')
  })

  it('burn what is to be read once', async () => {
    const { lin, talk } = pairNow()
    const secret = `${words.burning} ${language}`
    const burns = text(secret, { isBurnAfterRead: true, burnDuration: 3 })
    await Promise.all([rowOf(lin, secret), talk.say(toLin, burns)])
    await lin.chat.messagesWhen('it burned', (shown) => shown.every((row) => row.text !== secret))
  })

  it('change an order on both phones by a tap on its card', async () => {
    const { lin, chen, talk } = pairNow()
    await talk.say(toLin, order(words.order.title))
    const state = await partOf(lin, words.order.words, '.message-row__status')
    expect(await state.text()).toBe(words.order.waiting)
    const pay = await partOf(lin, words.order.words, '.message-row__custom-action--paid')
    expect((await pay.text()).trim()).toBe(words.order.pay)
    await pay.tap()
    for (const holder of [lin, chen]) {
      await holder.phone.until('it is paid', async () => {
        const status = await partOf(holder, words.order.words, '.message-row__status')
        return (await status.text()) === words.order.paid
      })
    }
    const ship = await partOf(chen, words.order.words, '.message-row__custom-action--shipped')
    expect((await ship.text()).trim()).toBe(words.order.ship)
    expect(await wordsOf(lin, '.chat__note')).toEqual([])
  })
}
