import { mkdirSync } from 'node:fs'
import path from 'node:path'

import pino from 'pino'

import { SimulatorServer } from '../simulator/server/simulator-server'
import { ChildServer } from './child-server'
import { demoSecrets } from './demo-secrets'
import { freePort } from './free-port'
import { type DemoPerson, startPage, startPageScript } from './start-page'

const root = path.join(__dirname, '../..')
const dataDir = path.resolve(process.env.HUTONG_DATA_DIR ?? path.join(root, '.data'))
const appKey = 'hutong-demo'

/** Ports tried first; the next free one is taken instead. */
const wantedPorts = {
  simulator: Number(process.env.SIMULATOR_PORT ?? 7430),
  im: Number(process.env.IM_PORT ?? 7420),
  upload: Number(process.env.IM_UPLOAD_PORT ?? 7421),
  upload2: Number(process.env.IM_UPLOAD_PORT_2 ?? 7422),
  app: Number(process.env.APP_PORT ?? 7410),
}

/** `npm start`: both servers and the simulator in one process tree, with a page that shows two phones. */
async function start(): Promise<void> {
  mkdirSync(dataDir, { recursive: true })
  const started: { stop(): Promise<void> }[] = []
  let isStopping = false
  const stop = async (exitCode: number): Promise<void> => {
    if (isStopping) return
    isStopping = true
    await Promise.all(started.map((part) => part.stop()))
    process.exit(exitCode)
  }
  const onSignal = (): void => {
    // Ctrl-C comes from the terminal and once more from npm.
    if (!isStopping) say('Stopping.')
    void stop(0)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal)
  try {
    const imPort = await takePort('IM server', wantedPorts.im)
    const appPort = await takePort('app server', wantedPorts.app)
    const im = await imServer(imPort, appPort)
    const app = appServer(appPort, imPort)
    started.push(im, app)
    await Promise.all([im.ready, app.ready])
    for (const server of [im, app]) {
      server.onUnexpectedExit(() => {
        if (isStopping) return
        say(`${server.name} stopped by itself; see ${logFile(server.name)}`)
        void stop(1)
      })
    }
    const simulator = await startSimulator(appPort)
    started.push({ stop: () => simulator.close() })
    tellProblems(simulator)
    simulator.live.on('recompiled', () => tellProblems(simulator))
    say(
      '',
      `  Hutong runs at          ${simulator.url}/   (two phones side by side)`,
      `  App server              http://127.0.0.1:${appPort}   (API at /v1)`,
      `  IM server               http://127.0.0.1:${imPort}`,
      `  Data and logs           ${path.relative(process.cwd(), dataDir) || '.'}/`,
      '',
      '  Ctrl-C stops everything.',
      '',
    )
  } catch (error) {
    // A server that was told to stop while it started has nothing to say.
    if (!isStopping) say((error as Error).message)
    await stop(1)
  }
}

async function imServer(port: number, appPort: number): Promise<ChildServer> {
  const hooks = `http://127.0.0.1:${appPort}/v1/hooks/rongcloud`
  const wantedUpload = Math.max(wantedPorts.upload, port + 1)
  const uploadPort = await takePort('upload host', wantedUpload)
  const wantedUpload2 = Math.max(wantedPorts.upload2, uploadPort + 1)
  const uploadPort2 = await takePort('second upload host', wantedUpload2)
  return new ChildServer({
    name: 'im-server',
    script: path.join(root, 'scripts/im-server/main.ts'),
    cwd: root,
    logFile: logFile('im-server'),
    env: {
      IM_HOST: '127.0.0.1',
      IM_PORT: String(port),
      IM_UPLOAD_PORT: String(uploadPort),
      IM_UPLOAD_PORT_2: String(uploadPort2),
      IM_APP_KEY: appKey,
      IM_APP_SECRET: demoSecrets(dataDir).imAppSecret,
      IM_DATABASE_URL: process.env.IM_DATABASE_URL ?? `pglite:${path.join(dataDir, 'im')}`,
      IM_FILES_DIR: path.join(dataDir, 'im-files'),
      IM_CALLBACK_MESSAGES: `${hooks}/messages`,
      IM_CALLBACK_PRECHECK: `${hooks}/precheck`,
      IM_CALLBACK_PRESENCE: `${hooks}/presence`,
      IM_CALLBACK_ROOMS: `${hooks}/rooms`,
    },
  })
}

function appServer(port: number, imPort: number): ChildServer {
  const { imAppSecret, jwtSecret } = demoSecrets(dataDir)
  const imUrl = `http://127.0.0.1:${imPort}`
  return new ChildServer({
    name: 'app-server',
    script: path.join(root, 'scripts/app-server/main.ts'),
    cwd: root,
    logFile: logFile('app-server'),
    env: {
      APP_HOST: '127.0.0.1',
      APP_PORT: String(port),
      HUTONG_DEMO: '1',
      DATABASE_URL: process.env.DATABASE_URL ?? `pglite:${path.join(dataDir, 'app')}`,
      APP_JWT_SECRET: jwtSecret,
      RONGCLOUD_APP_KEY: appKey,
      RONGCLOUD_APP_SECRET: imAppSecret,
      RONGCLOUD_API_URLS: imUrl,
      RONGCLOUD_NAVIGATORS: imUrl,
      RONGCLOUD_CMP: `127.0.0.1:${imPort}`,
    },
  })
}

async function startSimulator(appPort: number): Promise<SimulatorServer> {
  const appUrl = `http://127.0.0.1:${appPort}`
  return SimulatorServer.start({
    projectDir: root,
    port: await takePort('simulator', wantedPorts.simulator),
    allowedHosts: (process.env.SIM_ALLOWED_HOSTS ?? '').split(',').filter(Boolean),
    watch: true,
    logger: pino({ level: 'warn' }, pino.destination(logFile('simulator'))),
    extend: (server, live) => {
      server.get('/', async (_request, reply) => {
        const people = await fetchPeople(appUrl)
        const homePath = live.project.appConfig.pages[0] ?? ''
        return reply
          .type('text/html; charset=utf-8')
          .header('cache-control', 'no-store')
          .send(startPage({ people, appUrl, homePath }))
      })
      server.get('/start-page.js', (_request, reply) =>
        reply.type('text/javascript; charset=utf-8').send(startPageScript()),
      )
    },
  })
}

/** @throws Error when the app server does not answer. */
async function fetchPeople(appUrl: string): Promise<DemoPerson[]> {
  const response = await fetch(`${appUrl}/v1/demo/people`)
  if (!response.ok) throw new Error(`the app server answered ${response.status}`)
  const { items } = (await response.json()) as { items: DemoPerson[] }
  return items
}

async function takePort(what: string, wanted: number): Promise<number> {
  const port = await freePort(wanted)
  if (port !== wanted) say(`Port ${wanted} is taken; the ${what} uses ${port}.`)
  return port
}

function tellProblems(simulator: SimulatorServer): void {
  for (const { severity, file, line, message } of simulator.live.project.problems) {
    say(`${severity}: miniprogram/${file}${line === undefined ? '' : `:${line}`}: ${message}`)
  }
}

function logFile(name: string): string {
  return path.join(dataDir, `${name}.log`)
}

function say(...lines: string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`)
}

void start()
