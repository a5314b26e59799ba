import type { Person } from '../integration/app-server/helpers/app-server'
import { chooseHolding, fill, ListScreen, toastsOf } from './helpers/list-screen'
import { startNeighbourhood, type Neighbourhood } from './helpers/neighbourhood'
import { languages, launchPhone, type Element, type Phone } from './helpers/phone'

jest.setTimeout(120_000)

const WORDS = {
  'zh-CN': {
    asks: '赵磊 想加你为联系人: 我是楼下的',
    accepted: '已同意',
    closed: '已处理',
    blocked: '已拉黑',
    unblocked: '已移出',
    nobody: '没有这个 ID。请核对后再试',
  },
  en: {
    asks: '赵磊 asks to be your contact: 我是楼下的',
    accepted: 'Accepted',
    closed: 'Closed',
    blocked: 'Blocked',
    unblocked: 'Unblocked',
    nobody: 'Nobody has this ID. Check it and try again',
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

    it('are blocked after a question, and let in again under Me', async () => {
      await list.answer(true, async () => {
        const told = await toastsOf(lin, () => choose('su', 'block'))
        expect(told).toEqual([words.blocked])
      })
      await lin.app.callWxMethod('switchTab', { url: '/pages/me/me' })
      await (await lin.find('#blocked', '.list-cell')).tap()
      const unblock = await lin.find('#blocked-su', '.blocked__unblock')
      expect(await toastsOf(lin, () => unblock.tap())).toEqual([words.unblocked])
      await lin.find('#empty')
      await lin.app.callWxMethod('navigateBack')
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
  request: object | null
}
