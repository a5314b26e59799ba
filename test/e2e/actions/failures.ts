import type { Language } from '../helpers/phone'
import { choosePlus, newest, partOf, tapPart, type Pair } from '../helpers/pair'
import { keepFile } from '../helpers/phone-files'

const WORDS = {
  'zh-CN': {
    failed: ['听得见吗', '喂', '在吗'],
    reason: '未发送：对方已将您拉黑',
    retry: '重发',
    bar: '2 条没有发出',
    retryAll: '全部重发',
    cancel: '取消发送',
  },
  en: {
    failed: ['Can you hear me?', 'Hello?', 'Anybody there?'],
    reason: 'Not sent: you were blocked by this person',
    retry: 'Retry',
    bar: '2 not sent',
    retryAll: 'Send all again',
    cancel: 'Cancel sending',
  },
}

/** What is not sent: the reason in words, one more try, all of them again, and giving an upload up. */
export function failures(pairNow: () => Pair, language: Language): void {
  const words = WORDS[language]

  it('say why they were not sent, and are sent again one by one or all at once', async () => {
    const pair = pairNow()
    const { lin, chen } = pair
    const chenInPerson = await pair.street.app.signIn('chen')
    await chenInPerson.put('/me/blocks/lin')
    const [first, ...others] = words.failed
    await lin.chat.say(first)
    const reason = await partOf(lin, first, '.message-row__reason')
    expect(await reason.text()).toBe(words.reason)
    const retry = await partOf(lin, first, '.message-row__retry')
    expect((await retry.text()).trim()).toBe(words.retry)
    for (const text of others) await lin.chat.say(text)
    await newest(lin, 'the last refusal', ({ state }) => state === 'failed')

    await chenInPerson.delete('/me/blocks/lin')
    await tapPart(lin, first, '.message-row__retry')
    await chen.chat.sees(first)
    await lin.phone.until('two left', async (page) => (await page.data('failedText')) === words.bar)
    const all = await lin.phone.find('#retry-all')
    expect(await all.text()).toBe(words.retryAll)
    await all.tap()
    for (const text of others) await chen.chat.sees(text)
    await lin.phone.until('no bar', async (page) => (await page.data('failedText')) === '')
  })

  it('are given up while their file is on its way', async () => {
    const pair = pairNow()
    const { lin, chen } = pair
    const hosts = [1, 2]
    for (const host of hosts) {
      await pair.street.im.control('fail-upload-host', { host, isFailing: true })
    }
    const path = await keepFile(lin.phone, 'minutes.txt', Buffer.from('minutes'))
    await lin.phone.app.mockWxMethod('chooseMessageFile', {
      tempFiles: [{ path, name: 'minutes.txt', size: 7, type: 'file', time: 0 }],
    })
    await choosePlus(lin, 'file')
    const row = await newest(lin, 'the upload', ({ type, state }) => {
      return type === 'file' && state === 'sending'
    })
    const cancel = await lin.phone.find(`#row-${row.id}`, '.message-row__cancel')
    expect(await cancel.attribute('aria-label')).toBe(words.cancel)
    await cancel.tap()
    await lin.chat.messagesWhen('it is gone', (shown) => shown.every(({ id }) => id !== row.id))
    for (const host of hosts) {
      await pair.street.im.control('fail-upload-host', { host, isFailing: false })
    }
    await lin.phone.app.restoreWxMethod('chooseMessageFile')
    expect((await chen.chat.messages()).every(({ type }) => type !== 'file')).toBe(true)
  })
}
