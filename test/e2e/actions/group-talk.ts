import { HutongPhone, rowsOf } from '../../integration/helpers/hutong-phone'
import type { Language } from '../helpers/phone'
import {
  atTop,
  chooseNamed,
  choosePlus,
  newest,
  openKey,
  partOf,
  rowOf,
  tapPart,
  wordsOf,
  type Holder,
  type Pair,
} from '../helpers/pair'
import { groupNotice } from '../helpers/street-talk'

const WORDS = {
  'zh-CN': {
    tea: '来喝茶',
    everybody: '@所有人 ',
    meeting: '院里开会',
    owner: '群主',
    calledYou: '[有人@我]',
    readers: '1 人已读',
    whisper: '只说给你听',
    directed: '只发给…',
    title: '谁能看到',
    done: '只发给他们（1）',
    all: '发给所有人',
    toLin: '仅 林晓 可见',
    toYou: '仅 你 可见',
    toChen: '仅 陈默 可见',
    back: '悄悄回一句',
    renamed: '赵磊 将群名改为“槐树大院”',
    added: '赵磊 邀请 苏晴、陈默 加入了群',
  },
  en: {
    tea: 'come for tea',
    everybody: '@everybody ',
    meeting: 'we meet in the yard',
    owner: 'Owner',
    calledYou: '[@you]',
    readers: '1 read',
    whisper: 'For your ears only',
    directed: 'Only to…',
    title: 'Who gets it',
    done: 'Only to them (1)',
    all: 'To everybody',
    toLin: 'Only to 林晓',
    toYou: 'Only to you',
    toChen: 'Only to 陈默',
    back: 'A word back',
    renamed: '赵磊 renamed the group to “槐树大院”',
    added: '赵磊 added 苏晴, 陈默',
  },
}

/** Mentions, readers, and what is said to some of a group only. */
export function groupTalk(pairNow: () => Pair, language: Language): void {
  const words = WORDS[language]

  const typedWhen = (holder: Holder, text: string) =>
    holder.phone.until(`"${text}" in the field`, async () => (await holder.chat.typed()) === text)

  let wang: HutongPhone | undefined
  afterAll(() => void wang?.kill())

  it('call a member chosen in the picker; one erase takes the mention away whole', async () => {
    const { lin, chen } = pairNow()
    await lin.list.show()
    await chen.chat.type('@')
    const owner = await chen.phone.find('#mentions', '#mention-lin')
    expect(await owner.text()).toContain(words.owner)
    await owner.tap()
    await typedWhen(chen, '@林晓 ')
    await chen.chat.type('@林晓')
    await typedWhen(chen, '')
    await chen.chat.type('@')
    await (await chen.phone.find('#mentions', '#mention-lin')).tap()
    await typedWhen(chen, '@林晓 ')
    await chen.chat.say(`@林晓 ${words.tea}`)
    await lin.list.rowWhen(
      'group:courtyard',
      'the mark',
      ({ prefix }) => prefix === words.calledYou,
    )
    await lin.chat.open('group:courtyard')
  })

  it('light up the mention on both phones; a tap on it opens the person', async () => {
    const { lin, chen } = pairNow()
    const said = `@林晓 ${words.tea}`
    for (const holder of [lin, chen]) {
      const mention = await partOf(holder, said, '.message-row__part--mention')
      expect(await mention.text()).toBe('@林晓')
    }
    await tapPart(chen, said, '.message-row__part--mention')
    await chen.phone.until('the person', async () => (await openKey(chen)) === 'private:lin')
    await chen.phone.app.callWxMethod('navigateBack')
    await chen.phone.until('the group', async () => (await openKey(chen)) === 'group:courtyard')
  })

  it('call everybody where that is allowed, and are not offered elsewhere', async () => {
    const { lin, chen } = pairNow()
    await chen.chat.type('@')
    await chen.phone.find('#mentions', '#mention-lin')
    const mentions = (await (await chen.phone.page()).data('mentionRows')) as { userId: string }[]
    expect(mentions.map(({ userId }) => userId)).not.toContain('*')
    await chen.chat.type('')
    await lin.chat.type('@')
    await (await lin.phone.find('#mentions', '#mention-everybody')).tap()
    await typedWhen(lin, words.everybody)
    await lin.chat.say(`${words.everybody}${words.meeting}`)
    const mention = await partOf(
      chen,
      `${words.everybody}${words.meeting}`,
      '.message-row__part--mention',
    )
    expect(await mention.text()).toBe(words.everybody.trim())
    await partOf(chen, `${words.everybody}${words.meeting}`, '.message-row__bubble--mention')
  })

  it('tell who has read them', async () => {
    const { lin } = pairNow()
    const said = `${words.everybody}${words.meeting}`
    await newest(lin, 'one reader', ({ readWords }) => readWords === words.readers)
    await tapPart(lin, said, '.message-row__read')
    await lin.phone.until('the readers', async () =>
      (await wordsOf(lin, '.chat__reader-name')).includes('陈默'),
    )
    await (await lin.phone.find('#readers', '.sheet__close')).tap()
  })

  it('go to some members only: they and nobody else see them, and see who does', async () => {
    const pair = pairNow()
    const { lin, chen } = pair
    wang = await HutongPhone.of(pair.street.app.address, 'wang')
    const wangsChat = wang.stores.openChat('group:courtyard')
    await wangsChat.open()

    expect(await choosePlus(chen, 'directed')).toBe(words.directed)
    await atTop(chen, 'pages-chat/recipients/recipients')
    await chen.phone.until(
      'the members',
      async (page) => ((await page.data('rows')) as object[]).length === 4,
    )
    expect(await buttonWords(chen)).toBe(words.all)
    await chooseNamed(chen, '.recipients__member', '林晓')
    await chen.phone.until('one chosen', async () => (await buttonWords(chen)) === words.done)
    await (await chen.phone.find('#done', '.button')).tap()
    await atTop(chen, 'pages-chat/chat/chat')
    expect((await (await chen.phone.find('#note-directed')).text()).trim()).toBe(words.toLin)

    await chen.chat.say(words.whisper)
    const told = await partOf(lin, words.whisper, '.message-row__directed')
    expect((await told.text()).trim()).toBe(words.toYou)
    const own = await partOf(chen, words.whisper, '.message-row__directed')
    expect((await own.text()).trim()).toBe(words.toLin)

    // An answer to it goes the same way by itself.
    await lin.chat.choose(words.whisper, 'quote')
    expect((await (await lin.phone.find('#note-directed')).text()).trim()).toBe(words.toChen)
    await lin.chat.say(words.back)
    await chen.chat.sees(words.back)

    for (const holder of [lin, chen]) {
      await (await (await holder.phone.find('#note-directed')).$('.chat__note-close'))!.tap()
      await holder.phone.until(
        'no note',
        async (page) => ((await page.data('notes')) as object[]).length === 0,
      )
    }
    const aloud = `${words.tea}!`
    await chen.chat.say(aloud)
    await wang.until(() => rowsOf(wangsChat).some(({ text }) => text === aloud))
    const heard = rowsOf(wangsChat).map(({ text }) => text)
    expect(heard).not.toContain(words.whisper)
    expect(heard).not.toContain(words.back)
  })

  it('tell what happens to the group as grey lines', async () => {
    const { lin, talk } = pairNow()
    await talk.sayAll({ from: 'zhao', to: 'courtyard', isGroup: true }, [
      groupNotice('Add', { targetUserDisplayNames: ['苏晴', '陈默'] }),
      groupNotice('Rename', { targetGroupName: '槐树大院' }),
    ])
    expect((await rowOf(lin, words.renamed)).type).toBe('notice')
    expect((await rowOf(lin, words.added)).type).toBe('notice')
  })
}

async function buttonWords({ phone }: Holder): Promise<string> {
  return (await (await phone.find('#done', '.button')).text()).trim()
}
