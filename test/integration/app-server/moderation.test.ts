import { onEachDatabase } from '../helpers/databases'
import { ImServer } from '../helpers/im-server'
import { SdkPerson } from '../helpers/sdk-person'
import { AppServer, type Listed, type Person } from './helpers/app-server'

onEachDatabase('moderation', 'app', (database) => {
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

  it('takes back what somebody said in a group, as its owner, and not as a member', async () => {
    const chenPhone = await SdkPerson.connected(im, 'chen')
    const wangPhone = await SdkPerson.connected(im, 'wang')
    const sent = await chenPhone.say(chenPhone.conversation('group', 'courtyard'), '不该说的')
    const { messageUId, sentTime } = sent.data!
    const place = { channel: 'GROUP', targetId: 'courtyard', fromId: 'chen', sentAt: sentTime }
    const path = `/messages/${messageUId}/recall`
    expect((await wang.post(path, place)).status).toBe(403)
    expect((await lin.post(path, place)).status).toBe(204)
    const [recall] = await wangPhone.messages(1, (message) => message.messageType === 'RC:RcCmd')
    expect(recall.content).toMatchObject({ messageUId })
    const audit = await lin.get<Listed>('/admin/audit?limit=1')
    expect(audit.body.items[0]).toMatchObject({ actorId: 'lin', action: 'message.recall' })
    await Promise.all([chenPhone.leave(), wangPhone.leave()])
  })

  it('takes reports, and tells who reported how it was decided', async () => {
    const wangPhone = await SdkPerson.connected(im, 'wang')
    const report = { subjectType: 'user', subjectId: 'chen', reason: '骚扰', detail: '一直发' }
    const filed = await wang.post('/reports', report)
    expect(filed.status).toBe(200)
    expect((await wang.post('/reports', { ...report, subjectId: 'nobody' })).status).toBe(404)
    const id = filed.body['id'] as string
    expect((await lin.get<Listed>('/admin/reports')).body.items).toMatchObject([
      { id, reporterId: 'wang', status: 'open', reason: '骚扰' },
    ])
    const decided = await lin.patch(`/admin/reports/${id}`, { status: 'upheld', note: '警告' })
    expect(decided.body).toMatchObject({ status: 'upheld', handledBy: 'lin', note: '警告' })
    expect((await lin.patch(`/admin/reports/${id}`, { status: 'rejected' })).status).toBe(409)
    const [told] = await wangPhone.messages(1, (message) => message.senderUserId === 'hutong')
    expect(told).toMatchObject({ messageType: 'RC:TxtMsg', conversationType: 6 })
    expect((await lin.get<Listed>('/admin/reports')).body.items).toEqual([])
    await wangPhone.leave()
  })

  it('pages through reports without losing or doubling one', async () => {
    const filed: unknown[] = []
    for (const subjectId of ['lin', 'chen', 'wang', 'zhao', 'su']) {
      const { body } = await chen.post('/reports', { subjectType: 'user', subjectId, reason: '试' })
      filed.push(body['id'])
    }
    const seen: unknown[] = []
    let cursor = ''
    do {
      const { body } = await lin.get<Listed>(`/admin/reports?limit=2${cursor}`)
      seen.push(...body.items.map((report) => report['id']))
      cursor = body.nextCursor ? `&cursor=${body.nextCursor}` : ''
    } while (cursor)
    expect(seen.sort()).toEqual(filed.sort())
  })

  it('refuses words on the list, and replaces those with a replacement, here and in the cloud', async () => {
    expect((await lin.put('/admin/words', { word: '坏词' })).status).toBe(204)
    expect((await lin.put('/admin/words', { word: 'Darn', replacement: '**' })).status).toBe(204)
    expect(await chen.post('/content-checks', { text: '这是坏词吗' })).toMatchObject({
      status: 422,
      body: { code: 'content.risky' },
    })
    expect((await chen.post('/content-checks', { text: 'oh darn it' })).body).toEqual({
      text: 'oh ** it',
    })
    expect((await chen.patch('/me', { nickname: '坏词王' })).status).toBe(422)
    expect((await chen.post('/rooms/lobby/messages', { text: '坏词' })).status).toBe(422)
    const { words } = await im.api('/sensitiveword/list', { type: 2 })
    expect((words as Array<{ word: string }>).map(({ word }) => word).sort()).toEqual([
      'Darn',
      '坏词',
    ])
    expect((await lin.delete(`/admin/words?word=${encodeURIComponent('坏词')}`)).status).toBe(204)
    expect((await chen.post('/content-checks', { text: '这是坏词吗' })).status).toBe(200)
  })

  it('bans a person from the app: requests, sign-in and the IM connection end', async () => {
    const su = await server.signIn('su')
    const phone = await SdkPerson.connected(im, 'su')
    const cutOff = phone.next('DISCONNECT')
    expect((await lin.put('/admin/bans/su', { minutes: 60, reason: '广告' })).status).toBe(200)
    await cutOff
    const refused = await su.get('/me')
    expect(refused).toMatchObject({ status: 403, body: { code: 'banned' } })
    expect(refused.body['detail']).toContain('广告')
    await expect(server.signIn('su')).rejects.toThrow('banned')
    expect((await lin.get<Listed>('/admin/bans')).body.items).toMatchObject([{ userId: 'su' }])
    expect((await lin.delete('/admin/bans/su')).status).toBe(204)
    expect((await su.get('/me')).status).toBe(200)
    await phone.leave()
  })

  it('does not ban staff, and does not let an admin change their own role', async () => {
    expect((await lin.put('/admin/roles/wang', { role: 'moderator' })).status).toBe(204)
    expect((await wang.get('/admin/reports')).status).toBe(200)
    expect((await wang.put('/admin/bans/lin', {})).status).toBe(403)
    expect((await lin.put('/admin/roles/lin', { role: 'user' })).status).toBe(409)
    expect((await lin.put('/admin/roles/wang', { role: 'user' })).status).toBe(204)
    expect((await wang.get('/admin/reports')).status).toBe(403)
  })
})
