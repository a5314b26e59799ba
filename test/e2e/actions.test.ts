import { ChatScreen } from './helpers/chat-screen'
import { startNeighbourhood, type Neighbourhood } from './helpers/neighbourhood'
import { launchPhone, type Element, type Phone } from './helpers/phone'

jest.setTimeout(120_000)

/** One journey of two people: each step goes on where the one before it ended. */
describe('what two people do with messages', () => {
  let street: Neighbourhood
  let lin: Phone
  let chen: Phone
  let linChat: ChatScreen
  let chenChat: ChatScreen
  const exceptions: string[] = []

  beforeAll(async () => {
    street = await startNeighbourhood()
    ;[lin, chen] = await Promise.all([launchPhone('lin-acts'), launchPhone('chen-acts')])
    linChat = new ChatScreen(lin)
    chenChat = new ChatScreen(chen)
    for (const phone of [lin, chen]) {
      phone.app.on('exception', (error: unknown) => exceptions.push(JSON.stringify(error)))
    }
    await Promise.all([signIn(lin, 'lin'), signIn(chen, 'chen')])
    await Promise.all([linChat.open('private:chen'), chenChat.open('private:lin')])
  })
  afterAll(async () => {
    await Promise.all([lin?.close(), chen?.close()])
    await street?.stop()
  })

  const signIn = async (phone: Phone, userId: string): Promise<void> => {
    await phone.app.callWxMethod('reLaunch', { url: street.signInUrl(userId) })
    await phone.until(
      'the conversation list',
      async (page) => page.path === 'pages/conversations/conversations',
    )
    await phone.until('no status strip', async (page) => (await page.data('strip')) === null)
  }
  const atTop = (phone: Phone, path: string): Promise<true> =>
    phone.until(path, async (page) => (page.path === path ? (true as const) : false))

  it('read what the other wrote, and the writer sees that it was read', async () => {
    await linChat.say('院子里的灯修好了吗')
    await chenChat.sees('院子里的灯修好了吗')
    await linChat.messagesWhen('read', (shown) => shown.at(-1)?.readWords === '已读')
  })

  it('quote a message; a tap on the quote goes to it and lights it', async () => {
    await chenChat.choose('院子里的灯修好了吗', 'quote')
    await chen.until('the quote over the field', async (page) => {
      const banner = (await page.data('banner')) as { kind: string; text: string } | null
      return banner?.kind === 'quote' && banner.text === '院子里的灯修好了吗'
    })
    await chenChat.say('修好了,昨晚亮的')
    expect(await (await chen.page()).data('banner')).toBeNull()
    const { id } = await linChat.sees('修好了,昨晚亮的')
    const quote = (await (await linChat.row(id)).$('.message-row__quote'))!
    await quote.tap()
    const { id: quotedId } = await linChat.sees('院子里的灯修好了吗')
    await lin.until('a flash', async (page) => (await page.data('flashId')) === quotedId)
    await linChat.isInSight(quotedId)
  })

  it('edit a sent message on both phones', async () => {
    await linChat.choose('院子里的灯修好了吗', 'edit')
    await lin.until('the text in the field', async () => {
      return (await linChat.typed()) === '院子里的灯修好了吗'
    })
    await linChat.say('院子里的灯都修好了吗')
    for (const chat of [linChat, chenChat]) {
      const edited = await chat.sees('院子里的灯都修好了吗')
      expect(edited.isEdited).toBe(true)
    }
    expect(await linChat.typed()).toBe('')
  })

  it('react with an emoji and take it back', async () => {
    const { id } = await chenChat.sees('院子里的灯都修好了吗')
    await chenChat.openMenu(id)
    await (await chen.find('#menu', '.action-menu__reaction')).tap()
    const thumbs = [{ emoji: '👍', count: 1, isOwn: false }]
    await linChat.messagesWhen('the reaction', (shown) =>
      shown.some(({ reactions }) => JSON.stringify(reactions) === JSON.stringify(thumbs)),
    )
    const own = (await (await chenChat.row(id)).$('.message-row__reaction--own'))!
    expect(await own.text()).toBe('👍 1')
    await own.tap()
    await linChat.messagesWhen('no reaction', (shown) =>
      shown.every(({ reactions }) => reactions.length === 0),
    )
  })

  it('take a message back within two minutes and edit it again', async () => {
    await linChat.say('写错了')
    await chenChat.sees('写错了')
    await linChat.choose('写错了', 'recall')
    await chenChat.messagesWhen('the notice', (shown) =>
      shown.some(({ type, text }) => type === 'recalled' && text.includes('林晓')),
    )
    const recalled = (
      await linChat.messagesWhen('the own notice', (shown) => shown.at(-1)?.type === 'recalled')
    ).at(-1)!
    await (await (await linChat.row(recalled.id)).$('.message-row__reedit'))!.tap()
    await lin.until('the text is back', async () => (await linChat.typed()) === '写错了')
    await linChat.say('写对了')
    await chenChat.sees('写对了')
    expect(await chenChat.texts()).not.toContain('写错了')
  })

  it('offer only what a message allows', async () => {
    const theirs = await linChat.sees('修好了,昨晚亮的')
    await linChat.openMenu(theirs.id)
    const offered = await linChat.menuActions()
    expect(offered).toEqual(
      expect.arrayContaining(['copy', 'quote', 'forward', 'select', 'report']),
    )
    expect(offered).not.toContain('recall')
    expect(offered).not.toContain('edit')
    await (await lin.page()).callMethod('onMenuClose')
  })

  it('forward several as one chat history with a comment, and read it', async () => {
    await linChat.choose('修好了,昨晚亮的', 'select')
    const { id } = await linChat.sees('写对了')
    await (await (await linChat.row(id)).$('.message-row__select'))!.tap()
    await lin.until('two selected', async (page) => (await page.data('selectedCount')) === 2)
    await (await lin.find('#selection', '.selection-bar__merged')).tap()
    await atTop(lin, 'pages-chat/forward/forward')
    const group = await lin.until('the group', async (page) => {
      for (const target of (await page.$$('.forward__target')) as Element[]) {
        if ((await target.attribute('name')) === '槐树院') return target
      }
      return null
    })
    await ((await group.$('.person-choice')) ?? group).tap()
    const comment = await lin.find('#comment')
    await (comment as Element & { input(text: string): Promise<void> }).input('看看这个')
    await (await lin.find('#send', '.button')).tap()
    await atTop(lin, 'pages-chat/chat/chat')
    expect(await (await lin.page()).data('isSelecting')).toBe(false)

    await chen.app.callWxMethod('navigateBack')
    await chenChat.open('group:courtyard')
    await chenChat.sees('看看这个')
    const history = (await chenChat.messages()).find(({ type }) => type === 'combine')!
    await (await (await chenChat.row(history.id)).$('.message-row__bubble'))!.tap()
    await atTop(chen, 'pages-chat/record/record')
    const texts = await chen.until('the history', async (page) => {
      const rows = ((await page.data('screens')) as { text: string }[][]).flat()
      return rows.length > 0 && rows.map(({ text }) => text)
    })
    expect(texts).toEqual(['修好了,昨晚亮的', '写对了'])
    await chen.app.callWxMethod('navigateBack')
    await atTop(chen, 'pages-chat/chat/chat')
  })

  it('mention a member by the picker; one erase takes the mention away whole', async () => {
    await chenChat.type('@')
    await (await chen.find('#mentions', '#mention-lin')).tap()
    await chen.until('the name', async () => (await chenChat.typed()).startsWith('@林晓'))
    const whole = await chenChat.typed()
    await chenChat.type(whole.trimEnd().slice(0, -1))
    await chen.until('an empty field', async () => (await chenChat.typed()) === '')
    await chenChat.type('@')
    await (await chen.find('#mentions', '#mention-lin')).tap()
    await chen.until('the name', async () => (await chenChat.typed()) === whole)
    await chenChat.say(`${whole}来喝茶`)

    await lin.app.callWxMethod('navigateBack')
    await atTop(lin, 'pages/conversations/conversations')
    const row = await lin.find('#conversation-group-courtyard')
    await lin.until('the mark', async () => {
      const prefix = await row.$('.conversation-row__prefix')
      return prefix !== null && (await prefix.text()) === '[有人@我]'
    })
  })

  it('see who has read a message in a group', async () => {
    await linChat.open('group:courtyard')
    await linChat.sees('@林晓 来喝茶')
    const own = (
      await chenChat.messagesWhen('one reader', (shown) => /^1/.test(shown.at(-1)?.readWords ?? ''))
    ).at(-1)!
    await (await (await chenChat.row(own.id)).$('.message-row__read'))!.tap()
    const readers = await chen.until(
      'the sheet',
      async (page) => (await page.data('readers')) as { read: { name: string }[] } | null,
    )
    expect(readers.read.map(({ name }) => name)).toEqual(['林晓'])
    await (await chen.page()).callMethod('onReadersClose')
  })

  it('pay an order by a tap on its card, on both phones', async () => {
    await street.im.api('/message/group/publish', {
      fromUserId: 'chen',
      toGroupId: 'courtyard',
      objectName: 'app:Order',
      content: JSON.stringify({ orderId: 'A-1009', title: '豆浆两杯', cents: 1200 }),
      isPersisted: 1,
      expansion: 'true',
      isIncludeSender: 1,
    })
    const card = (
      await linChat.messagesWhen('the card', (shown) => shown.at(-1)?.type === 'custom')
    ).at(-1)!
    await (await (await linChat.row(card.id)).$('.message-row__custom-action--paid'))!.tap()
    for (const [phone, chat] of [
      [lin, linChat],
      [chen, chenChat],
    ] as const) {
      const { id } = (
        await chat.messagesWhen('the card', (shown) => shown.some(({ type }) => type === 'custom'))
      ).find(({ type }) => type === 'custom')!
      await phone.until('it is paid', async () => {
        const status = await (await chat.row(id)).$('.message-row__status')
        return status !== null && (await status.text()) === '已付款'
      })
    }
  })

  it('delete a message here; the other keeps it', async () => {
    await linChat.say('只删我的')
    await chenChat.sees('只删我的')
    await lin.app.mockWxMethod(
      'showActionSheet',
      function (options: { success(result: { tapIndex: number }): void }) {
        options.success({ tapIndex: 0 })
      },
    )
    await linChat.choose('只删我的', 'delete')
    await linChat.messagesWhen('it is gone', (shown) =>
      shown.every(({ text }) => text !== '只删我的'),
    )
    expect(await chenChat.texts()).toContain('只删我的')
    await lin.app.restoreWxMethod('showActionSheet')
  })

  it('do all of it without an exception', () => {
    expect(exceptions).toEqual([])
  })
})
