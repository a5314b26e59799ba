import path from 'node:path'

import { Command, InvalidArgumentError } from 'commander'
import pino, { type Logger } from 'pino'

import { AutomatorRelay } from './server/automator-relay'
import { HeadlessPhone } from './server/headless-phone'
import { SimulatorServer } from './server/simulator-server'

/** How long the simulator stays when the last automator client left, and when none ever came, ms. */
const idleMs = 5_000
const unusedMs = 120_000
const automatedPhone = 'automated'

interface AutoOptions {
  project: string
  autoPort: number
  pixelRatio: number
  inspectPort?: number
  allowHost: string[]
}

interface ServeOptions {
  project: string
  port: number
  allowHost: string[]
}

/** Runs the command line; the process lives on as the server until it is told to stop. */
export async function main(argv: string[]): Promise<void> {
  const logger = createLogger()
  const program = new Command('simulator').description(
    "Runs a mini-program in a browser. `auto` takes what WeChat DevTools' cli takes.",
  )
  program
    .command('auto')
    .description(
      'open the project in a browser without a window and listen for miniprogram-automator',
    )
    .requiredOption('--project <dir>', 'folder with project.config.json', toAbsolute)
    .option(
      '--auto-port <port>',
      'port for miniprogram-automator; 0 takes a free one',
      parsePort,
      9420,
    )
    .option('--pixel-ratio <ratio>', 'device pixels for a CSS pixel', Number, 2)
    .option(
      '--inspect-port <port>',
      "the browser's own debugging port, to look at what is drawn",
      parsePort,
    )
    .option('--allow-host <host...>', 'hosts outside this machine the mini-program may call', [])
    // DevTools has more options, such as --auto-account; scripts written for it pass them.
    .allowUnknownOption()
    .allowExcessArguments()
    .action((options: AutoOptions) => auto(options, logger))
  program
    .command('serve')
    .description('serve the project to browsers and recompile on change')
    .requiredOption('--project <dir>', 'folder with project.config.json', toAbsolute)
    .option('--port <port>', '0 takes a free one', parsePort, 7430)
    .option('--allow-host <host...>', 'hosts outside this machine the mini-program may call', [])
    .action((options: ServeOptions) => serve(options, logger))
  try {
    await program.parseAsync(argv)
  } catch (error) {
    logger.error(error)
    process.stderr.write(`${(error as Error).message}\n`)
    process.exitCode = 1
  }
}

async function auto(options: AutoOptions, logger: Logger): Promise<void> {
  const { project, autoPort, pixelRatio, inspectPort } = options
  const simulator = await SimulatorServer.start({
    projectDir: project,
    port: 0,
    allowedHosts: allowedHosts(options.allowHost),
    logger,
  })
  logProblems(simulator, logger)
  const phone = await HeadlessPhone.open(
    { url: simulator.phoneUrl(automatedPhone), width: 390, height: 844, pixelRatio, inspectPort },
    (message) => logger.warn({ message }, 'the page reports an error'),
  )
  const relay = await AutomatorRelay.listen(autoPort, simulator.phones, automatedPhone, phone)
  const stop = stopOnce(logger, async () => {
    relay.close()
    await phone.close()
    await simulator.close()
  })
  let timer = setTimeout(() => stop('no client came'), unusedMs)
  relay.on('busy', () => clearTimeout(timer))
  relay.on('idle', () => {
    timer = setTimeout(() => stop('the last client left'), idleMs)
  })
  relay.on('close', () => stop('Tool.close'))
  announce({ port: simulator.port, autoPort: relay.port })
}

async function serve(options: ServeOptions, logger: Logger): Promise<void> {
  const { project, port } = options
  const simulator = await SimulatorServer.start({
    projectDir: project,
    port,
    allowedHosts: allowedHosts(options.allowHost),
    watch: true,
    logger,
  })
  logProblems(simulator, logger)
  simulator.live.on('recompiled', () => logProblems(simulator, logger))
  stopOnce(logger, () => simulator.close())
  announce({ port: simulator.port, url: `${simulator.url}/` })
}

function allowedHosts(fromOption: string[]): string[] {
  const fromEnvironment = (process.env.SIM_ALLOWED_HOSTS ?? '').split(',').filter(Boolean)
  return [...fromOption, ...fromEnvironment]
}

/** Ends the process once, on a signal or when the returned function is called. */
function stopOnce(logger: Logger, close: () => Promise<void>): (reason: string) => void {
  let isStopping = false
  const stop = (reason: string): void => {
    if (isStopping) return
    isStopping = true
    logger.info({ reason }, 'stopping')
    close().then(
      () => process.exit(0),
      (error: unknown) => {
        logger.error(error)
        process.exit(1)
      },
    )
  }
  process.on('SIGTERM', () => stop('SIGTERM'))
  process.on('SIGINT', () => stop('SIGINT'))
  return stop
}

function announce(facts: Record<string, unknown>): void {
  process.stdout.write(`${JSON.stringify({ ready: true, ...facts })}\n`)
}

function logProblems(simulator: SimulatorServer, logger: Logger): void {
  for (const { severity, ...problem } of simulator.live.project.problems) {
    if (severity === 'error') logger.error(problem, 'compile problem')
    else logger.warn(problem, 'compile problem')
  }
}

/** automator starts this with its output thrown away, so $SIM_LOG names a file to read afterwards. */
function createLogger(): Logger {
  const file = process.env.SIM_LOG
  const destination = file ? { dest: file, mkdir: true, sync: true } : { dest: 2, sync: true }
  return pino({ level: process.env.LOG_LEVEL ?? 'info' }, pino.destination(destination))
}

function parsePort(text: string): number {
  const port = Number(text)
  if (Number.isInteger(port) && port >= 0 && port <= 65535) return port
  throw new InvalidArgumentError('must be 0 to 65535')
}

function toAbsolute(dir: string): string {
  return path.resolve(dir)
}
