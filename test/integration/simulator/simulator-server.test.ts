import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

import { WebSocket } from 'ws'

import { SimulatorServer } from '../../../scripts/simulator/server/simulator-server'
import type { CompiledProject } from '../../../scripts/simulator/compiler/compiled-project'
import { TemporaryProject } from '../../unit/simulator/compiler/temporary-project'
import { FakePhone } from './fake-phone'

describe('SimulatorServer', () => {
  let project: TemporaryProject
  let simulator: SimulatorServer

  beforeAll(async () => {
    project = new TemporaryProject()
    simulator = await SimulatorServer.start({ projectDir: project.dir, port: 0, watch: true })
  })

  afterAll(async () => {
    await simulator.close()
    project.remove()
  })

  function get(address: string, init?: RequestInit): Promise<Response> {
    return fetch(`${simulator.url}${address}`, { redirect: 'manual', ...init })
  }

  /** A slow machine may compile between the steps of a save. */
  async function recompiledUntil(
    phone: FakePhone,
    isSo: (project: CompiledProject) => boolean,
  ): Promise<void> {
    do await phone.next()
    while (!isSo(simulator.live.project))
  }

  it('hands out the compiled project', async () => {
    const compiled = (await (await get('/project.json')).json()) as CompiledProject
    expect(compiled.problems).toEqual([])
    expect(compiled.appConfig.pages).toEqual(['pages/home/home', 'pages/detail/detail'])
  })

  it('serves the phone with its script and styles', async () => {
    const page = await (await get('/phone/?phone=one')).text()
    expect(page).toContain('<script src="/phone/main.js">')
    const script = await get('/phone/main.js')
    expect(script.headers.get('content-type')).toContain('text/javascript')
    expect((await script.text()).length).toBeGreaterThan(100_000)
    expect(await (await get('/phone/base.css')).text()).toMatch(/^@import url\("\/fonts/)
  })

  it('serves fonts for Chinese and emoji', async () => {
    const imports = await (await get('/fonts/fonts.css')).text()
    const sheets = [...imports.matchAll(/url\("(.+?)"\)/g)].map((match) => match[1])
    expect(sheets).toContain('/fonts/noto-color-emoji/emoji-400.css')
    const sheet = await (await get('/fonts/noto-sans-sc/400.css')).text()
    const file = /url\(\.\/(files\/[^)]+\.woff2)\)/.exec(sheet)?.[1]
    const font = await get(`/fonts/noto-sans-sc/${file}`)
    expect(font.headers.get('content-type')).toBe('font/woff2')
  })

  it('serves files of the project and nothing outside it', async () => {
    const picture = await get('/files/images/dot.svg')
    expect(picture.headers.get('content-type')).toContain('image/svg+xml')
    expect(await picture.text()).toContain('<circle')
    expect((await get('/files/images/none.svg')).status).toBe(404)
    for (const outside of ['..%2fproject.config.json', '%2e%2e/package.json', '%2fetc%2fpasswd']) {
      expect((await get(`/files/${outside}`)).status).toBe(404)
    }
  })

  it('tells open phones what changed once it is compiled', async () => {
    const phone = await FakePhone.open(simulator.port, 'one')
    const { version } = simulator.live.project
    project.write('pages/home/home.wxml', '<view>changed</view>')
    expect(await phone.next()).toEqual({
      kind: 'recompiled',
      version: version + 1,
      changed: ['pages/home/home.wxml'],
    })
    while (!simulator.live.project.templates.includes('changed')) await phone.next()
    const compiled = (await (await get('/project.json')).json()) as CompiledProject
    expect(compiled.templates).toContain('changed')
    await phone.close()
  })

  it('compiles the last of several quick saves', async () => {
    const phone = await FakePhone.open(simulator.port, 'one')
    for (const text of ['one', 'two', 'three']) {
      project.write('pages/home/home.wxml', `<view>${text}</view>`)
      await new Promise((resolve) => setImmediate(resolve))
    }
    await recompiledUntil(phone, ({ templates }) => templates.includes('three'))
    await phone.close()
  })

  it('goes on with a project that stopped compiling, and says why', async () => {
    const phone = await FakePhone.open(simulator.port, 'one')
    project.write('app.ts', 'App({')
    await recompiledUntil(phone, ({ problems }) => problems.length > 0)
    const compiled = (await (await get('/project.json')).json()) as CompiledProject
    expect(compiled.problems).toMatchObject([{ severity: 'error', file: 'app.ts' }])
    project.write('app.ts', 'App({})')
    await recompiledUntil(phone, ({ problems }) => problems.length === 0)
    await phone.close()
  })

  it.each([
    ['of another site', { origin: 'https://example.com' }],
    ['that a browser marks as cross-site', { 'sec-fetch-site': 'cross-site' }],
  ])('refuses requests %s', async (_what, headers) => {
    expect((await get('/project.json', { headers })).status).toBe(403)
    expect((await get('/__proxy?url=http://127.0.0.1:1/', { headers })).status).toBe(403)
  })

  it('refuses sockets of another site, and sockets that name no phone', async () => {
    const address = `ws://127.0.0.1:${simulator.port}/__sim`
    const foreign = new WebSocket(`${address}?phone=one`, { origin: 'https://example.com' })
    const nameless = new WebSocket(address)
    for (const socket of [foreign, nameless]) {
      const [error] = (await once(socket, 'error')) as [Error]
      expect(error.message).toContain('403')
    }
  })

  it('refuses a folder that is no project', async () => {
    const start = SimulatorServer.start({ projectDir: __dirname, port: 0 })
    await expect(start).rejects.toThrow('not a mini-program project')
  })

  it('says that a port is taken', async () => {
    const start = SimulatorServer.start({ projectDir: project.dir, port: simulator.port })
    await expect(start).rejects.toMatchObject({ code: 'EADDRINUSE' })
  })

  describe('proxy', () => {
    let other: Server
    let handle: (request: IncomingMessage, response: ServerResponse) => void

    beforeAll(async () => {
      other = createServer((request, response) => handle(request, response))
      other.listen(0, '127.0.0.1')
      await once(other, 'listening')
    })

    afterAll(() => {
      other.closeAllConnections()
      other.close()
    })

    function otherUrl(address: string): string {
      return `http://127.0.0.1:${(other.address() as AddressInfo).port}${address}`
    }

    function proxied(url: string, init?: RequestInit): Promise<Response> {
      return get(`/__proxy?url=${encodeURIComponent(url)}`, init)
    }

    it('carries method, headers, query and body there, and status, headers and body back', async () => {
      handle = (request, response) => {
        const parts: Buffer[] = []
        request.on('data', (part: Buffer) => parts.push(part))
        request.on('end', () => {
          const { method, url, headers } = request
          response.writeHead(418, { 'content-type': 'application/json', 'x-answer': 'yes' })
          const body = Buffer.concat(parts).toString()
          response.end(JSON.stringify({ method, url, body, headers }))
        })
      }
      const response = await proxied(otherUrl('/a?b=c&d=%20'), {
        method: 'PUT',
        headers: { authorization: 'Bearer x', 'content-type': 'text/plain', cookie: 'mine=1' },
        body: '你好',
      })
      expect(response.status).toBe(418)
      expect(response.headers.get('x-answer')).toBe('yes')
      const seen = (await response.json()) as { headers: Record<string, string> }
      expect(seen).toMatchObject({ method: 'PUT', url: '/a?b=c&d=%20', body: '你好' })
      expect(seen.headers).toMatchObject({
        authorization: 'Bearer x',
        'content-type': 'text/plain',
        referer: 'https://servicewechat.com/touristappid/devtools/page-frame.html',
      })
      expect(seen.headers).not.toHaveProperty('cookie')
    })

    it('carries large uploads byte for byte', async () => {
      handle = (request, response) => request.pipe(response)
      const bytes = Buffer.alloc(8 * 1024 * 1024, 'binary \u0000 bytes')
      const response = await proxied(otherUrl('/'), { method: 'POST', body: bytes })
      expect(Buffer.from(await response.arrayBuffer()).equals(bytes)).toBe(true)
    })

    it('hands on the first bytes before the last are there', async () => {
      let finish = (): void => undefined
      handle = (_request, response) => {
        response.write('first')
        finish = () => response.end('last')
      }
      const reader = (await proxied(otherUrl('/'))).body!.getReader()
      const first = await reader.read()
      expect(Buffer.from(first.value!).toString()).toBe('first')
      finish()
      expect(Buffer.from((await reader.read()).value!).toString()).toBe('last')
    })

    it('leads redirects through itself and keeps cookies off its own origin', async () => {
      handle = (_request, response) => {
        response.writeHead(302, { location: '/next', 'set-cookie': ['a=1', 'b=2'] }).end()
      }
      const { headers } = await proxied(otherUrl('/'))
      expect(headers.get('location')).toBe(`/__proxy?url=${encodeURIComponent(otherUrl('/next'))}`)
      expect(headers.get('set-cookie')).toBeNull()
      expect(headers.get('x-simulator-set-cookie')).toBe('["a=1","b=2"]')
    })

    it('marks its own answer when nobody answers', async () => {
      handle = (request) => request.socket.destroy()
      const response = await proxied(otherUrl('/'))
      expect(response.status).toBe(502)
      expect(response.headers.get('x-simulator-proxy-failure')).toBe('unreachable')
    })

    it('refuses hosts outside this machine that nobody allowed', async () => {
      const response = await proxied('https://example.com/')
      expect(response.status).toBe(403)
      expect(response.headers.get('x-simulator-proxy-failure')).toBe('forbidden')
      expect(await response.json()).toEqual({
        error: 'example.com is not allowed: name it in --allow-host or SIM_ALLOWED_HOSTS',
      })
    })

    it.each(['', 'nonsense', 'file:///etc/passwd'])('refuses the address %p', async (url) => {
      expect((await proxied(url)).status).toBe(400)
    })
  })
})
