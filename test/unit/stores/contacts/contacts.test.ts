import { setLanguage } from '../../../../miniprogram/i18n/t'
import type { ContactRequest } from '../../../../miniprogram/models/profile'
import type {
  ContactChange,
  MembershipChange,
  NoticeContent,
} from '../../../../miniprogram/models/message-content'
import { ApiError } from '../../../../miniprogram/services/api/api-error'
import { AppOnFakes } from '../../../fakes/app-on-fakes'
import { settled } from '../../../fakes/fake-clock'

const SYSTEM = { kind: 'system', targetId: 'hutong' } as const

function aRequest(fromId: string, change: Partial<ContactRequest> = {}): ContactRequest {
  return { requestId: `by ${fromId}`, fromId, toId: 'lin', message: 'hi', createdAt: 1, ...change }
}

function aNotice(sourceUserId: string, operation: ContactChange['operation'] = 'Request') {
  const contact = { operation, sourceUserId, targetUserId: 'lin', message: '' }
  const content: NoticeContent = { type: 'notice', text: '', contact }
  return { content, isOwn: false, senderId: 'hutong' }
}

async function askedBy(...fromIds: string[]) {
  const app = await AppOnFakes.signedIn()
  setLanguage('en')
  app.api.requests = fromIds.map((id) => aRequest(id))
  await app.stores.requests.load()
  // Names come in a batch.
  void app.stores.requests.received
  await app.clock.pass(100)
  return { app, requests: app.stores.requests }
}

describe('contact requests', () => {
  it('say who asks, and how many wait', async () => {
    const { requests } = await askedBy('su', 'wang')
    expect(requests.badge).toBe('2')
    expect(requests.received[0]).toMatchObject({
      requestId: 'by su',
      person: { userId: 'su', name: 'Name of su' },
      message: 'hi',
    })
  })

  it('go when they are answered, and the new contact is in the book', async () => {
    const { app, requests } = await askedBy('su', 'wang')
    const loads = () => app.api.calls.filter((call) => call === 'contacts').length
    const before = loads()
    await requests.accept('by su')
    expect(loads()).toBe(before + 1)
    await requests.decline('by wang')
    expect(app.api.calls).toEqual(expect.arrayContaining(['accept by su', 'refuse by wang']))
    expect(requests.received).toEqual([])
    expect(requests.badge).toBe('')
  })

  it('take one answer while it is on its way', async () => {
    const { app, requests } = await askedBy('su')
    const [first, second] = [requests.accept('by su'), requests.accept('by su')]
    expect(requests.received[0].isBusy).toBe(true)
    await Promise.all([first, second])
    expect(app.api.calls.filter((call) => call === 'accept by su')).toHaveLength(1)
  })

  it('stay when the server does not answer, and go when they are over', async () => {
    const { app, requests } = await askedBy('su')
    app.api.contactFailure = new ApiError('SERVER_UNREACHABLE', 0, '')
    await expect(requests.accept('by su')).rejects.toThrow('The server cannot be reached')
    expect(requests.received).toMatchObject([{ isBusy: false }])
    app.api.contactFailure = new ApiError('conflict', 409, '')
    await expect(requests.accept('by su')).rejects.toThrow('not waiting any more')
    expect(requests.received).toEqual([])
  })

  it('are asked for again when the cloud tells of one', async () => {
    const { app, requests } = await askedBy()
    app.api.requests = [aRequest('zhao')]
    app.im.emit('messages', [app.im.message(SYSTEM, aNotice('zhao'))])
    await settled()
    expect(requests.badge).toBe('1')
  })

  it('go to others by id; to oneself, a contact and nobody they are refused in words', async () => {
    const { app, requests } = await askedBy()
    await app.stores.contacts.load()
    await expect(requests.ask('lin', '')).rejects.toThrow('your own ID')
    await expect(requests.ask('chen', '')).rejects.toThrow('contacts already')
    app.api.contactFailure = new ApiError('not_found', 404, '')
    await expect(requests.ask('nobody', '')).rejects.toThrow('Nobody has this ID')
    expect(await requests.ask('su', 'it is me')).toBe(false)
    expect(requests.sent).toMatchObject([{ person: { userId: 'su' }, message: 'it is me' }])
    await requests.withdraw('to su')
    expect(requests.sent).toEqual([])
  })
})

describe('the notices of the app', () => {
  async function openWith(...sources: string[]) {
    const { app } = await askedBy(...new Set(sources))
    for (const id of sources) app.im.stored.push(app.im.message(SYSTEM, aNotice(id)))
    const notices = app.stores.openNotices('system:hutong')
    await notices.open()
    await app.clock.pass(100)
    return { app, notices }
  }

  it('carry the buttons of a request on its newest notice only', async () => {
    const { app, notices } = await openWith('su', 'su')
    expect(notices.rows.map(({ request }) => request?.requestId)).toEqual(['by su', undefined])
    await app.stores.requests.decline('by su')
    expect(notices.rows.map(({ outcome }) => outcome)).toEqual(['Closed', 'Closed'])
    const su = { userId: 'su', name: 'Su', avatarUrl: '' }
    app.api.people = [{ ...su, remark: '', initial: 'S', latinName: 'su' }]
    await app.stores.contacts.load()
    expect(notices.rows[0]).toMatchObject({ outcome: 'Accepted', chatKey: 'private:su' })
  })

  it('come newest first, older ones page by page', async () => {
    const { app, notices } = await openWith(...Array.from({ length: 30 }, (_, n) => `p${n}`))
    expect(notices.rows).toHaveLength(20)
    expect(notices.rows[0].words).toContain('Name of p29')
    await notices.loadMore()
    expect(notices.rows).toHaveLength(30)
    expect(notices.hasMore).toBe(false)
    app.im.emit('messages', [app.im.message(SYSTEM, aNotice('p30', 'AcceptResponse'))])
    expect(notices.rows[0].words).toContain('accepted your request')
    notices.close()
  })

  it('tell of groups one was added to or is out of, and lead to those one is in', async () => {
    const { app, notices } = await openWith()
    const about = (operation: MembershipChange['operation'], groupId: string) => {
      const group = { groupId, groupName: `House of ${groupId}` }
      const membership = { operation, operatorId: 'chen', ...group }
      const content: NoticeContent = { type: 'notice', text: '', membership }
      app.im.emit('messages', [app.im.message(SYSTEM, { content, isOwn: false, senderId: 'app' })])
    }
    app.api.groups = [{ groupId: 'tea', name: 'House of tea', avatarUrl: '', memberCount: 2 }]
    about('removed', 'wine')
    about('dissolved', 'beer')
    about('added', 'tea')
    await settled()
    await app.clock.pass(100)
    expect(notices.rows.map(({ words, chatKey }) => [words, chatKey])).toEqual([
      ['Name of chen added you to “House of tea”', 'group:tea'],
      ['Name of chen dissolved “House of beer”', ''],
      ['Name of chen removed you from “House of wine”', ''],
    ])
    expect(notices.rows[0].subject).toMatchObject({ shape: 'group', avatar: { initial: 'H' } })
  })

  it('are read while the page is seen, and not while another is over it', async () => {
    const { app, notices } = await openWith('su')
    const conversation = (unreadCount: number) => ({
      ...SYSTEM,
      key: 'system:hutong' as const,
      latestMessage: null,
      unreadCount,
      mentionCount: 0,
      isPinned: false,
      isMuted: false,
      updatedAt: app.im.time,
    })
    notices.setVisible(false)
    app.im.emit('conversations', [conversation(1)])
    expect(app.stores.conversations.totalUnread).toBe(1)
    notices.setVisible(true)
    expect(app.stores.conversations.totalUnread).toBe(0)
  })
})

describe('the address book', () => {
  it('is in the server’s order, with those of no letter last, and found by sound', async () => {
    const app = await AppOnFakes.signedIn()
    const one = (userId: string, name: string, initial: string, latinName: string) => ({
      ...{ userId, name, initial, latinName },
      ...{ avatarUrl: '', remark: '' },
    })
    app.api.people = [
      one('chen', '陈默', 'C', 'chen mo'),
      one('7', '7 号', '#', '7 hao'),
      one('lin2', '林晓', 'L', 'lin xiao'),
    ]
    const { contacts } = app.stores
    await contacts.load()
    expect(contacts.sections.map(({ key }) => key)).toEqual(['C', 'L', '#'])
    const found = (wanted: string) => contacts.find(wanted).map(({ userId }) => userId)
    expect(found('林')).toEqual(['lin2'])
    expect(found('linxiao')).toEqual(['lin2'])
    expect(found('lx')).toEqual(['lin2'])
    expect(found('mo')).toEqual(['chen'])
    expect(found('xl')).toEqual([])
  })

  it('calls a contact what this person calls them, wherever their name stands', async () => {
    const app = await AppOnFakes.signedIn()
    const { contacts, profiles } = app.stores
    await contacts.setRemark('chen', 'Old Chen')
    expect(contacts.remarkOf('chen')).toBe('Old Chen')
    // The server's profile says otherwise and does not matter.
    profiles.put([{ userId: 'chen', name: 'Chen Mo', avatarUrl: '' }])
    expect(profiles.nameOf('chen')).toBe('Old Chen')
    await contacts.setRemark('chen', '')
    expect(profiles.nameOf('chen')).toBe('Name of chen')
  })

  it('keeps a contact that the server does not let go', async () => {
    const app = await AppOnFakes.signedIn()
    const { contacts } = app.stores
    app.api.contactFailure = new ApiError('SERVER_UNREACHABLE', 0, '')
    await expect(contacts.remove('chen')).rejects.toThrow('The server cannot be reached')
    expect(contacts.has('chen')).toBe(true)
    await contacts.remove('chen')
    expect(contacts.sections).toEqual([])
  })
})

describe('blocked people', () => {
  it('are known once the app is online, and the chat with one says so', async () => {
    const app = await AppOnFakes.signedIn()
    setLanguage('en')
    const { blocked } = app.stores
    app.api.blockedIds = ['su']
    app.session.events.emit('online', undefined)
    await settled()
    expect(blocked.has('su')).toBe(true)
    expect(blocked.stripOf('private:su')).toMatchObject({
      text: 'You blocked Name of su. What they send does not arrive',
      action: 'unblock',
      actionText: 'Unblock',
    })
    for (const key of ['private:chen', 'group:su'] as const) expect(blocked.stripOf(key)).toBeNull()
    await blocked.unblock('su')
    expect(blocked.stripOf('private:su')).toBeNull()
  })

  it('are listed by name, and let in again', async () => {
    const app = await AppOnFakes.signedIn()
    const { blocked } = app.stores
    await blocked.block('su')
    expect(blocked.rows).toMatchObject([{ userId: 'su', name: 'Name of su' }])
    app.api.contactFailure = new ApiError('SERVER_UNREACHABLE', 0, '')
    await expect(blocked.unblock('su')).rejects.toThrow('The server cannot be reached')
    expect(blocked.rows).toHaveLength(1)
    await blocked.unblock('su')
    expect(blocked.rows).toEqual([])
  })
})
