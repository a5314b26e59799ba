import { ServerSdk } from '../helpers/server-sdk'
import { textsOf, useServer } from '../helpers/use-server'

const town = useServer()
const api = new ServerSdk(() => town.server.address)

describe('people', () => {
  it('connect with the token they are given, and are seen online while they are', async () => {
    const userId = town.newId('lin')
    expect(await api.ok('/user/checkOnline', { userId })).toMatchObject({ status: '0' })
    const { token } = await api.ok<{ token: string }>('/user/getToken', { userId, name: 'Lin' })
    expect(token).toMatch(/@$/)
    await town.person(userId, { token })
    expect(await api.ok('/user/checkOnline', { userId })).toMatchObject({ status: '1' })
  })

  it('have the name and portrait they were last given', async () => {
    const userId = town.newId('lin')
    await api.ok('/user/getToken', { userId, name: 'Lin' })
    await api.ok('/user/refresh', {
      userId,
      name: '林晓 🌲',
      portraitUri: 'https://a.example/l.png',
    })
    const info = await api.ok('/user/info', { userId })
    expect(info).toMatchObject({ userName: '林晓 🌲', userPortrait: 'https://a.example/l.png' })
    expect(info['createTime']).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/)
  })

  it('are disconnected and kept out when the app blocks them, until it unblocks them', async () => {
    const lin = await town.person(town.newId('lin'))
    const gone = lin.next<number>('DISCONNECT')
    await api.ok('/user/block', { userId: lin.userId, minute: 10 })
    expect(await gone).toBe(31011)
    expect((await lin.connect()).code).toBe(31009)
    const { users } = await api.ok<{ users: object[] }>('/user/block/query')
    expect(users).toContainEqual({ userId: lin.userId, blockEndTime: expect.any(String) as string })
    await api.ok('/user/unblock', { userId: lin.userId })
    expect((await lin.connect()).code).toBe(0)
  })

  it('stay connected when their tokens expire, but do not come in with them again', async () => {
    const userId = town.newId('lin')
    const { token } = await api.ok<{ token: string }>('/user/getToken', { userId })
    const [lin, chen] = await Promise.all([
      town.person(userId, { token }),
      town.person(town.newId('chen')),
    ])
    await api.ok('/user/token/expire', { userId, time: Date.now() + 1 })
    await chen.say(chen.conversation('private', userId), 'still there?')
    expect(textsOf(await lin.messages(1))).toEqual(['still there?'])
    await lin.sdk.disconnect()
    expect((await lin.connect()).code).toBe(31020)
  })

  it('do not get messages of a person on their black list, who is told 405', async () => {
    const [lin, chen] = await town.pair()
    const toLin = chen.conversation('private', lin.userId)
    await api.ok('/user/blacklist/add', { userId: lin.userId, blackUserId: [chen.userId, 'zhao'] })
    expect((await chen.say(toLin, 'hello')).code).toBe(405)
    expect(await api.ok('/user/blacklist/query', { userId: lin.userId })).toMatchObject({
      users: [chen.userId, 'zhao'],
    })
    expect(
      await api.ok('/user/blacklist/query', { userId: lin.userId, size: 1, pageToken: 0 }),
    ).toMatchObject({ users: [chen.userId], next: '1' })
    await api.ok('/user/blacklist/remove', { userId: lin.userId, blackUserId: chen.userId })
    expect((await chen.say(toLin, 'hello again')).code).toBe(0)
    expect(textsOf(await lin.messages(1))).toEqual(['hello again'])
  })

  it('keep white lists', async () => {
    const userId = town.newId('lin')
    await api.ok('/user/whitelist/add', { userId, whiteUserId: ['chen', 'wang'] })
    await api.ok('/user/whitelist/remove', { userId, whiteUserId: 'chen' })
    expect(await api.ok('/user/whitelist/query', { userId })).toMatchObject({ users: ['wang'] })
  })

  it('are told 20106 when they are mute in private chats', async () => {
    const [lin, chen] = await town.pair()
    const toChen = lin.conversation('private', chen.userId)
    await api.ok('/user/chat/fb/set', { userId: lin.userId, state: 1, type: 'PERSON' })
    expect((await lin.say(toChen, 'hello')).code).toBe(20106)
    expect(
      await api.ok('/user/chat/fb/querylist', { num: 100, offset: 0, type: 'PERSON' }),
    ).toMatchObject({ total: 1, users: [lin.userId] })
    await api.ok('/user/chat/fb/set', { userId: lin.userId, state: 0, type: 'PERSON' })
    expect((await lin.say(toChen, 'hello')).code).toBe(0)
  })

  it('whose account is closed are signed out, and come back when it is opened', async () => {
    const lin = await town.person(town.newId('lin'))
    const gone = lin.next<number>('DISCONNECT')
    const closed = await api.ok('/user/deactivate', { userId: lin.userId })
    expect(closed['operateId']).toEqual(expect.any(String))
    expect(await gone).toBe(31029)
    expect((await lin.connect()).code).toBe(31029)
    const { users } = await api.ok<{ users: string[] }>('/user/deactivate/query', { pageNo: 1 })
    expect(users).toContain(lin.userId)
    await api.ok('/user/reactivate', { userId: lin.userId })
    expect((await lin.connect()).code).toBe(0)
  })

  it('whose account is deleted do not come in', async () => {
    const lin = await town.person(town.newId('lin'))
    const gone = lin.next<number>('DISCONNECT')
    await api.ok('/user/delusers', { userId: lin.userId })
    expect(await gone).toBe(31029)
  })
})
