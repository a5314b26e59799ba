import { onEachDatabase } from '../helpers/databases'
import { ImServer } from '../helpers/im-server'
import { SdkPerson, type SdkMessage } from '../helpers/sdk-person'
import { AppServer, type Listed, type Person } from './helpers/app-server'

const MUTED_IN_GROUP = 22408
const NOT_IN_GROUP = 22406

onEachDatabase('groups', 'app', (database) => {
  let im: ImServer
  let server: AppServer
  let lin: Person
  let chen: Person
  let wang: Person
  let zhao: Person

  beforeAll(async () => {
    im = await ImServer.start()
    server = await AppServer.start({ databaseUrl: database.url(), im })
    ;[lin, chen, wang, zhao] = await Promise.all(
      ['lin', 'chen', 'wang', 'zhao'].map((id) => server.signIn(id)),
    )
  })
  afterAll(async () => {
    await server?.stop()
    await im?.stop()
  })

  const membersInCloud = async (groupId: unknown): Promise<string[]> => {
    const { users } = await im.api('/group/user/query', { groupId: String(groupId) })
    return (users as Array<{ id: string }>).map((user) => user.id).sort()
  }
  const memberIds = async (person: Person, groupId: unknown): Promise<unknown[]> => {
    const { body } = await person.get<Listed>(`/groups/${String(groupId)}/members`)
    return body.items.map((member) => member['id'])
  }
  /** A group of lin with these people, new for each test. */
  const newGroup = async (memberIds: string[], joinPolicy = 'open'): Promise<string> => {
    const { status, body } = await lin.post('/groups', { name: '读书会', memberIds, joinPolicy })
    if (status !== 200) throw new Error(JSON.stringify(body))
    return body['id'] as string
  }

  it('has the courtyard with everybody in it, here and in the cloud', async () => {
    const everybody = ['chen', 'lin', 'su', 'wang', 'zhao']
    expect((await memberIds(chen, 'courtyard')).sort()).toEqual(everybody)
    expect(await membersInCloud('courtyard')).toEqual(everybody)
  })

  it('makes a group whose members can talk at once, and tells them who made it', async () => {
    const chenPhone = await SdkPerson.connected(im, 'chen')
    const groupId = await newGroup(['chen', 'wang'])
    const [notice] = await chenPhone.messages(1, (message) => message.targetId === groupId)
    expect(notice).toMatchObject({ messageType: 'RC:GrpNtf', senderUserId: 'lin' })
    expect(notice.content).toMatchObject({ operation: 'Create', operatorUserId: 'lin' })
    const sent = await chenPhone.say(chenPhone.conversation('group', groupId), '大家好')
    expect(sent.code).toBe(0)
    expect((await wang.get<Listed>('/me/groups')).body.items).toContainEqual(
      expect.objectContaining({ id: groupId, name: '读书会', ownerId: 'lin', memberCount: 3 }),
    )
    await chenPhone.leave()
  })

  it('refuses strangers as members, and a name of only spaces', async () => {
    expect(await lin.post('/groups', { name: '读书会', memberIds: ['nobody'] })).toMatchObject({
      status: 403,
      body: { code: 'forbidden' },
    })
    expect(await lin.post('/groups', { name: '   ', memberIds: ['chen'] })).toMatchObject({
      status: 400,
      body: { code: 'validation' },
    })
  })

  it('hides a group from who is not in it, but for its card', async () => {
    const groupId = await newGroup(['chen'])
    for (const path of [`/groups/${groupId}`, `/groups/${groupId}/members`]) {
      expect(await zhao.get(path)).toMatchObject({ status: 404, body: { code: 'not_found' } })
    }
    expect((await zhao.get(`/groups/${groupId}/card`)).body).toEqual({
      id: groupId,
      name: '读书会',
      memberCount: 2,
      joinPolicy: 'open',
    })
  })

  it('lets a person join an open group and leave it again', async () => {
    const groupId = await newGroup(['chen'])
    expect((await zhao.put(`/groups/${groupId}/members/me`)).status).toBe(204)
    expect((await zhao.put(`/groups/${groupId}/members/me`)).status).toBe(204)
    expect(await membersInCloud(groupId)).toEqual(['chen', 'lin', 'zhao'])
    expect((await zhao.delete(`/groups/${groupId}/members/me`)).status).toBe(204)
    expect(await membersInCloud(groupId)).toEqual(['chen', 'lin'])
    expect(await memberIds(lin, groupId)).toEqual(['lin', 'chen'])
  })

  it('keeps a group joined by invitation to its admins', async () => {
    const groupId = await newGroup(['chen'], 'invitation')
    expect((await zhao.put(`/groups/${groupId}/members/me`)).status).toBe(403)
    const invite = { userIds: ['zhao'] }
    expect((await chen.post(`/groups/${groupId}/members`, invite)).status).toBe(403)
    expect((await lin.post(`/groups/${groupId}/members`, invite)).status).toBe(204)
    expect(await membersInCloud(groupId)).toEqual(['chen', 'lin', 'zhao'])
  })

  it('removes a member, who then cannot send there', async () => {
    const groupId = await newGroup(['chen', 'wang'])
    const wangPhone = await SdkPerson.connected(im, 'wang')
    expect((await chen.delete(`/groups/${groupId}/members/wang`)).status).toBe(403)
    expect((await lin.delete(`/groups/${groupId}/members/wang`)).status).toBe(204)
    const refused = await wangPhone.say(wangPhone.conversation('group', groupId), '还在吗')
    expect(refused.code).toBe(NOT_IN_GROUP)
    expect((await wang.get(`/groups/${groupId}`)).status).toBe(404)
    await wangPhone.leave()
  })

  it('gives roles: owner over admin over member, and nobody against their like', async () => {
    const groupId = await newGroup(['chen', 'wang', 'zhao'])
    expect((await chen.put(`/groups/${groupId}/admins/wang`)).status).toBe(403)
    expect((await lin.put(`/groups/${groupId}/admins/chen`)).status).toBe(204)
    expect((await lin.put(`/groups/${groupId}/admins/wang`)).status).toBe(204)
    expect((await chen.delete(`/groups/${groupId}/members/wang`)).status).toBe(403)
    expect((await chen.delete(`/groups/${groupId}/members/lin`)).status).toBe(403)
    expect((await lin.delete(`/groups/${groupId}/admins/wang`)).status).toBe(204)
    expect((await chen.delete(`/groups/${groupId}/members/wang`)).status).toBe(204)
    expect(await memberIds(lin, groupId)).toEqual(['lin', 'chen', 'zhao'])
  })

  it('hands the group over before its owner may leave', async () => {
    const groupId = await newGroup(['chen'])
    expect(await lin.delete(`/groups/${groupId}/members/me`)).toMatchObject({
      status: 409,
      body: { code: 'conflict' },
    })
    expect((await lin.put(`/groups/${groupId}/owner`, { userId: 'zhao' })).status).toBe(404)
    expect((await lin.put(`/groups/${groupId}/owner`, { userId: 'chen' })).status).toBe(204)
    expect((await lin.delete(`/groups/${groupId}/members/me`)).status).toBe(204)
    expect((await chen.get(`/groups/${groupId}`)).body).toMatchObject({ ownerId: 'chen' })
  })

  it('renames a group and sets its notice, and members are told', async () => {
    const groupId = await newGroup(['chen'])
    const chenPhone = await SdkPerson.connected(im, 'chen')
    expect((await chen.patch(`/groups/${groupId}`, { name: '棋社' })).status).toBe(403)
    const changed = await lin.patch(`/groups/${groupId}`, { name: '棋社', notice: '周六下棋' })
    expect(changed.body).toMatchObject({ name: '棋社', notice: '周六下棋' })
    const operations = (await chenPhone.messages(3, (message) => message.targetId === groupId)).map(
      (message) => (message.content as { operation: string }).operation,
    )
    expect(operations).toEqual(['Create', 'Rename', 'Bulletin'])
    const { groups } = await im.api('/user/group/query', { userId: 'chen' })
    expect(groups).toContainEqual({ id: groupId, name: '棋社' })
    await chenPhone.leave()
  })

  it('mutes a member until lifted', async () => {
    const groupId = await newGroup(['chen', 'wang'])
    const phone = await SdkPerson.connected(im, 'chen')
    const say = async () => (await phone.say(phone.conversation('group', groupId), '我说')).code
    expect((await wang.put(`/groups/${groupId}/mutes/chen`, {})).status).toBe(403)
    const mute = await lin.put(`/groups/${groupId}/mutes/chen`, { minutes: 10, reason: '刷屏' })
    expect(mute.body).toMatchObject({ kind: 'group.mute', userId: 'chen', reason: '刷屏' })
    expect(await say()).toBe(MUTED_IN_GROUP)
    expect((await lin.get<Listed>(`/groups/${groupId}/mutes`)).body.items).toHaveLength(1)
    expect((await lin.delete(`/groups/${groupId}/mutes/chen`)).status).toBe(204)
    expect(await say()).toBe(0)
    await phone.leave()
  })

  it('mutes the whole group but for its admins and who is exempt', async () => {
    const groupId = await newGroup(['chen', 'wang'])
    const [chenPhone, wangPhone, linPhone] = await Promise.all(
      ['chen', 'wang', 'lin'].map((id) => SdkPerson.connected(im, id)),
    )
    const say = async (phone: SdkPerson) =>
      (await phone.say(phone.conversation('group', groupId), '我说')).code
    expect((await lin.put(`/groups/${groupId}/mute-all`)).status).toBe(204)
    expect((await lin.put(`/groups/${groupId}/mute-all/exempt/wang`)).status).toBe(204)
    expect(await say(chenPhone)).toBe(MUTED_IN_GROUP)
    expect(await say(wangPhone)).toBe(0)
    expect(await say(linPhone)).toBe(0)
    expect((await lin.put(`/groups/${groupId}/admins/chen`)).status).toBe(204)
    expect(await say(chenPhone)).toBe(0)
    expect((await lin.delete(`/groups/${groupId}/mute-all/exempt/wang`)).status).toBe(204)
    expect(await say(wangPhone)).toBe(MUTED_IN_GROUP)
    expect((await lin.delete(`/groups/${groupId}/mute-all`)).status).toBe(204)
    expect(await say(wangPhone)).toBe(0)
    await Promise.all([chenPhone, wangPhone, linPhone].map((phone) => phone.leave()))
  })

  it('tells people by themselves that they are in a group, out of it, or that it is no more', async () => {
    const phones = await Promise.all(
      ['lin', 'chen', 'wang'].map((id) => SdkPerson.connected(im, id)),
    )
    const [linPhone, chenPhone, wangPhone] = phones
    const groupId = await newGroup(['chen'])
    await lin.post(`/groups/${groupId}/members`, { userIds: ['wang'] })
    await lin.delete(`/groups/${groupId}/members/wang`)
    await lin.delete(`/groups/${groupId}`)
    const isNotice = ({ messageType, content }: SdkMessage): boolean =>
      messageType === 'app:GroupNotice' && (content as { groupId: string }).groupId === groupId
    const told = async (phone: SdkPerson, count: number): Promise<unknown[]> => {
      const notices = await phone.messages(count, isNotice)
      expect(notices.map(({ targetId }) => targetId)).toEqual(Array(count).fill('hutong'))
      return notices.map(({ content }) => content as unknown)
    }
    const group = { operatorId: 'lin', groupId, groupName: '读书会' }
    expect(await told(chenPhone, 2)).toEqual([
      { ...group, operation: 'added' },
      { ...group, operation: 'dissolved' },
    ])
    expect(await told(wangPhone, 2)).toEqual([
      { ...group, operation: 'added' },
      { ...group, operation: 'removed' },
    ])
    expect(linPhone.received().filter(isNotice)).toEqual([])
    await Promise.all(phones.map((phone) => phone.leave()))
  })

  it('dismisses a group for everybody', async () => {
    const groupId = await newGroup(['chen'])
    expect((await chen.delete(`/groups/${groupId}`)).status).toBe(403)
    expect((await lin.delete(`/groups/${groupId}`)).status).toBe(204)
    expect((await chen.get(`/groups/${groupId}`)).status).toBe(404)
    expect(await membersInCloud(groupId)).toEqual([])
  })
})
