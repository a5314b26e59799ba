import { ImServer } from '../helpers/im-server'
import { onEachDatabase } from '../helpers/databases'
import { AppServer } from './helpers/app-server'

interface Tokens {
  accessToken: string
  refreshToken: string
}

onEachDatabase('sessions', 'app', (database) => {
  let im: ImServer
  let server: AppServer

  beforeAll(async () => {
    im = await ImServer.start()
    server = await AppServer.start({ databaseUrl: database.url(), im })
  })
  afterAll(async () => {
    await server?.stop()
    await im?.stop()
  })

  const refresh = (refreshToken: string) =>
    server.request<Tokens>('POST', '/v1/sessions/refresh', { body: { refreshToken } })
  const whoAmI = (accessToken: string) =>
    server.request('GET', '/v1/me', { headers: { authorization: `Bearer ${accessToken}` } })

  it('shows the people of the demo and signs in as one of them', async () => {
    const people = await server.request<{ items: Array<{ id: string }> }>('GET', '/v1/demo/people')
    expect(people.body.items.map((person) => person.id)).toEqual([
      'lin',
      'chen',
      'wang',
      'zhao',
      'su',
    ])
    const lin = await server.signIn('lin')
    expect((await lin.get('/me')).body).toMatchObject({ id: 'lin', nickname: '林晓' })
  })

  it('hands out a token of the IM cloud with where to connect', async () => {
    const lin = await server.signIn('lin')
    expect((await lin.post('/im/token')).body).toEqual({
      token: expect.stringMatching(/^[^@]{16,}@?/) as string,
      userId: 'lin',
      appKey: 'hutong-test',
      navigators: [im.address],
      cmp: [im.address.replace('http://', '')],
    })
  })

  it('refuses a demo person who does not exist', async () => {
    const answer = await server.request('POST', '/v1/demo/sessions', { body: { userId: 'nobody' } })
    expect(answer).toMatchObject({ status: 404, body: { code: 'not_found' } })
  })

  it('says sign in again to a request without a token, with a foreign one, with a changed one', async () => {
    const { accessToken } = await server.signIn('chen')
    const changed = `${accessToken.slice(0, -3)}${accessToken.endsWith('AAA') ? 'BBB' : 'AAA'}`
    for (const authorization of ['', 'Bearer', 'Basic bGluOmxpbg==', `Bearer ${changed}`]) {
      const answer = await server.request('GET', '/v1/me', { headers: { authorization } })
      expect(answer).toMatchObject({ status: 401, body: { code: 'auth.expired' } })
      expect(answer.headers.get('content-type')).toContain('application/problem+json')
    }
  })

  it('exchanges a refresh token for new tokens that work', async () => {
    const { refreshToken } = await server.signIn('wang')
    const next = await refresh(refreshToken)
    expect(next.status).toBe(200)
    expect((await whoAmI(next.body.accessToken)).body).toMatchObject({ id: 'wang' })
    expect(next.body.refreshToken).not.toBe(refreshToken)
  })

  it('lets a client repeat an exchange whose answer was lost', async () => {
    const { refreshToken } = await server.signIn('wang')
    const lost = await refresh(refreshToken)
    const repeated = await refresh(refreshToken)
    expect(repeated.status).toBe(200)
    expect((await refresh(repeated.body.refreshToken)).status).toBe(200)
    expect((await refresh(lost.body.refreshToken)).status).toBe(401)
  })

  it('ends the whole session when a used refresh token comes back after its successor was used', async () => {
    const { refreshToken } = await server.signIn('zhao')
    const second = await refresh(refreshToken)
    const third = await refresh(second.body.refreshToken)
    expect(third.status).toBe(200)
    const stolen = await refresh(refreshToken)
    expect(stolen).toMatchObject({ status: 401, body: { code: 'auth.expired' } })
    expect((await refresh(third.body.refreshToken)).status).toBe(401)
    expect((await whoAmI(third.body.accessToken)).status).toBe(401)
  })

  it('ends a session at once on signing out, and no other session', async () => {
    const phone = await server.signIn('su')
    const tablet = await server.signIn('su')
    expect((await phone.delete('/sessions/current')).status).toBe(204)
    expect((await phone.get('/me')).status).toBe(401)
    expect((await refresh(phone.refreshToken)).status).toBe(401)
    expect((await tablet.get('/me')).status).toBe(200)
  })

  it('ends every session and every IM token on signing out everywhere', async () => {
    const phone = await server.signIn('su')
    const tablet = await server.signIn('su')
    expect((await phone.delete('/sessions')).status).toBe(204)
    expect((await tablet.get('/me')).status).toBe(401)
  })

  it('names each wrong part of a request', async () => {
    const answer = await server.request('POST', '/v1/demo/sessions', {
      body: { userId: 'not an id!', extra: 1 },
    })
    expect(answer).toMatchObject({ status: 400, body: { code: 'validation', status: 400 } })
    const { errors } = answer.body as { errors: Array<{ pointer: string }> }
    expect(errors.map((error) => error.pointer)).toContain('/body/userId')
  })

  it('answers broken JSON, a huge body and an unknown address as problems', async () => {
    const send = async (body: string) => {
      const response = await fetch(`${server.address}/v1/demo/sessions`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
      })
      return { status: response.status, body: (await response.json()) as { code: string } }
    }
    expect(await send('{"userId":')).toMatchObject({ status: 400, body: { code: 'validation' } })
    const huge = JSON.stringify({ userId: 'x'.repeat(300_000) })
    expect(await send(huge)).toMatchObject({ status: 413, body: { code: 'validation' } })
    const unknown = await server.request('GET', '/v1/nothing')
    expect(unknown).toMatchObject({ status: 404, body: { code: 'not_found' } })
  })
})
