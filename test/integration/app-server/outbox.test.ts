import { onEachDatabase } from '../helpers/databases'
import { Doorway } from '../helpers/doorway'
import { ImServer } from '../helpers/im-server'
import { AppServer, type Listed, type Person } from './helpers/app-server'

const membersInCloud = async (im: ImServer, groupId: string): Promise<string[]> => {
  const { users } = await im.api('/group/user/query', { groupId })
  return (users as Array<{ id: string }>).map((user) => user.id).sort()
}

onEachDatabase('the outbox without its cloud', 'app', (database) => {
  const running: Array<{ stop(): Promise<unknown> }> = []
  const keep = <Server extends { stop(): Promise<unknown> }>(server: Server): Server => {
    running.push(server)
    return server
  }
  afterAll(async () => {
    for (const server of running.splice(0).reverse()) await server.stop()
  })

  it('brings to the cloud what was changed while the cloud was down, also over a kill -9', async () => {
    const doorway = await Doorway.shut()
    running.push({ stop: () => doorway.remove() })
    const im = { address: `http://${doorway.host}` }
    const databaseUrl = database.keptUrl()
    const first = await AppServer.start({ databaseUrl, im })
    const lin = await first.signIn('lin')
    const made = await lin.post('/groups', { name: '断网时建的', memberIds: ['chen'] })
    expect(made.status).toBe(200)
    const groupId = made.body['id'] as string
    expect((await lin.post(`/groups/${groupId}/members`, { userIds: ['wang'] })).status).toBe(204)
    await first.process.kill()

    const cloud = keep(await ImServer.start())
    doorway.leadTo(cloud.port)
    const second = keep(await AppServer.start({ databaseUrl, im }))
    const again = await second.signIn('lin')
    // A change of the group waits for the calls before it, as long as a client may be kept waiting.
    const waiting = async () => (await again.get<Listed>('/admin/outbox')).body.items
    const hasArrived = async () =>
      (await membersInCloud(cloud, groupId)).length === 3 && (await waiting()).length === 0
    for (let turn = 0; turn < 20; turn++) {
      expect((await again.patch(`/groups/${groupId}`, { name: '又通了' })).status).toBe(200)
      if (await hasArrived()) break
    }
    expect(await membersInCloud(cloud, groupId)).toEqual(['chen', 'lin', 'wang'])
    const { groups } = await cloud.api('/user/group/query', { userId: 'wang' })
    expect(groups).toContainEqual({ id: groupId, name: '又通了' })
    expect(await waiting()).toEqual([])
  })
})

onEachDatabase('the outbox and the reconciler', 'app', (database) => {
  let dead: Doorway
  let im: ImServer
  let server: AppServer
  let lin: Person

  /** All of it by the backup host: the first one does not answer. */
  beforeAll(async () => {
    dead = await Doorway.shut()
    im = await ImServer.start()
    const env = { RONGCLOUD_API_URLS: `http://${dead.host},${im.address}` }
    server = await AppServer.start({ databaseUrl: database.url(), im, env })
    lin = await server.signIn('lin')
  })
  afterAll(async () => {
    await server?.stop()
    await im?.stop()
    await dead?.remove()
  })

  it('goes on with the backup host while the first one does not answer', async () => {
    expect((await lin.post('/im/token')).status).toBe(200)
    await lin.patch('/groups/courtyard', { notice: '到了' })
    expect(await membersInCloud(im, 'courtyard')).toHaveLength(5)
  })

  it('takes what it wants to end and finds over in the cloud as done', async () => {
    const made = await lin.post('/groups', { name: '散了', memberIds: ['chen'] })
    const groupId = made.body['id'] as string
    await im.api('/group/dismiss', { userId: 'lin', groupId })
    expect((await lin.delete(`/groups/${groupId}`)).status).toBe(204)
    const place = { channel: 'PERSON', targetId: 'chen', fromId: 'wang', sentAt: 1 }
    expect((await lin.post('/messages/GONE-GONE-GONE-GONE/recall', place)).status).toBe(204)
    const { items } = (await lin.get<Listed>('/admin/outbox')).body
    expect(items.filter(({ path }) => path !== '/message/group/publish.json')).toEqual([])
  })

  it('puts back what was changed in the cloud behind its back, and then finds nothing more to do', async () => {
    const chen = await server.signIn('chen')
    await lin.put('/groups/courtyard/mutes/chen', { minutes: 60 })
    await lin.put('/rooms/lobby/bans/chen', {})
    await lin.put('/rooms/lobby/mute-all')
    await lin.put('/admin/words', { word: '坏词' })
    await lin.put('/admin/bans/su', { minutes: 60 })
    await chen.put('/me/blocks/zhao')
    expect((await lin.post('/admin/reconcile')).body).toEqual({ repairs: 0 })

    await im.api('/group/quit', { userId: 'wang', groupId: 'courtyard' })
    await im.api('/group/join', { userId: 'stranger', groupId: 'courtyard' })
    await im.api('/group/user/gag/rollback', { userId: 'chen', groupId: 'courtyard' })
    await im.api('/group/ban/add', { groupId: 'courtyard' })
    await im.api('/chatroom/destroy', { chatroomId: 'lobby' })
    await im.api('/sensitiveword/delete', { word: '坏词' })
    await im.api('/user/unblock', { userId: 'su' })
    await im.api('/user/blacklist/remove', { userId: 'chen', blackUserId: 'zhao' })

    const { body } = await lin.post<{ repairs: number }>('/admin/reconcile')
    expect(body.repairs).toBe(11)
    await lin.patch('/groups/courtyard', { notice: '' })
    await lin.patch('/rooms/lobby', { name: '大厅' })
    for (let turn = 0; turn < 50; turn++) {
      const again = await lin.post<{ repairs: number }>('/admin/reconcile')
      if (again.body.repairs === 0) break
    }
    expect(await membersInCloud(im, 'courtyard')).toEqual(['chen', 'lin', 'su', 'wang', 'zhao'])
    expect(await im.api('/group/user/gag/list', { groupId: 'courtyard' })).toMatchObject({
      users: [{ userId: 'chen' }],
    })
    expect(await im.api('/group/ban/query', { groupId: 'courtyard' })).toMatchObject({
      groupinfo: [{ groupId: 'courtyard', stat: 0 }],
    })
    expect(await im.api('/chatroom/get', { chatroomId: 'lobby' })).toMatchObject({ ban: true })
    expect(await im.api('/chatroom/user/block/list', { chatroomId: 'lobby' })).toMatchObject({
      users: [{ userId: 'chen' }],
    })
    expect(await im.api('/sensitiveword/list', { type: 2 })).toMatchObject({
      words: [{ word: '坏词' }],
    })
    expect(await im.api('/user/block/query', {})).toMatchObject({ users: [{ userId: 'su' }] })
    expect(await im.api('/user/blacklist/query', { userId: 'chen' })).toMatchObject({
      users: ['zhao'],
    })
  })
})
