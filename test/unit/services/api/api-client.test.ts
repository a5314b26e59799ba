import { errorsEn } from '../../../../miniprogram/i18n/errors-en'
import {
  HttpFailure,
  type HttpClient,
  type HttpRequest,
  type HttpResponse,
} from '../../../../miniprogram/platform/http'
import { ApiClient } from '../../../../miniprogram/services/api/api-client'
import { TokenStore } from '../../../../miniprogram/services/api/token-store'
import { PROBLEMS } from '../../../../scripts/app-server/http/problem'
import { FakeClock, settled } from '../../../fakes/fake-clock'
import { MemoryStorage } from '../../../fakes/memory-storage'

type Answer = (request: HttpRequest) => HttpResponse | Promise<HttpResponse>

function client(answer: Answer) {
  const requests: HttpRequest[] = []
  const http: HttpClient = {
    async request(request) {
      requests.push(request)
      return answer(request)
    },
  }
  const clock = new FakeClock()
  const tokens = new TokenStore(new MemoryStorage())
  let ended = 0
  const api = new ApiClient(
    () => 'http://app',
    http,
    tokens,
    clock,
    () => (ended += 1),
  )
  api.keep('lin', { accessToken: 'a1', refreshToken: 'r1', expiresIn: 3600 })
  const paths = () => requests.map(({ method, url }) => `${method} ${url.slice(10)}`)
  return { api, clock, tokens, requests, paths, ended: () => ended }
}

const ok = (body: unknown): HttpResponse => ({ status: 200, body })
const problem = (status: number, code: string): HttpResponse => ({ status, body: { code } })
const fresh = ok({ accessToken: 'a2', refreshToken: 'r2', expiresIn: 3600 })

describe('ApiClient', () => {
  it('renews an old access token before it is used, once for several callers', async () => {
    const { api, clock, paths } = client(({ url }) => (url.endsWith('refresh') ? fresh : ok({})))
    await clock.pass(3_600_000)
    await Promise.all([api.authorized('GET', '/v1/me'), api.authorized('GET', '/v1/rooms')])
    expect(paths()).toEqual(['POST /v1/sessions/refresh', 'GET /v1/me', 'GET /v1/rooms'])
  })

  it('renews after a 401 and tries once more', async () => {
    const { api, requests } = client(({ url, headers }) => {
      if (url.endsWith('refresh')) return fresh
      return headers.authorization === 'Bearer a2'
        ? ok({ id: 'lin' })
        : problem(401, 'auth.expired')
    })
    await expect(api.authorized('GET', '/v1/me')).resolves.toEqual({ id: 'lin' })
    expect(requests).toHaveLength(3)
  })

  it('signs out when the server ends the session, and only then', async () => {
    const { api, tokens, ended } = client(() => problem(401, 'auth.expired'))
    await expect(api.authorized('GET', '/v1/me')).rejects.toMatchObject({ code: 'auth.expired' })
    expect(tokens.get()).toBeNull()
    expect(ended()).toBe(1)
  })

  it('asks nothing of a person who left in the name of who came', async () => {
    let refuse = (): void => undefined
    const { api, requests } = client(
      ({ url }) =>
        new Promise((resolve) => {
          if (url.endsWith('/v1/me')) refuse = () => resolve(problem(401, 'auth.expired'))
          else resolve(ok({}))
        }),
    )
    const asked = api.authorized('GET', '/v1/me')
    await settled()
    api.keep('su', { accessToken: 'b1', refreshToken: 's1', expiresIn: 3600 })
    refuse()
    await expect(asked).rejects.toMatchObject({ code: 'auth.expired' })
    expect(requests.map(({ headers }) => headers.authorization)).toEqual(['Bearer a1'])
  })

  it('leaves who came signed in when the renewal of who left is answered', async () => {
    let renew = (): void => undefined
    const { api, clock, tokens } = client(
      ({ url }) =>
        new Promise((resolve) => {
          if (url.endsWith('refresh') && tokens.get()?.userId === 'lin')
            renew = () => resolve(fresh)
          else resolve(url.endsWith('refresh') ? problem(500, 'internal') : ok({}))
        }),
    )
    await clock.pass(3_600_000)
    const asked = api.authorized('GET', '/v1/me')
    await settled()
    api.keep('su', { accessToken: 'b1', refreshToken: 's1', expiresIn: 3600 })
    await expect(api.authorized('GET', '/v1/me')).resolves.toEqual({})
    renew()
    await expect(asked).rejects.toMatchObject({ code: 'auth.expired' })
    expect(tokens.get()).toMatchObject({ userId: 'su', accessToken: 'b1' })
  })

  it('ends a session here at once, and keeps who signs in before the server has answered', async () => {
    let answer = (): void => undefined
    const { api, tokens, requests } = client(
      ({ url, headers }) =>
        new Promise((resolve) => {
          if (url.endsWith('refresh')) resolve(fresh)
          else if (headers.authorization === 'Bearer a2') resolve(ok({}))
          else answer = () => resolve(problem(401, 'auth.expired'))
        }),
    )
    const ending = api.end('/v1/sessions/current')
    expect(tokens.get()).toBeNull()
    await settled()
    api.keep('su', { accessToken: 'b1', refreshToken: 's1', expiresIn: 3600 })
    answer()
    await ending
    expect(tokens.get()).toMatchObject({ userId: 'su' })
    // A token too old to end anything is renewed for it.
    expect(requests.map(({ headers }) => headers.authorization)).toEqual([
      'Bearer a1',
      undefined,
      'Bearer a2',
    ])
  })

  it('stays signed in when the server cannot be reached', async () => {
    const { api, clock, tokens, ended } = client(() => {
      throw new HttpFailure('request:fail timeout')
    })
    await clock.pass(3_600_000)
    await expect(api.authorized('GET', '/v1/me')).rejects.toMatchObject({
      code: 'SERVER_UNREACHABLE',
      retryable: true,
    })
    await settled()
    expect(tokens.get()?.refreshToken).toBe('r1')
    expect(ended()).toBe(0)
  })

  it('tells a domain that is not on WeChat’s list from a network that fails', async () => {
    const { api } = client(() => {
      throw new HttpFailure('request:fail url not in domain list')
    })
    await expect(api.open('GET', '/v1/demo/people')).rejects.toMatchObject({
      code: 'DOMAIN_NOT_ALLOWED',
    })
  })

  it('has words for every code the app server answers', () => {
    const missing = Object.keys(PROBLEMS).filter((code) => !(`api.${code}` in errorsEn))
    expect(missing).toEqual([])
  })
})
