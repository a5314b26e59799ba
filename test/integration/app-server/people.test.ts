import { onEachDatabase } from '../helpers/databases'
import { ImServer } from '../helpers/im-server'
import { SdkPerson, type SdkMessage } from '../helpers/sdk-person'
import { AppServer, type Listed, type Person } from './helpers/app-server'

const REJECTED_BY_BLACKLIST = 405
const ACCOUNT_CANCELLED = 31029

onEachDatabase('people', 'app', (database) => {
  let im: ImServer
  let server: AppServer
  let lin: Person
  let chen: Person
  let wang: Person

  beforeAll(async () => {
    im = await ImServer.start()
    server = await AppServer.start({ databaseUrl: database.url(), im })
    ;[lin, chen, wang] = await Promise.all(['lin', 'chen', 'wang'].map((id) => server.signIn(id)))
  })
  afterAll(async () => {
    await server?.stop()
    await im?.stop()
  })

  it('changes one’s own name, which everybody then sees, and the cloud knows', async () => {
    const changed = await wang.patch('/me', {
      nickname: ' 小雨 ',
      avatar: 'https://example.com/a.png',
    })
    expect(changed.body).toMatchObject({ nickname: '小雨', avatar: 'https://example.com/a.png' })
    expect((await chen.get<Listed>('/users?ids=wang')).body.items).toEqual([
      { id: 'wang', nickname: '小雨', avatar: 'https://example.com/a.png' },
    ])
    expect(await im.api('/user/info', { userId: 'wang' })).toMatchObject({ userName: '小雨' })
  })

  it('refuses an empty change, a blank name, a foreign address and an unknown field', async () => {
    for (const body of [
      {},
      { nickname: '  ' },
      { nickname: 'x'.repeat(33) },
      { avatar: 'javascript:alert(1)' },
      { role: 'admin' },
    ]) {
      expect(await wang.patch('/me', body)).toMatchObject({
        status: 400,
        body: { code: 'validation' },
      })
    }
  })

  it('finds profiles by ids in the order asked, 100 at most', async () => {
    const { body } = await lin.get<Listed>('/users?ids=chen,nobody,lin,chen')
    expect(body.items.map((profile) => profile['id'])).toEqual(['chen', 'lin'])
    const ids = Array.from({ length: 101 }, (_, index) => `u${index}`).join(',')
    expect((await lin.get(`/users?ids=${ids}`)).status).toBe(400)
  })

  it('ends a contact for both, and starts it again by asking', async () => {
    expect((await lin.delete('/contacts/chen')).status).toBe(204)
    const contacts = async (person: Person) =>
      (await person.get<Listed>('/contacts')).body.items.map((contact) => contact['id'])
    expect(await contacts(lin)).not.toContain('chen')
    expect(await contacts(chen)).not.toContain('lin')

    const asked = await lin.post('/contact-requests', { userId: 'chen', message: '我是林晓' })
    expect((await chen.get<Listed>('/contact-requests')).body.items).toEqual([asked.body])
    const path = `/contact-requests/${asked.body['id'] as string}`
    expect((await lin.post(`${path}/accept`)).status).toBe(404)
    expect((await wang.post(`${path}/accept`)).status).toBe(404)
    expect((await chen.post(`${path}/accept`)).body).toMatchObject({ status: 'accepted' })
    expect((await chen.post(`${path}/accept`)).status).toBe(200)
    expect((await chen.post(`${path}/refuse`)).status).toBe(409)
    expect(await contacts(lin)).toContain('chen')
    expect(await contacts(chen)).toContain('lin')
  })

  it('keeps one request while it waits, and makes contacts of two who ask each other', async () => {
    await lin.delete('/contacts/wang')
    const first = await lin.post('/contact-requests', { userId: 'wang' })
    const second = await lin.post('/contact-requests', { userId: 'wang' })
    expect(second.body['id']).toBe(first.body['id'])
    const crossed = await wang.post('/contact-requests', { userId: 'lin' })
    expect(crossed.body).toMatchObject({ id: first.body['id'], status: 'accepted' })
    expect((await lin.post('/contact-requests', { userId: 'wang' })).status).toBe(409)
  })

  it('tells of a request and of a yes in the app’s notices, and keeps a no to itself', async () => {
    await lin.delete('/contacts/chen')
    const [linPhone, chenPhone] = await Promise.all([
      SdkPerson.connected(im, 'lin'),
      SdkPerson.connected(im, 'chen'),
    ])
    const refused = await lin.post('/contact-requests', { userId: 'chen', message: '旧邻居' })
    await chen.post(`/contact-requests/${refused.body['id'] as string}/refuse`)
    const asked = await lin.post('/contact-requests', { userId: 'chen', message: '我是林晓' })
    const isFresh = ({ content, isOffLineMessage }: SdkMessage): boolean =>
      !isOffLineMessage && (content as { message: string }).message === '我是林晓'
    const [request] = await chenPhone.messages(1, isFresh)
    expect(request).toMatchObject({
      messageType: 'RC:ContactNtf',
      conversationType: 6,
      senderUserId: 'hutong',
      content: { operation: 'Request', sourceUserId: 'lin', targetUserId: 'chen' },
    })
    await chen.post(`/contact-requests/${asked.body['id'] as string}/accept`)
    const isOfChen = ({ content, isOffLineMessage }: SdkMessage): boolean =>
      !isOffLineMessage && (content as { sourceUserId: string }).sourceUserId === 'chen'
    const [first] = await linPhone.messages(1, isOfChen)
    expect(first).toMatchObject({
      content: { operation: 'AcceptResponse', sourceUserId: 'chen', targetUserId: 'lin' },
    })
    await Promise.all([linPhone.leave(), chenPhone.leave()])
  })

  it('lists contacts as an address book does, Chinese names by their sound', async () => {
    const listed = async (): Promise<unknown[]> =>
      (await su.get<Listed>('/contacts')).body.items.map((one) => [one['initial'], one['id']])
    const su = await server.signIn('su')
    await su.patch('/contacts/wang', { remark: 'Wendy' })
    await su.patch('/contacts/lin', { remark: '曾阿姨' })
    await su.patch('/contacts/zhao', { remark: '42 号' })
    expect(await listed()).toEqual([
      ['C', 'chen'],
      ['W', 'wang'],
      ['Z', 'lin'],
      ['#', 'zhao'],
    ])
    for (const id of ['lin', 'wang', 'zhao']) await su.patch(`/contacts/${id}`, { remark: '' })
  })

  it('refuses and withdraws requests', async () => {
    await lin.delete('/contacts/wang')
    const refused = await lin.post('/contact-requests', { userId: 'wang' })
    const path = `/contact-requests/${refused.body['id'] as string}`
    expect((await wang.post(`${path}/refuse`)).body).toMatchObject({ status: 'refused' })
    const again = await lin.post('/contact-requests', { userId: 'wang' })
    const againPath = `/contact-requests/${again.body['id'] as string}`
    expect((await wang.post(`${againPath}/withdraw`)).status).toBe(404)
    expect((await lin.post(`${againPath}/withdraw`)).body).toMatchObject({ status: 'withdrawn' })
    expect((await wang.get<Listed>('/contact-requests')).body.items).toEqual([])
  })

  it('gives a contact a name only oneself sees', async () => {
    expect((await chen.patch('/contacts/su', { remark: '苏老师' })).status).toBe(204)
    const remark = async (person: Person, id: string) =>
      (await person.get<Listed>('/contacts')).body.items.find((contact) => contact['id'] === id)
    expect(await remark(chen, 'su')).toMatchObject({ remark: '苏老师' })
    const su = await server.signIn('su')
    expect(await remark(su, 'chen')).toMatchObject({ remark: '' })
    expect((await chen.patch('/contacts/nobody', { remark: 'x' })).status).toBe(404)
  })

  it('blocks a person, whose messages then do not arrive', async () => {
    const chenPhone = await SdkPerson.connected(im, 'chen')
    const say = async () =>
      (await chenPhone.say(chenPhone.conversation('private', 'zhao'), '在吗')).code
    const zhao = await server.signIn('zhao')
    expect((await zhao.put('/me/blocks/chen')).status).toBe(204)
    expect(await say()).toBe(REJECTED_BY_BLACKLIST)
    expect((await zhao.get<Listed>('/me/blocks')).body.items).toMatchObject([{ id: 'chen' }])
    expect((await zhao.delete('/me/blocks/chen')).status).toBe(204)
    expect(await say()).toBe(0)
    expect((await zhao.put('/me/blocks/zhao')).status).toBe(409)
    await chenPhone.leave()
  })

  it('shows whether a contact is online, and nobody else', async () => {
    const phone = await SdkPerson.connected(im, 'su')
    expect((await chen.get('/users/su/presence')).body).toEqual({ userId: 'su', isOnline: true })
    await chen.delete('/contacts/su')
    expect((await chen.get('/users/su/presence')).status).toBe(404)
    await phone.leave()
  })

  it('ends an account: gone from groups and contacts, signed out, and refused by the cloud', async () => {
    const zhao = await server.signIn('zhao')
    const owned = await zhao.post('/groups', { name: '我的', memberIds: ['chen'] })
    expect((await zhao.delete('/me')).status).toBe(409)
    await zhao.delete(`/groups/${owned.body['id'] as string}`)
    const token = (await zhao.post('/im/token')).body['token'] as string
    expect((await zhao.delete('/me')).status).toBe(204)
    expect((await zhao.get('/me')).status).toBe(401)
    await expect(server.signIn('zhao')).rejects.toThrow('not_found')
    expect((await chen.get<Listed>('/users?ids=zhao')).body.items).toMatchObject([
      { nickname: '已注销' },
    ])
    const members = (await chen.get<Listed>('/groups/courtyard/members')).body.items
    expect(members.map((member) => member['id'])).not.toContain('zhao')
    const contacts = (await chen.get<Listed>('/contacts')).body.items
    expect(contacts.map((contact) => contact['id'])).not.toContain('zhao')
    expect((await chen.post('/contact-requests', { userId: 'zhao' })).status).toBe(404)
    const phone = new SdkPerson(im, 'zhao', { token })
    expect((await phone.connect()).code).toBe(ACCOUNT_CANCELLED)
    await phone.leave()
  })
})
