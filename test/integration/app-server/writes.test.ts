import { createHash } from 'node:crypto'

import { onEachDatabase } from '../helpers/databases'
import { APP_KEY, APP_SECRET, ImServer } from '../helpers/im-server'
import { AppServer, type Listed, type Person } from './helpers/app-server'

onEachDatabase('repeats, limits and callbacks', 'app', (database) => {
  let im: ImServer
  let server: AppServer
  let lin: Person
  let chen: Person

  beforeAll(async () => {
    im = await ImServer.start()
    server = await AppServer.start({ databaseUrl: database.url(), im })
    ;[lin, chen] = await Promise.all(['lin', 'chen'].map((id) => server.signIn(id)))
  })
  afterAll(async () => {
    await server?.stop()
    await im?.stop()
  })

  const make = (person: Person, key: string, name = '一次') =>
    person.send('POST', '/groups', { name, memberIds: ['wang'] }, { 'idempotency-key': key })

  it('does a write once, however often it is repeated with its key', async () => {
    const first = await make(lin, 'key-1')
    const again = await make(lin, 'key-1')
    expect(again).toMatchObject({ status: 200, body: first.body })
    expect(again.headers.get('idempotency-replayed')).toBe('true')
    const { items } = (await lin.get<Listed>('/me/groups')).body
    expect(items.filter((group) => group['name'] === '一次')).toHaveLength(1)
  })

  it('does a write once when two come at the same moment', async () => {
    const both = await Promise.all([make(lin, 'key-2', '同时'), make(lin, 'key-2', '同时')])
    expect(both.map((answer) => answer.status).sort()).not.toEqual([409, 409])
    const { items } = (await lin.get<Listed>('/me/groups')).body
    expect(items.filter((group) => group['name'] === '同时')).toHaveLength(1)
  })

  it('keeps refusals too, keys apart by person, and refuses a key for another request', async () => {
    const refused = await make(lin, 'key-3', '   ')
    const failed = await lin.send(
      'POST',
      '/contact-requests',
      { userId: 'lin' },
      { 'idempotency-key': 'key-4' },
    )
    expect([refused.status, failed.status]).toEqual([400, 409])
    const repeated = await lin.send(
      'POST',
      '/contact-requests',
      { userId: 'lin' },
      { 'idempotency-key': 'key-4' },
    )
    expect(repeated).toMatchObject({ status: 409, body: { code: 'conflict' } })
    expect(repeated.headers.get('idempotency-replayed')).toBe('true')
    expect((await make(lin, 'key-1', '别的')).status).toBe(409)
    expect((await make(chen, 'key-1')).status).toBe(200)
    expect((await make(lin, 'x'.repeat(101))).status).toBe(400)
  })

  /** A callback as the cloud makes it, in one of the three forms of its signature. */
  const callback = async (
    path: string,
    body: URLSearchParams | object,
    { form = 'signTimestamp', timestamp = String(Date.now()), secret = APP_SECRET } = {},
  ) => {
    const nonce = '14314'
    const signature = createHash('sha1').update(`${secret}${nonce}${timestamp}`).digest('hex')
    const query =
      form === 'headers'
        ? ''
        : form === 'timestamp'
          ? `?appKey=${APP_KEY}&nonce=${nonce}&timestamp=${timestamp}&signature=${signature}`
          : `?nonce=${nonce}&signTimestamp=${timestamp}&signature=${signature}`
    const isForm = body instanceof URLSearchParams
    const response = await fetch(`${server.address}/v1/hooks/rongcloud/${path}${query}`, {
      method: 'POST',
      headers: {
        'content-type': isForm ? 'application/x-www-form-urlencoded' : 'application/json',
        ...(form === 'headers'
          ? {
              'RC-App-Key': APP_KEY,
              'RC-Nonce': nonce,
              'RC-Timestamp': timestamp,
              'RC-Signature': signature,
            }
          : {}),
      },
      body: isForm ? body : JSON.stringify(body),
    })
    return { status: response.status, body: (await response.json()) as Record<string, unknown> }
  }
  const routed = (msgUID: string, over: Record<string, string> = {}) =>
    new URLSearchParams({
      fromUserId: 'chen',
      toUserId: 'lin',
      objectName: 'RC:TxtMsg',
      content: '{"content":"你好"}',
      channelType: 'PERSON',
      msgTimestamp: String(Date.now()),
      msgUID,
      ...over,
    })

  it('takes a callback in each of the three forms, once by its id', async () => {
    for (const form of ['signTimestamp', 'timestamp', 'headers']) {
      expect(await callback('messages', routed('CALL-BACK-0001-0001'), { form })).toEqual({
        status: 200,
        body: { code: 200 },
      })
    }
    const report = { subjectType: 'message', subjectId: 'CALL-BACK-0001-0001', reason: '看看' }
    expect((await lin.post('/reports', report)).status).toBe(200)
    const { items } = (await lin.get<Listed>('/admin/reports')).body
    expect(items[0]).toMatchObject({ evidence: { fromId: 'chen', content: '{"content":"你好"}' } })
  })

  it('refuses a callback that is not signed, signed by another, or long ago', async () => {
    const hourAgo = String(Date.now() - 3600_000)
    const inSeconds = String(Math.floor(Date.now() / 1000))
    const message = routed('CALL-BACK-0002-0002')
    expect((await callback('messages', message, { secret: 'wrong' })).status).toBe(403)
    expect((await callback('messages', message, { timestamp: hourAgo })).status).toBe(403)
    expect((await callback('messages', message, { timestamp: inSeconds })).status).toBe(200)
    const unsigned = await server.request('POST', '/v1/hooks/rongcloud/messages', { body: {} })
    expect(unsigned).toMatchObject({ status: 403, body: { code: 'forbidden' } })
  })

  it('does not let a person report a message they could not see', async () => {
    await callback('messages', routed('CALL-BACK-0003-0003', { toUserId: 'wang' }))
    const report = { subjectType: 'message', subjectId: 'CALL-BACK-0003-0003', reason: '偷看' }
    expect((await lin.post('/reports', report)).status).toBe(404)
    expect((await chen.post('/reports', report)).status).toBe(200)
  })

  it('lets the cloud deliver a text or not, by the word list', async () => {
    await lin.put('/admin/words', { word: '坏词' })
    const precheck = (content: string) =>
      callback(
        'precheck',
        new URLSearchParams({
          appKey: APP_KEY,
          fromUserId: 'chen',
          targetId: 'lin',
          msgType: 'RC:TxtMsg',
          content: JSON.stringify({ content }),
          channelType: 'PERSON',
          messageId: 'X',
        }),
      )
    expect((await precheck('好词')).body).toEqual({ pass: 1 })
    expect((await precheck('坏词')).body).toEqual({ pass: 0 })
  })

  it('knows who is online from callbacks, the newest of them winning', async () => {
    const event = (status: string, time: number) => ({
      userid: 'su',
      status,
      os: 'MiniProgram',
      time,
      sessionId: 's1',
    })
    await callback('presence', [event('0', 2000)])
    expect((await lin.get('/users/su/presence')).body).toMatchObject({ isOnline: true })
    await callback('presence', event('1', 1000))
    expect((await lin.get('/users/su/presence')).body).toMatchObject({ isOnline: true })
    await callback('presence', [event('1', 3000)])
    expect((await lin.get('/users/su/presence')).body).toMatchObject({ isOnline: false })
  })

  it('asks the cloud about who has been online for long, in case a callback was lost', async () => {
    await callback('presence', {
      userid: 'zhao',
      status: '0',
      os: 'Web',
      time: 4000,
      sessionId: 's2',
    })
    expect((await lin.get('/users/zhao/presence')).body).toMatchObject({ isOnline: true })
    expect((await lin.post('/admin/reconcile')).status).toBe(200)
    expect((await lin.get('/users/zhao/presence')).body).toMatchObject({ isOnline: false })
  })

  it('holds a person to a number of requests a minute, and says when to come again', async () => {
    const reports = Array.from({ length: 25 }, () =>
      chen.post('/reports', { subjectType: 'user', subjectId: 'lin', reason: '多' }),
    )
    const refused = (await Promise.all(reports)).filter((answer) => answer.status === 429)
    expect(refused.length).toBeGreaterThanOrEqual(5)
    expect(refused[0].body).toMatchObject({ code: 'rate_limited', status: 429 })
    expect(Number(refused[0].headers.get('retry-after'))).toBeGreaterThan(0)
    expect((await lin.post('/content-checks', { text: '别人不受影响' })).status).toBe(200)
  })

  it('says that it runs and that its database answers', async () => {
    expect((await server.request('GET', '/healthz')).body).toEqual({ status: 'ok' })
    expect((await server.request('GET', '/readyz')).body).toEqual({ status: 'ok' })
  })
})
