import { onEachDatabase } from '../helpers/databases'
import { ImServer } from '../helpers/im-server'
import { SdkPerson } from '../helpers/sdk-person'
import { AppServer, type Listed, type Person } from './helpers/app-server'

const MUTED_IN_ROOM = 23408
const BANNED_FROM_ROOM = 23409

interface Results {
  counts: number[]
  total: number
  answer: number | null
  ownChoice: number | null
}

onEachDatabase('rooms', 'app', (database) => {
  let im: ImServer
  let server: AppServer
  let lin: Person
  let chen: Person
  let wang: Person
  let roomId: string
  let wangPhone: SdkPerson

  beforeAll(async () => {
    im = await ImServer.start()
    server = await AppServer.start({ databaseUrl: database.url(), im })
    ;[lin, chen, wang] = await Promise.all(['lin', 'chen', 'wang'].map((id) => server.signIn(id)))
    wangPhone = await SdkPerson.connected(im, 'wang')
  })
  beforeEach(async () => {
    // Chen owns it: lin is staff, and may do anything anywhere.
    roomId = (await chen.post('/rooms', { name: '茶馆' })).body['id'] as string
    await wangPhone.sdk.joinExistChatRoom(roomId, { count: -1 })
  })
  afterEach(() => chen.delete(`/rooms/${roomId}`))
  afterAll(async () => {
    await wangPhone?.leave()
    await server?.stop()
    await im?.stop()
  })

  const wangSays = async () =>
    (await wangPhone.say(wangPhone.conversation('room', roomId), '我说')).code
  const inRoom = (type: string) => (message: { messageType: string; targetId: string }) =>
    message.targetId === roomId && message.messageType === type

  it('lists open rooms page by page', async () => {
    const first = await wang.get<Listed>('/rooms?limit=1')
    expect(first.body.items).toHaveLength(1)
    const rest = await wang.get<Listed>(`/rooms?limit=100&cursor=${first.body.nextCursor}`)
    const names = [...first.body.items, ...rest.body.items].map((room) => room['name'])
    expect(names.sort()).toEqual(['大厅', '茶馆'])
    expect(rest.body.nextCursor).toBeNull()
  })

  it('tells how many people are in each room', async () => {
    const { items } = (await wang.get<Listed>('/rooms')).body
    const counts = items.map((room) => `${String(room['name'])} ${String(room['memberCount'])}`)
    expect(counts.sort()).toEqual(['大厅 0', '茶馆 1'])
  })

  it('opens a room people can join, and shows who is in it', async () => {
    expect((await wang.get(`/rooms/${roomId}`)).body).toMatchObject({
      name: '茶馆',
      role: 'visitor',
    })
    expect((await chen.get(`/rooms/${roomId}`)).body).toMatchObject({ role: 'owner' })
    expect((await chen.get<Listed>(`/rooms/${roomId}/members`)).body).toMatchObject({
      total: 1,
      items: [{ id: 'wang', nickname: '王小雨' }],
    })
  })

  it('closes a room for everybody in it', async () => {
    const destroyed = wangPhone.next<{ chatroomDestroyed?: string }>('CHATROOM', (event) =>
      Boolean(event.chatroomDestroyed),
    )
    expect((await wang.delete(`/rooms/${roomId}`)).status).toBe(403)
    expect((await chen.delete(`/rooms/${roomId}`)).status).toBe(204)
    expect((await destroyed).chatroomDestroyed).toBe(roomId)
    expect((await wang.get(`/rooms/${roomId}`)).status).toBe(404)
  })

  it('lets one person have five open rooms and no more', async () => {
    const made = [await wang.post('/rooms', { name: '一' })]
    for (const name of ['二', '三', '四', '五']) made.push(await wang.post('/rooms', { name }))
    expect(made.map((answer) => answer.status)).toEqual([200, 200, 200, 200, 200])
    expect(await wang.post('/rooms', { name: '六' })).toMatchObject({ status: 409 })
    for (const { body } of made) await wang.delete(`/rooms/${body['id'] as string}`)
  })

  it('announces to the room, and keeps the announcement for who comes later', async () => {
    expect((await wang.post(`/rooms/${roomId}/announcements`, { body: '我来' })).status).toBe(403)
    const first = await chen.post(`/rooms/${roomId}/announcements`, { body: '今晚八点' })
    const second = await chen.post(`/rooms/${roomId}/announcements`, { body: '改到九点' })
    const shown = await wangPhone.messages(2, inRoom('app:notice'))
    expect(shown.map((message) => (message.content as { body: string }).body)).toEqual([
      '今晚八点',
      '改到九点',
    ])
    const standing = async () => {
      const { keys } = await im.api('/chatroom/entry/query', { chatroomId: roomId })
      const entry = (keys as Array<{ key: string; value: string }>).find(
        (item) => item.key === 'notice',
      )
      return entry && (JSON.parse(entry.value) as { body: string }).body
    }
    expect(await standing()).toBe('改到九点')
    const path = `/rooms/${roomId}/announcements`
    expect((await chen.delete(`${path}/${second.body['id'] as string}`)).status).toBe(204)
    expect(await standing()).toBe('今晚八点')
    expect((await wang.get<Listed>(path)).body.items).toEqual([first.body])
    expect((await chen.delete(`${path}/${first.body['id'] as string}`)).status).toBe(204)
    expect(await standing()).toBeUndefined()
  })

  it('mutes a person in the room until lifted', async () => {
    expect(await wangSays()).toBe(0)
    const path = `/rooms/${roomId}/mutes/wang`
    expect((await wang.put(`/rooms/${roomId}/mutes/lin`, {})).status).toBe(403)
    expect((await chen.put(path, { minutes: 5, reason: '刷屏' })).status).toBe(200)
    expect(await wangSays()).toBe(MUTED_IN_ROOM)
    expect(await wang.post(`/rooms/${roomId}/messages`, { text: '让我说' })).toMatchObject({
      status: 403,
      body: { code: 'muted' },
    })
    expect((await chen.delete(path)).status).toBe(204)
    expect(await wangSays()).toBe(0)
  })

  it('sends a person out of the room and keeps them out', async () => {
    const blocked = wangPhone.next('CHATROOM', (event: { chatroomNotifyBlock?: unknown }) =>
      Boolean(event.chatroomNotifyBlock),
    )
    expect((await chen.put(`/rooms/${roomId}/bans/wang`, { minutes: 5 })).status).toBe(200)
    await blocked
    expect((await wangPhone.sdk.joinExistChatRoom(roomId, { count: -1 })).code).toBe(
      BANNED_FROM_ROOM,
    )
    expect((await chen.get<Listed>(`/rooms/${roomId}/members`)).body.items).toEqual([])
    expect((await chen.delete(`/rooms/${roomId}/bans/wang`)).status).toBe(204)
    expect((await wangPhone.sdk.joinExistChatRoom(roomId, { count: -1 })).code).toBe(0)
  })

  it('mutes the whole room but for hosts and who is exempt', async () => {
    expect((await chen.put(`/rooms/${roomId}/mute-all`)).status).toBe(204)
    expect(await wangSays()).toBe(MUTED_IN_ROOM)
    expect(await wang.post(`/rooms/${roomId}/messages`, { text: '我说' })).toMatchObject({
      body: { code: 'muted' },
    })
    expect((await chen.put(`/rooms/${roomId}/mute-all/exempt/wang`)).status).toBe(204)
    expect(await wangSays()).toBe(0)
    expect((await chen.delete(`/rooms/${roomId}/mute-all/exempt/wang`)).status).toBe(204)
    expect(await wangSays()).toBe(MUTED_IN_ROOM)
    expect((await chen.delete(`/rooms/${roomId}/mute-all`)).status).toBe(204)
    expect(await wangSays()).toBe(0)
  })

  it('does not let a host act against the owner or another host', async () => {
    expect((await chen.put(`/rooms/${roomId}/hosts/wang`)).status).toBe(204)
    expect((await chen.put(`/rooms/${roomId}/hosts/su`)).status).toBe(204)
    for (const target of ['chen', 'su']) {
      expect((await wang.put(`/rooms/${roomId}/mutes/${target}`, { minutes: 1 })).status).toBe(403)
    }
    expect((await wang.put(`/rooms/${roomId}/mutes/zhao`, { minutes: 1 })).status).toBe(200)
    expect((await wang.delete(`/rooms/${roomId}`)).status).toBe(403)
  })

  it('speaks through the server for whoever is in the room, in their name', async () => {
    const path = `/rooms/${roomId}/messages`
    expect(await chen.post(path, { text: '我不在' })).toMatchObject({
      status: 403,
      body: { code: 'forbidden' },
    })
    const chenPhone = await SdkPerson.connected(im, 'chen')
    await chenPhone.sdk.joinExistChatRoom(roomId, { count: -1 })
    const sent = await chen.post(path, { text: '由服务器发出' })
    const [message] = await wangPhone.messages(1, inRoom('RC:TxtMsg'))
    expect(message).toMatchObject({
      senderUserId: 'chen',
      messageUId: sent.body['messageUid'],
      content: { content: '由服务器发出' },
    })
    await chenPhone.leave()
  })

  it('asks the room, takes one answer a person, and shows how it went', async () => {
    const asked = await chen.post(`/rooms/${roomId}/questions`, {
      body: '哪个是胡同？',
      options: ['大栅栏', '外滩'],
      answer: 0,
    })
    const [shown] = await wangPhone.messages(1, inRoom('app:quiz'))
    expect(shown.content).toMatchObject({ body: '哪个是胡同？', options: ['大栅栏', '外滩'] })
    expect(JSON.stringify(shown.content)).not.toContain('"answer"')

    const path = `/rooms/${roomId}/questions/${asked.body['id'] as string}`
    expect((await wang.post(`${path}/answers`, { choice: 1 })).status).toBe(204)
    expect((await wang.post(`${path}/answers`, { choice: 1 })).status).toBe(204)
    expect((await wang.post(`${path}/answers`, { choice: 0 })).status).toBe(409)
    expect((await lin.post(`${path}/answers`, { choice: 0 })).status).toBe(204)
    expect((await wang.post(`${path}/answers`, { choice: 7 })).status).toBe(400)
    expect((await wang.get(`${path}/results`)).status).toBe(403)
    expect((await chen.get<Results>(`${path}/results`)).body).toMatchObject({
      counts: [1, 1],
      answer: null,
    })
    expect((await wang.post(`${path}/close`)).status).toBe(403)
    expect((await chen.post<Results>(`${path}/close`)).body).toMatchObject({ total: 2, answer: 0 })
    expect((await wang.get<Results>(`${path}/results`)).body).toMatchObject({
      counts: [1, 1],
      total: 2,
      answer: 0,
      ownChoice: 1,
    })
    expect((await wang.post(`${path}/answers`, { choice: 1 })).status).toBe(409)
    const [, closed] = await wangPhone.messages(2, inRoom('app:quiz'))
    expect(closed.content).toMatchObject({ isClosed: true, counts: [1, 1], answer: 0 })
  })

  it('refuses a question whose answer is none of its options', async () => {
    const answer = await chen.post(`/rooms/${roomId}/questions`, {
      body: '？',
      options: ['甲', '乙'],
      answer: 2,
    })
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ pointer: '/body/answer' }] } })
  })

  it('closes a question whose time is over, and tells the room', async () => {
    const asked = await chen.post(`/rooms/${roomId}/questions`, {
      body: '快答',
      options: ['是', '否'],
      seconds: 5,
    })
    const [, closed] = await wangPhone.messages(2, inRoom('app:quiz'))
    expect(closed.content).toMatchObject({ id: asked.body['id'], isClosed: true, total: 0 })
  })
})
