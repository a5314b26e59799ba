import type { Language } from '../helpers/phone'
import { partOf, type Holder, type Pair } from '../helpers/pair'

const WORDS = {
  'zh-CN': {
    sentence: '院子里的灯又亮了，',
    end: '晚安。',
    tooLong: '内容太长，请分成几条发送',
    offer: '分成 2 条发送',
    ask: '分成 2 条消息发送？',
  },
  en: {
    sentence: 'The lamp in the yard shines again, ',
    end: 'Good night.',
    tooLong: 'Too long. Send it in several messages',
    offer: 'Send as 2 messages',
    ask: 'Send it as 2 messages?',
  },
}

interface Asked {
  asked?: string
}

/** Answers the question that a step brings up. @returns the question. */
async function questionOf(
  { phone }: Holder,
  confirm: boolean,
  step: () => Promise<void>,
): Promise<string> {
  await phone.app.mockWxMethod(
    'showModal',
    function (options: { title: string }, isAgreed: boolean) {
      ;(getApp() as unknown as Asked).asked = options.title
      return Promise.resolve({ confirm: isAgreed, cancel: !isAgreed })
    },
    confirm,
  )
  await step()
  const question = await phone.until(
    'a question',
    () =>
      phone.app.evaluate(() => {
        const app = getApp() as unknown as Asked
        const { asked } = app
        app.asked = undefined
        return asked
      }) as Promise<string | undefined>,
  )
  await phone.app.restoreWxMethod('showModal')
  return question
}

/** A text that is too long for one message. */
export function longTexts(pairNow: () => Pair, language: Language): void {
  const words = WORDS[language]

  it('go as several, in order, when they are too long for one and one agrees', async () => {
    const { lin, chen } = pairNow()
    const fill = 66_000 / Buffer.byteLength(words.sentence)
    const first = words.sentence.repeat(fill) + words.end
    const second = `@陈默 ${words.sentence.repeat(fill)}${words.end}`
    await lin.chat.type(`${first}\n@`)
    await (await lin.phone.find('#mentions', '#mention-chen')).tap()
    await lin.phone.until('the mention', async () => (await lin.chat.typed()).endsWith('@陈默 '))
    const whole = `${first}\n${second}`
    await lin.chat.type(whole)
    await lin.chat.tapSend()
    const refusal = await lin.phone.find('composer', '.composer__failure-words')
    expect(await refusal.text()).toBe(words.tooLong)
    const offer = await lin.phone.find('composer', '.composer__failure-action')
    expect((await offer.text()).trim()).toBe(words.offer)
    expect(await questionOf(lin, false, () => offer.tap())).toBe(words.ask)
    expect(await lin.chat.typed()).toBe(whole)

    expect(await questionOf(lin, true, () => offer.tap())).toBe(words.ask)
    const heard = await chen.chat.messagesWhen('both parts', (rows) => rows.at(-1)?.text === second)
    expect(heard.at(-2)?.text).toBe(first)
    expect(await lin.chat.typed()).toBe('')
    const called = await partOf(chen, second, '.message-row__part--mention')
    expect((await called.text()).trim()).toBe('@陈默')
  })
}
