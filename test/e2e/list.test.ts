import { ChatScreen } from './helpers/chat-screen'
import { startNeighbourhood, type Neighbourhood } from './helpers/neighbourhood'
import { launchPhone, type Element, type Phone } from './helpers/phone'

jest.setTimeout(120_000)

/** One journey of one person: each step goes on where the one before it ended. */
describe('finding one’s way', () => {
  let street: Neighbourhood
  let lin: Phone
  let chat: ChatScreen

  beforeAll(async () => {
    street = await startNeighbourhood()
    lin = await launchPhone('list')
    chat = new ChatScreen(lin)
    for (let n = 1; n <= 60; n++) await says('chen', `第 ${n} 句`)
    await says('wang', 'Tea at five?')
    await says('zhao', '发票在门卫那里')
    await lin.app.callWxMethod('reLaunch', { url: street.signInUrl('lin') })
    await home()
    await lin.until('no status strip', async (page) => (await page.data('strip')) === null)
    const row = await lin.find('#conversation-private-chen')
    await lin.until('60 unread', async () => {
      const badge = await row.$('badge')
      return badge !== null && (await (await badge.$('.badge'))!.text()) === '60'
    })
  })
  afterAll(async () => {
    await lin?.close()
    await street?.stop()
  })

  const says = async (fromUserId: string, content: string): Promise<void> => {
    await street.im.api('/message/private/publish', {
      fromUserId,
      toUserId: 'lin',
      objectName: 'RC:TxtMsg',
      content: JSON.stringify({ content }),
      isPersisted: 1,
    })
  }
  const home = (): Promise<true> =>
    lin.until('the conversation list', async (page) =>
      page.path === 'pages/conversations/conversations' ? (true as const) : false,
    )
  const back = async (): Promise<void> => {
    await lin.app.callWxMethod('navigateBack')
    await home()
  }
  const listed = async (): Promise<string[]> => {
    const screens = (await (await lin.page()).data('screens')) as { rows: { id: string }[] }[]
    return screens.flatMap(({ rows }) => rows.map(({ id }) => id))
  }
  const lists = (what: string, ids: string[]): Promise<true> =>
    lin.until(what, async () => {
      const shown = (await listed()).sort()
      return JSON.stringify(shown) === JSON.stringify([...ids].sort()) && (true as const)
    })
  const tapChip = async (text: string): Promise<void> => {
    const chip = await lin.until(`the filter ${text}`, async (page) => {
      for (const one of (await page.$$('.conversations__chip')) as Element[]) {
        if ((await one.text()).trim() === text) return one
      }
      return null
    })
    await chip.tap()
  }
  const menuOf = async (id: string, action: string): Promise<void> => {
    await lin.until(`${id} in the list`, async () => (await listed()).includes(id))
    const page = await lin.page()
    await page.callMethod('onRowMenu', { detail: { id, x: 200, y: 300 } })
    await (await lin.find('#menu', `.action-menu__item--${action}`)).tap()
  }
  const input = async (field: Element, text: string): Promise<void> =>
    (field as Element & { input(text: string): Promise<void> }).input(text)

  it('opens a chat at the first unread message, under a divider', async () => {
    await chat.open('private:chen')
    const first = (await chat.messages()).find(
      (row) => (row as unknown as { unreadDivider: boolean }).unreadDivider,
    )
    expect(first?.text).toBe('第 1 句')
    await chat.isInSight(first!.id)
    expect(await (await chat.row(first!.id)).$('.message-row__unread')).not.toBeNull()
  })

  it('goes to the newest message by the pill', async () => {
    await (await lin.find('#pill', '.new-messages-pill')).tap()
    const newest = await chat.sees('第 60 句')
    await chat.isInSight(newest.id)
    expect(await (await lin.page()).data('hasLater')).toBe(false)
    await back()
  })

  it('shows unread conversations only, groups only, and all again', async () => {
    await lists('everything', ['private:chen', 'private:wang', 'private:zhao', 'group:courtyard'])
    await tapChip('未读')
    await lists('the unread', ['private:wang', 'private:zhao'])
    await tapChip('群聊')
    await lists('the groups', ['group:courtyard'])
    await tapChip('全部')
  })

  it('marks read and unread', async () => {
    await menuOf('private:wang', 'read')
    const row = await lin.find('#conversation-private-wang')
    await lin.until('no badge', async () => (await row.$('badge')) === null)
    await menuOf('private:wang', 'unread')
    await lin.until('a dot', async () => {
      const badge = await row.$('badge')
      return badge !== null && (await badge.$('.badge--dot')) !== null
    })
  })

  it('puts a conversation under a tag and lists it there', async () => {
    await menuOf('private:wang', 'tags')
    await input(await lin.find('#new-tag'), '茶馆')
    await (await lin.find('#create', '.button')).tap()
    await lin.until('the tag is on', async (page) => {
      const rows = (await page.data('rows')) as { name: string; isChosen: boolean }[]
      return rows.length === 1 && rows[0].name === '茶馆' && rows[0].isChosen
    })
    await back()
    await tapChip('茶馆')
    await lists('what is tagged', ['private:wang'])
    await tapChip('全部')
  })

  it('finds a message by its words and goes to it in its chat', async () => {
    await input(await lin.find('#search', '.search-field__input'), '第 7 句')
    const hit = await lin.find('.conversations__hit')
    await hit.tap()
    await lin.until('the chat', async (page) => page.path === 'pages-chat/chat/chat')
    const { id } = await chat.sees('第 7 句')
    await lin.until('a flash', async (page) => (await page.data('flashId')) === id)
    await chat.isInSight(id)
    await back()
    await (await lin.find('#search', '.search-field__clear')).tap()
  })

  it('keeps a draft in the row and in the field', async () => {
    await chat.open('private:zhao')
    await chat.type('我下班去拿')
    await back()
    const row = await lin.find('#conversation-private-zhao')
    await lin.until('the draft', async () => {
      const prefix = await row.$('.conversation-row__prefix')
      return prefix !== null && (await prefix.text()) === '[草稿]'
    })
    await chat.open('private:zhao')
    await lin.until('the draft again', async () => (await chat.typed()) === '我下班去拿')
    await back()
  })

  it('clears a history for oneself after a question', async () => {
    await lin.app.mockWxMethod('showModal', { confirm: true, cancel: false })
    await menuOf('private:zhao', 'clear')
    await lin.app.restoreWxMethod('showModal')
    await chat.open('private:zhao')
    await chat.messagesWhen('no message', (shown) => shown.length === 0)
    await back()
  })

  it('tells notices of the app on a page of their own, without a composer', async () => {
    await street.im.api('/message/system/publish', {
      fromUserId: 'hutong',
      toUserId: 'lin',
      objectName: 'RC:ContactNtf',
      content: JSON.stringify({
        operation: 'Request',
        sourceUserId: 'su',
        targetUserId: 'lin',
        message: '我是苏晴',
      }),
      isPersisted: 1,
    })
    const row = await lin.find('#conversation-system-hutong')
    await (await row.$('.conversation-row__front'))!.tap()
    await lin.until('the chat', async (page) => page.path === 'pages-chat/chat/chat')
    const told = await lin.find('message-row', '.message-row__tell-text')
    expect(await told.text()).toContain('苏晴')
    expect(await (await lin.page()).$('#composer')).toBeNull()
  })
})
