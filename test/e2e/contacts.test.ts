import type { Person } from '../integration/app-server/helpers/app-server'
import { chooseHolding, fill, ListScreen, toastsOf } from './helpers/list-screen'
import { startNeighbourhood, type Neighbourhood } from './helpers/neighbourhood'
import { languages, launchPhone, type Element, type Phone } from './helpers/phone'

jest.setTimeout(120_000)

const CHAT = 'pages-chat/chat/chat'

const WORDS = {
  'zh-CN': {
    asks: '赵磊 想加你为联系人: 我是楼下的',
    accepted: '已同意',
    closed: '已处理',
    blocked: '已拉黑',
    isBlocked: '已拉黑',
    inChat: '你已拉黑 苏晴，对方发的消息不会送达',
    unblocked: '已移出',
    nobody: '没有这个 ID。请核对后再试',
    added: '赵磊 邀请你加入了“茶友”',
    removed: '赵磊 将你移出了“茶友”',
    dissolved: '赵磊 解散了“茶友”',
  },
  en: {
    asks: '赵磊 asks to be your contact: 我是楼下的',
    accepted: 'Accepted',
    closed: 'Closed',
    blocked: 'Blocked',
    isBlocked: 'blocked',
    inChat: 'You blocked 苏晴. What they send does not arrive',
    unblocked: 'Unblocked',
    nobody: 'Nobody has this ID. Check it and try again',
    added: '赵磊 added you to “茶友”',
    removed: '赵磊 removed you from “茶友”',
    dissolved: '赵磊 dissolved “茶友”',
  },
}

/** One person asks another to be a contact; the other answers in the notices, or on the page of requests. */
describe('contacts', () => {
  let street: Neighbourhood
  let zhao: Person
  let lin: Phone
  let list: ListScreen

  beforeAll(async () => {
    street = await startNeighbourhood()
    zhao = await street.app.signIn('zhao')
    lin = await launchPhone('contacts')
    list = new ListScreen(lin)
    await list.signIn(street.signInUrl('lin'), 'zh-CN')
  })
  afterAll(async () => {
    await lin?.close()
    await street?.stop()
  })

  describe.each(languages)('in %s', (language) => {
    const words = WORDS[language]

    beforeAll(() => lin.speak(language))

    const zhaoAsks = async (): Promise<void> => {
      await zhao.delete('/contacts/lin')
      const { status } = await zhao.post('/contact-requests', {
        userId: 'lin',
        message: '我是楼下的',
      })
      expect(status).toBe(200)
    }
    const people = async (): Promise<string[]> => {
      const screens = (await (await lin.page()).data('screens')) as {
        title: string
        rows: { name: string }[]
      }[]
      return screens.flatMap(({ title, rows }) => rows.map(({ name }) => `${title} ${name}`))
    }
    const toContacts = async (): Promise<void> => {
      await lin.app.callWxMethod('switchTab', { url: '/pages/contacts/contacts' })
      await lin.until('contacts', async (page) => page.path === 'pages/contacts/contacts')
    }
    const choose = async (userId: string, action: string): Promise<void> => {
      await chooseHolding(lin, await lin.find(`#contact-private-${userId}`), action)
    }
    const newestNotice = (what: string, isAsWanted: (notice: Notice) => boolean): Promise<Notice> =>
      lin.until(what, async (page) => {
        const [notice] = (await page.data('rows')) as Notice[]
        return notice !== undefined && isAsWanted(notice) && notice
      })

    it('stand in the order of how their names sound', async () => {
      await toContacts()
      await lin.until('four people', async () => (await people()).length === 4)
      expect(await people()).toEqual(['C 陈默', 'S 苏晴', 'W 王小雨', 'Z 赵磊'])
    })

    it('are gone to by their letter', async () => {
      await lin.find('#index')
      const letters = (await (await lin.page()).$$('.contacts__letter')) as Element[]
      await letters[2].tap()
      await lin.until('W', async (page) => (await page.data('anchor')) === 'letter-W-0')
    })

    it('are called by a name of one’s own, from the menu of the person held', async () => {
      const rename = async (to: string): Promise<void> => {
        await lin.app.mockWxMethod('showModal', { confirm: true, content: to })
        await choose('su', 'remark')
      }
      await rename('阿晴')
      await lin.until('the new name', async () => (await people())[0] === 'A 阿晴')
      await rename('')
      await lin.until('her own name', async () => (await people()).includes('S 苏晴'))
      await lin.app.restoreWxMethod('showModal')
    })

    const block = (userId: string): Promise<void> =>
      list.answer(true, async () => {
        expect(await toastsOf(lin, () => choose(userId, 'block'))).toEqual([words.blocked])
      })

    it('are blocked after a question, and let in again under Me', async () => {
      await block('su')
      await lin.app.callWxMethod('switchTab', { url: '/pages/me/me' })
      await (await lin.find('#blocked', '.list-cell')).tap()
      const unblock = await lin.find('#blocked-su', '.blocked__unblock')
      expect(await toastsOf(lin, () => unblock.tap())).toEqual([words.unblocked])
      await lin.find('#empty')
      await lin.app.callWxMethod('navigateBack')
    })

    it('who are blocked are marked, and their chat says so and lets them in again', async () => {
      await toContacts()
      await block('su')
      const mark = await lin.find('#contact-private-su', '.contacts__blocked')
      expect(await mark.text()).toBe(words.isBlocked)
      await (await lin.find('#contact-private-su')).tap()
      const strip = await lin.find('#strip', '.status-strip__text')
      expect(await strip.text()).toBe(words.inChat)
      const unblock = await lin.find('#strip', '.status-strip__action')
      expect(await toastsOf(lin, () => unblock.tap())).toEqual([words.unblocked])
      await lin.until('no strip', async (page) => (await page.data('strip')) === null)
      await lin.app.callWxMethod('navigateBack')
      await lin.until('no mark', async (page) => (await page.$('.contacts__blocked')) === null)
    })

    it('are asked for in the notices, and accepted there', async () => {
      await list.show()
      await zhaoAsks()
      await list.rowWhen('system:hutong', 'the request', ({ preview }) => preview === words.asks)
      await list.open('system:hutong')
      const notice = await newestNotice('the request', ({ request }) => request !== null)
      expect(notice.words).toBe(words.asks)
      const accept = ['request-buttons', '.request-buttons__accept', '.button']
      await (await lin.find(...accept)).tap()
      await newestNotice('the answer', ({ outcome }) => outcome === words.accepted)
      const theirs = (await zhao.get<{ items: { id: string }[] }>('/contacts')).body.items
      expect(theirs.map(({ id }) => id)).toContain('lin')
      await list.back()
      await list.rowWhen('system:hutong', 'all read', ({ unreadCount }) => unreadCount === 0)
    })

    it('tell of a group one was added to, which a tap opens, and of its end', async () => {
      const { body } = await zhao.post('/groups', { name: '茶友', memberIds: ['lin'] })
      const group = String(body['id'])
      const key = `group:${group}`
      await list.rowWhen('system:hutong', 'one unread', ({ preview, unreadCount }) => {
        return preview === words.added && unreadCount === 1
      })
      await list.open('system:hutong')
      const told = (what: string, chatKey: string): Promise<Notice> =>
        newestNotice(what, (notice) => notice.words === what && notice.chatKey === chatKey)
      const { id } = await told(words.added, key)
      await (await lin.find(`#notice-${id}`, '.notices__line')).tap()
      await lin.until('the chat of the group', async (page) => {
        const { key: opened = '' } = page.query as { key?: string }
        return page.path === CHAT && decodeURIComponent(opened) === key
      })
      await lin.app.callWxMethod('navigateBack')
      await zhao.delete(`/groups/${group}/members/lin`)
      await told(words.removed, '')
      await zhao.post(`/groups/${group}/members`, { userIds: ['lin'] })
      await told(words.added, key)
      await zhao.delete(`/groups/${group}`)
      await told(words.dissolved, '')
      await list.back()
      await list.rowWhen('system:hutong', 'all read', ({ unreadCount }) => unreadCount === 0)
    })

    it('are declined after a question', async () => {
      await zhaoAsks()
      await toContacts()
      await lin.until('one request', async (page) => (await page.data('requestBadge')) === '1')
      await (await lin.find('#requests', '.list-cell')).tap()
      const decline = await lin.find(
        '#request-zhao',
        'request-buttons',
        '.request-buttons__decline',
        '.button',
      )
      await list.answer(false, () => decline.tap())
      expect(await (await lin.page()).data('received')).toHaveLength(1)
      await list.answer(true, async () => {
        await decline.tap()
        await lin.until('no request', async (page) => {
          return ((await page.data('received')) as object[]).length === 0
        })
      })
      await lin.app.callWxMethod('navigateBack')
      await toContacts()
      await lin.until('zhao is none', async () => !(await people()).includes('Z 赵磊'))
    })

    it('are asked by their id, which is told when it is nobody’s; a request is withdrawn', async () => {
      await (await lin.find('#requests', '.list-cell')).tap()
      await fill(lin, '#user-id', 'nobody')
      const told = await toastsOf(lin, async () => (await lin.find('#ask', '.button')).tap())
      expect(told).toEqual([words.nobody])
      await fill(lin, '#user-id', 'zhao')
      await (await lin.find('#ask', '.button')).tap()
      const withdraw = await lin.find('#asked-zhao', '.requests__withdraw')
      await withdraw.tap()
      await lin.until('nobody is asked', async (page) => {
        return ((await page.data('sent')) as object[]).length === 0
      })
      await lin.app.callWxMethod('navigateBack')
      // For the next language.
      await zhaoAsks()
      const [request] = (await zhao.get<{ items: { id: string }[] }>('/contact-requests')).body
        .items
      const linHere = await street.app.signIn('lin')
      await linHere.post(`/contact-requests/${request.id}/accept`)
    })
  })
})

interface Notice {
  id: string
  words: string
  outcome: string
  chatKey: string
  request: object | null
}
