import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'

import fastifyStatic from '@fastify/static'
import fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  LogController,
} from 'fastify'

import { routes } from '../wire'
import { ClientBundle } from './client-bundle'
import { indexPage, phonePage } from './html-pages'
import { LiveProject } from './live-project'
import { PhoneSockets } from './phone-sockets'
import { contentSecurityPolicy, registerProxy } from './proxy'
import { isOwnRequest } from './request-guard'

export interface SimulatorOptions {
  /** Folder with project.config.json. */
  projectDir: string
  /** 0 takes any free port. */
  port: number
  /** Hosts outside this machine the mini-program may call through the proxy. */
  allowedHosts?: readonly string[]
  /** Recompile and tell the phones when a file changes. */
  watch?: boolean
  logger?: FastifyBaseLogger
  /** Adds routes before the server listens, such as a start page in place of the index. */
  extend?: (server: FastifyInstance, live: LiveProject) => void
}

/**
 * Serves one mini-program to browsers. A development server: it has no sign-in, so it listens on loopback alone and
 * answers only its own pages and programs of this machine.
 */
export class SimulatorServer {
  readonly phones = new PhoneSockets()
  private constructor(
    private readonly server: FastifyInstance,
    private readonly client: ClientBundle,
    readonly live: LiveProject,
    readonly port: number,
  ) {}

  /** @throws Error when the port is taken (`code` EADDRINUSE) or the folder is no project. */
  static async start(options: SimulatorOptions): Promise<SimulatorServer> {
    const live = new LiveProject(options.projectDir)
    const client = new ClientBundle()
    const server = fastify({
      ...(options.logger && { loggerInstance: options.logger }),
      logController: new LogController({ disableRequestLogging: true }),
      forceCloseConnections: true,
      bodyLimit: 1024 * 1024,
    })
    server.addHook('onRequest', async (request, reply) => {
      if (isOwnRequest(request.raw)) return undefined
      return reply.code(403).send({ error: 'only pages and programs of this machine may ask' })
    })
    const { allowedHosts = [] } = options
    await registerRoutes(server, live, client, contentSecurityPolicy(allowedHosts))
    registerProxy(server, {
      allowedHosts,
      referer: `https://servicewechat.com/${appIdOf(options.projectDir)}/devtools/page-frame.html`,
    })
    options.extend?.(server, live)
    if (!server.hasRoute({ method: 'GET', url: '/' })) {
      server.get('/', (_request, reply) => html(reply, indexPage(live.project)))
    }
    const address = await server.listen({ host: '127.0.0.1', port: options.port })
    const simulator = new SimulatorServer(server, client, live, Number(new URL(address).port))
    simulator.phones.listen(server.server)
    live.on('recompiled', ({ version }, changed) =>
      simulator.phones.broadcast({ kind: 'recompiled', version, changed }),
    )
    if (options.watch) await live.watch()
    return simulator
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`
  }

  /** Address of a phone; `query` is the launch query of its first page. */
  phoneUrl(phone: string, options: { path?: string; query?: string } = {}): string {
    const search = new URLSearchParams({ phone, ...options })
    return `${this.url}${routes.phone}?${search.toString()}`
  }

  async close(): Promise<void> {
    this.phones.close()
    await Promise.all([this.live.close(), this.client.close(), this.server.close()])
  }
}

async function registerRoutes(
  server: FastifyInstance,
  live: LiveProject,
  client: ClientBundle,
  policy: string,
): Promise<void> {
  await server.register(fastifyStatic, { root: client.dir, serve: false })
  server.get(routes.phone, (_request, reply) =>
    html(reply.header('content-security-policy', policy), phonePage()),
  )
  server.get(routes.project, (_request, reply) =>
    reply
      .type('application/json; charset=utf-8')
      .header('cache-control', 'no-store')
      .send(live.json),
  )
  server.get(routes.script, async (_request, reply) => {
    reply.type('text/javascript; charset=utf-8').header('cache-control', 'no-store')
    try {
      return await reply.send(await client.script())
    } catch (error) {
      const message = `The simulator's own code does not build: ${(error as Error).message}`
      return reply.send(`document.body.innerText = ${JSON.stringify(message)}
throw new Error(document.body.innerText)`)
    }
  })
  server.get(routes.baseStyle, (_request, reply) => {
    const css = readFileSync(path.join(client.dir, 'base.css'), 'utf8')
    // An import must come first, and every page of a phone has this sheet, so the fonts reach them all.
    return style(reply, `@import url("${routes.fonts}");\n${css}`)
  })
  server.get(routes.fonts, (_request, reply) => style(reply, fontImports))
  server.get<{ Params: { '*': string } }>(`${routes.files}*`, (request, reply) => {
    const file = live.locate(request.params['*'])
    if (!file) return reply.code(404).send({ error: `${request.params['*']}: no such file` })
    reply.header('cache-control', 'no-cache')
    return reply.sendFile(path.basename(file), path.dirname(file), { cacheControl: false })
  })
  for (const [name, { dir }] of Object.entries(fonts)) {
    server.get<{ Params: { '*': string } }>(`/fonts/${name}/*`, (request, reply) =>
      reply.sendFile(request.params['*'], dir, { maxAge: '1d', immutable: true }),
    )
  }
}

/**
 * Chinese and emoji look the same on every machine, and show at all where none are installed. Of the emoji font only
 * the whole file has the COLR table that Chromium draws; its slices have SVG alone.
 */
const fonts = {
  'noto-sans-sc': { dir: packageDir('@fontsource/noto-sans-sc'), sheets: ['400.css', '600.css'] },
  'noto-color-emoji': {
    dir: packageDir('@fontsource/noto-color-emoji'),
    sheets: ['emoji-400.css'],
  },
}

const fontImports = Object.entries(fonts)
  .flatMap(([name, { sheets }]) =>
    sheets.map((sheet) => `@import url("/fonts/${name}/${sheet}");\n`),
  )
  .join('')

function packageDir(name: string): string {
  return path.dirname(createRequire(__filename).resolve(`${name}/package.json`))
}

function appIdOf(projectDir: string): string {
  const config = JSON.parse(readFileSync(path.join(projectDir, 'project.config.json'), 'utf8')) as {
    appid?: string
  }
  return config.appid ?? 'touristappid'
}

function style(reply: FastifyReply, css: string): FastifyReply {
  return reply.type('text/css; charset=utf-8').header('cache-control', 'no-store').send(css)
}

function html(reply: FastifyReply, text: string): FastifyReply {
  return reply.type('text/html; charset=utf-8').header('cache-control', 'no-store').send(text)
}
