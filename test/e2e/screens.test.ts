import { ChatScreen } from './helpers/chat-screen'
import { startNeighbourhood, type Neighbourhood } from './helpers/neighbourhood'
import { launchPhone, type Phone } from './helpers/phone'

jest.setTimeout(240_000)

interface ThemedApp {
  stores: { settings: { setTheme(theme: 'light' | 'dark'): void } }
}

/** Pictures of every page, for a person to look at: `test/screenshots/`. */
describe('every page, light and dark', () => {
  let street: Neighbourhood
  let phone: Phone
  let chat: ChatScreen
  const failures: string[] = []

  beforeAll(async () => {
    street = await startNeighbourhood()
    phone = await launchPhone('screens')
    chat = new ChatScreen(phone)
    phone.app.on('exception', (error: { exceptionDetails?: unknown }) =>
      failures.push(JSON.stringify(error)),
    )
    await fillStreet(street)
  })
  afterAll(async () => {
    await phone?.close()
    await street?.stop()
  })

  const inBothThemes = async (name: string): Promise<void> => {
    for (const theme of ['light', 'dark'] as const) {
      await phone.app.evaluate((chosen: 'light' | 'dark') => {
        ;(getApp() as unknown as ThemedApp).stores.settings.setTheme(chosen)
      }, theme)
      // The room is a dark stage in both themes.
      await phone.until(`theme ${theme}`, async (page) =>
        [`theme-${theme}`, 'theme-dark'].includes(String(await page.data('theme'))),
      )
      await phone.screenshot(`${name}-${theme}`)
    }
  }
  const pageUp = (path: string): Promise<true> =>
    phone.until(path, async (page) => (page.path === path ? (true as const) : false))

  it('sign-in', async () => {
    await phone.open(`/pages/sign-in/sign-in?server=${encodeURIComponent(street.app.address)}`)
    await phone.find('#person-lin')
    await inBothThemes('sign-in')
  })

  it('conversations', async () => {
    await phone.app.callWxMethod('reLaunch', { url: street.signInUrl('lin') })
    await pageUp('pages/conversations/conversations')
    await phone.find('#conversation-group-courtyard')
    await inBothThemes('conversations')
  })

  it('contacts, rooms and me', async () => {
    for (const tab of ['contacts', 'rooms', 'me']) {
      await phone.app.callWxMethod('switchTab', { url: `/pages/${tab}/${tab}` })
      await pageUp(`pages/${tab}/${tab}`)
      await phone.until('the end of loading', async (page) => !(await page.data('isLoading')))
      await inBothThemes(tab)
    }
  })

  it('a chat of two', async () => {
    await phone.app.callWxMethod('switchTab', { url: '/pages/conversations/conversations' })
    await pageUp('pages/conversations/conversations')
    await chat.open('private:chen')
    await chat.sees('明天早上一起去豆浆店?')
    await chat.say('好啊,七点半老地方 👌')
    await chat.messagesWhen('it sent', (shown) => shown.at(-1)?.state === 'sent')
    await street.im.api('/user/blacklist/add', { userId: 'chen', blackUserId: 'lin' })
    await chat.say('顺便把书带给你')
    await chat.messagesWhen('it failed', (shown) => shown.at(-1)?.state === 'failed')
    await inBothThemes('chat')
  })

  it('a group', async () => {
    await phone.app.callWxMethod('navigateBack')
    await pageUp('pages/conversations/conversations')
    await chat.open('group:courtyard')
    await chat.sees('周末大扫除,九点院子里集合。')
    await inBothThemes('group')
  })

  it('a room', async () => {
    await phone.app.callWxMethod('navigateBack')
    await pageUp('pages/conversations/conversations')
    await phone.app.callWxMethod('navigateTo', { url: '/pages-chat/room/room?id=lobby' })
    await phone.until(
      'the room',
      async (page) =>
        page.path === 'pages-chat/room/room' && (await page.data('isInside')) === true,
    )
    for (const text of ['大家晚上好', 'The lanterns are up 🏮']) await chat.say(text)
    await chat.messagesWhen(
      'both sent',
      (shown) => shown.length >= 2 && shown.every(({ state }) => state !== 'sending'),
    )
    await inBothThemes('room')
  })

  it('without a single exception', () => {
    expect(failures).toEqual([])
  })
})

async function fillStreet({ im }: Neighbourhood): Promise<void> {
  await groupIsThere(im)
  const inPrivate: [string, string][] = [
    ['wang', 'Did you see the new tea house at the corner?'],
    ['zhao', '发票我放门卫那里了,记得去拿'],
    ['su', '[doge] 哈哈哈哈'],
    ['chen', '院子里的槐树开花了 🌳'],
    ['chen', '明天早上一起去豆浆店?'],
  ]
  for (const [fromUserId, content] of inPrivate) {
    await im.api('/message/private/publish', {
      fromUserId,
      toUserId: 'lin',
      objectName: 'RC:TxtMsg',
      content: JSON.stringify({ content }),
      isPersisted: 1,
    })
  }
  const inGroup: [string, string][] = [
    ['zhao', '周末大扫除,九点院子里集合。'],
    ['zhao', '带上扫帚'],
    ['wang', 'Count me in!'],
    ['su', '我带水果 🍎🍐'],
  ]
  for (const [fromUserId, content] of inGroup) {
    await im.api('/message/group/publish', {
      fromUserId,
      toGroupId: 'courtyard',
      objectName: 'RC:TxtMsg',
      content: JSON.stringify({ content }),
      isPersisted: 1,
    })
  }
}

/** The app server makes the group in the cloud after it started to listen. */
async function groupIsThere(im: Neighbourhood['im']): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    const { users } = await im.api('/group/user/query', { groupId: 'courtyard' })
    if (Array.isArray(users) && users.length > 0) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('the group never came to the cloud')
}
