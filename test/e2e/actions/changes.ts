import type { Language } from '../helpers/phone'
import { newest, partOf, sheetOf, tapPart, type Pair } from '../helpers/pair'
import { toastsOf } from '../helpers/list-screen'

const WORDS = {
  'zh-CN': {
    first: '明早七点出发',
    better: '明早七点半出发',
    editing: '正在编辑',
    edited: '已编辑',
    slip: '写错了',
    right: '写对了',
    reply: '你写了什么',
    recalledByLin: '林晓 撤回了一条消息',
    recalledByYou: '你撤回了一条消息',
    reEdit: '重新编辑',
    quoteRecalled: '引用的消息已撤回',
    mine: '只删我的',
    everywhere: '到处都删',
    chosen: ['选一', '选二'],
    selected: '已选 2 条',
    deletes: ['仅从这台手机删除', '从我的所有设备删除'],
    old: '两分钟以前说的',
    rude: '难听的话',
    reasons: ['垃圾广告', '诈骗', '骂人或骚扰', '色情低俗', '违法内容', '其他'],
    reported: '已收到，谢谢告诉我们',
  },
  en: {
    first: 'We leave at seven',
    better: 'We leave at half past seven',
    editing: 'Editing',
    edited: 'edited',
    slip: 'A slip',
    right: 'No slip',
    reply: 'What did you write?',
    recalledByLin: '林晓 took a message back',
    recalledByYou: 'You took a message back',
    reEdit: 'Edit again',
    quoteRecalled: 'The quoted message was taken back',
    mine: 'Gone from mine',
    everywhere: 'Gone from all of mine',
    chosen: ['Choose one', 'Choose two'],
    selected: '2 selected',
    deletes: ['Delete from this phone', 'Delete from all my devices'],
    old: 'Said over two minutes ago',
    rude: 'Rude words',
    reasons: [
      'Spam',
      'Fraud',
      'Abuse or harassment',
      'Sexual content',
      'Illegal content',
      'Something else',
    ],
    reported: 'Received. Thank you for telling us',
  },
}

/** Editing, taking back, deleting, selecting, reporting. */
export function changes(pairNow: () => Pair, language: Language): void {
  const words = WORDS[language]

  it('are edited on both phones', async () => {
    const { lin, chen } = pairNow()
    await lin.chat.say(words.first)
    await chen.chat.sees(words.first)
    await lin.chat.choose(words.first, 'edit')
    const banner = await lin.phone.until(
      'the edit',
      async (page) => (await page.data('banner')) as { title: string } | null,
    )
    expect(banner.title).toBe(words.editing)
    await lin.phone.until('its text', async () => (await lin.chat.typed()) === words.first)
    await lin.chat.say(words.better)
    for (const holder of [lin, chen]) {
      const mark = await partOf(holder, words.better, '.message-row__edited')
      expect(await mark.text()).toBe(words.edited)
    }
    expect(await lin.chat.typed()).toBe('')
  })

  it('are taken back and edited again; a quote of them forgets their words', async () => {
    const { lin, chen } = pairNow()
    await lin.chat.say(words.slip)
    await chen.chat.choose(words.slip, 'quote')
    await chen.chat.say(words.reply)
    await lin.chat.sees(words.reply)
    await lin.chat.choose(words.slip, 'recall')
    await chen.chat.sees(words.recalledByLin)
    for (const holder of [lin, chen]) {
      const quoted = await partOf(holder, words.reply, '.message-row__quote-text')
      expect(await quoted.text()).toBe(words.quoteRecalled)
    }
    const again = await partOf(lin, words.recalledByYou, '.message-row__reedit')
    expect(await again.text()).toBe(words.reEdit)
    await again.tap()
    await lin.phone.until('the text is back', async () => (await lin.chat.typed()) === words.slip)
    await lin.chat.say(words.right)
    await chen.chat.sees(words.right)
    expect(await chen.chat.texts()).not.toContain(words.slip)
  })

  it('are not taken back after two minutes', async () => {
    const pair = pairNow()
    const { lin } = pair
    await pair.street.im.control('write-past', {
      messages: [
        {
          fromUserId: 'lin',
          toUserId: 'su',
          classname: 'RC:TxtMsg',
          content: JSON.stringify({ content: words.old }),
          sentAt: Date.now() - (language === 'en' ? 125_000 : 130_000),
        },
      ],
    })
    await lin.list.show()
    await lin.chat.open('private:su')
    const { id } = await lin.chat.sees(words.old)
    await lin.chat.openMenu(id)
    const offered = await lin.chat.menuActions()
    expect(offered).toContain('quote')
    expect(offered).not.toContain('recall')
    await lin.list.show()
    await lin.chat.open('private:chen')
    const quoted = await partOf(lin, words.reply, '.message-row__quote-text')
    expect(await quoted.text()).toBe(words.quoteRecalled)
  })

  it('are deleted from one phone, or from all devices of one person', async () => {
    const { lin, chen } = pairNow()
    for (const [index, text] of [words.mine, words.everywhere].entries()) {
      await lin.chat.say(text)
      await chen.chat.sees(text)
      const offered = await sheetOf(lin, index, () => lin.chat.choose(text, 'delete'))
      expect(offered).toEqual(words.deletes)
      await lin.chat.messagesWhen('it is gone', (shown) => shown.every((one) => one.text !== text))
    }
    expect(await chen.chat.texts()).toEqual(expect.arrayContaining([words.mine, words.everywhere]))
    await lin.list.show()
    await lin.chat.open('private:chen')
    await lin.chat.sees(words.right)
    const texts = await lin.chat.texts()
    expect(texts).not.toContain(words.mine)
    expect(texts).not.toContain(words.everywhere)
  })

  it('are selected and deleted together', async () => {
    const { lin, chen } = pairNow()
    const [one, two] = words.chosen
    for (const text of words.chosen) await chen.chat.say(text)
    await lin.chat.sees(two)
    await lin.chat.choose(one, 'select')
    await tapPart(lin, two, '.message-row__select')
    await lin.phone.until(
      'both selected',
      async (page) => (await page.data('selectedText')) === words.selected,
    )
    await sheetOf(lin, 0, async () => {
      await (await lin.phone.find('#selection', '.selection-bar__remove')).tap()
    })
    await lin.chat.messagesWhen('both gone', (shown) =>
      shown.every(({ text }) => !words.chosen.includes(text)),
    )
    expect(await (await lin.phone.page()).data('isSelecting')).toBe(false)
  })

  it('are reported, with a reason', async () => {
    const pair = pairNow()
    const { lin, chen } = pair
    await chen.chat.say(words.rude)
    await newest(lin, 'the rude words', ({ text }) => text === words.rude)
    let offered: string[] = []
    const toasts = await toastsOf(lin.phone, async () => {
      offered = await sheetOf(lin, 2, () => lin.chat.choose(words.rude, 'report'))
    })
    expect(offered).toEqual(words.reasons)
    expect(toasts).toEqual([words.reported])
    const admin = await pair.street.app.signIn('lin')
    const { items } = (await admin.get<{ items: { reason: string }[] }>('/admin/reports')).body
    expect(items).toHaveLength(language === 'en' ? 2 : 1)
    expect(items[0].reason).toBe('abuse')
  })
}
