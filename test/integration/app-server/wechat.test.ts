import { onEachDatabase } from '../helpers/databases'
import { ImServer } from '../helpers/im-server'
import { AppServer, Person } from './helpers/app-server'
import { WECHAT_APP_ID, WECHAT_APP_SECRET, WeChatStub } from './helpers/wechat-stub'

interface SignedIn {
  accessToken: string
  refreshToken: string
  user: { id: string; nickname: string }
}

onEachDatabase('WeChat', 'app', (database) => {
  let im: ImServer
  let wechat: WeChatStub
  let server: AppServer

  beforeAll(async () => {
    im = await ImServer.start()
    wechat = await WeChatStub.start()
    server = await AppServer.start({
      databaseUrl: database.url(),
      im,
      env: {
        HUTONG_DEMO: '0',
        WECHAT_APP_ID,
        WECHAT_APP_SECRET,
        WECHAT_API_URL: wechat.address,
      },
    })
  })
  afterAll(async () => {
    await server?.stop()
    await wechat?.stop()
    await im?.stop()
  })

  const signIn = (code: string) =>
    server.request<SignedIn>('POST', '/v1/sessions', { body: { code } })
  const signedIn = async (code: string, openid: string): Promise<Person> => {
    wechat.give(code, { openid, session_key: 'secret-key' })
    const { body } = await signIn(code)
    return new Person(server, body.user.id, body.accessToken, body.refreshToken)
  }

  it('makes a person of a WeChat identity, and knows them again', async () => {
    wechat.give('code-1', { openid: 'openid-1', session_key: 'secret-key', unionid: 'union-1' })
    const first = await signIn('code-1')
    expect(first).toMatchObject({ status: 200, body: { user: { role: 'user' } } })
    expect(JSON.stringify(first.body)).not.toMatch(/openid|secret-key|union-1/)
    wechat.give('code-2', { openid: 'openid-1', session_key: 'secret-key' })
    expect((await signIn('code-2')).body.user).toEqual(first.body.user)
    wechat.give('code-3', { openid: 'openid-2', session_key: 'secret-key' })
    expect((await signIn('code-3')).body.user.id).not.toBe(first.body.user.id)
  })

  it('tells a used or wrong code, a risk, and a failing WeChat apart', async () => {
    expect(await signIn('code-1')).toMatchObject({
      status: 401,
      body: { code: 'auth.code_invalid' },
    })
    wechat.give('risk', { errcode: 40226, errmsg: 'high risk user' })
    expect(await signIn('risk')).toMatchObject({ status: 403, body: { code: 'auth.risk_user' } })
    wechat.give('busy', { errcode: -1, errmsg: 'system error' })
    expect(await signIn('busy')).toMatchObject({ status: 502, body: { code: 'upstream.wechat' } })
  })

  it('has no demo sign-in', async () => {
    expect((await server.request('GET', '/v1/demo/people')).status).toBe(404)
    const demo = await server.request('POST', '/v1/demo/sessions', { body: { userId: 'lin' } })
    expect(demo.status).toBe(404)
  })

  it('lets WeChat judge a text, and asks again with a new token when the old one is over', async () => {
    const person = await signedIn('code-4', 'openid-4')
    expect((await person.post('/content-checks', { text: '你好' })).status).toBe(200)
    expect(await person.patch('/me', { nickname: 'risky name' })).toMatchObject({
      status: 422,
      body: { code: 'content.risky' },
    })
    expect(wechat.tokensGiven).toBe(1)
    wechat.expireTokens()
    expect((await person.post('/content-checks', { text: '还好' })).status).toBe(200)
    expect(wechat.tokensGiven).toBe(2)
  })

  it('checks a long text to its end', async () => {
    const person = await signedIn('code-5', 'openid-5')
    const text = `${'长'.repeat(6000)}risky`
    expect((await person.post('/content-checks', { text })).status).toBe(422)
    expect(wechat.textsChecked.at(-1)).toContain('risky')
  })

  it('writes no secret into its log', () => {
    expect(server.process.log()).not.toMatch(/secret-key|wechat-secret|Bearer|openid-/)
  })
})
