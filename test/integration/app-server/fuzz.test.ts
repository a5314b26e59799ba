import { fuzzHttp, seededMutations } from '../helpers/http-fuzz'
import { ImServer } from '../helpers/im-server'
import { throwAt, type RawRequest } from '../helpers/request-mutations'
import { AppServer } from './helpers/app-server'

const SECRET = 'swordfish'

interface OpenApi {
  paths: Record<string, Record<string, unknown>>
}

describe('broken requests to the app server', () => {
  let im: ImServer
  let server: AppServer
  const mutations = seededMutations()

  beforeAll(async () => {
    im = await ImServer.start()
    const env = { APP_REQUESTS_PER_MINUTE: '1000000', LOG_LEVEL: 'error' }
    server = await AppServer.start({ databaseUrl: 'pglite:memory', im, env })
  })
  afterAll(async () => {
    await server?.stop()
    await im?.stop()
  })

  it('are answered with a status or closed; they end nothing and show nothing of others', async () => {
    const [lin, chen, su] = await Promise.all(['lin', 'chen', 'su'].map((id) => server.signIn(id)))
    const made = await chen.post('/groups', { name: '院', memberIds: ['wang'] })
    const groupId = made.body['id'] as string
    const secret = { notice: SECRET, joinPolicy: 'invitation' }
    expect((await chen.patch(`/groups/${groupId}`, secret)).status).toBe(200)
    await chen.post('/reports', { subjectType: 'user', subjectId: 'zhao', reason: SECRET })
    await lin.put('/admin/words', { word: SECRET })
    const document = (await server.request<OpenApi>('GET', '/v1/openapi.json')).body
    const routes = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => ({ method: method.toUpperCase(), path })),
    )
    const bodies = [
      {
        name: '院',
        memberIds: ['wang'],
        text: '你好',
        body: '公告',
        minutes: 5,
        userIds: ['wang'],
      },
      { userId: 'zhao', code: 'x', refreshToken: 'x', ids: ['lin'], word: 'x', role: 'admin' },
      { subjectType: 'user', subjectId: 'zhao', reason: '看', channel: 'GROUP', targetId: groupId },
    ]
    // Su signs out or is signed out in the course of this; a token that is over is one more broken thing.
    const tokens = [su.accessToken, '', `${su.accessToken.slice(0, -2)}xx`]
    const request = (): RawRequest => {
      const { method, path } = mutations.pick(routes)
      const target = path
        .replace('{groupId}', groupId)
        .replace('{roomId}', 'lobby')
        .replace('{userId}', mutations.pick(['lin', 'chen', 'su']))
        .replace(/\{\w+\}/g, 'x_none')
      return {
        method,
        target: method === 'GET' ? `${target}?limit=5&ids=lin&cursor=x` : target,
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${mutations.pick(tokens)}`,
        },
        body: method === 'GET' ? '' : JSON.stringify(mutations.pick(bodies)),
      }
    }
    const port = Number(new URL(server.address).port)
    const outcomes = await fuzzHttp({
      name: 'app-server http',
      pid: server.process.pid,
      growthLimitMegabytes: 200,
      throwOne: () => throwAt(port, mutations.bytesOf(request())),
    })
    for (const { text } of outcomes) expect(text).not.toContain(SECRET)
    expect((await chen.get(`/groups/${groupId}`)).body).toMatchObject({ notice: SECRET })
  })
})
