import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdtempSync, readdirSync } from 'node:fs'
import { chown, cp, mkdir, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'

import getPort from 'get-port'
import pg from 'pg'

/** A throw-away PostgreSQL server of our own, on a free loopback port. */
export interface PostgresCluster {
  url: string
  stop(): Promise<void>
}

const isRoot = process.getuid?.() === 0

/** Where `initdb` and `postgres` are; newest version first. null: not on this machine. */
function findBinaries(): string | null {
  const packaged = '/usr/lib/postgresql'
  const versions = existsSync(packaged) ? readdirSync(packaged) : []
  const folders = [
    ...versions
      .sort((a, b) => Number(b) - Number(a))
      .map((version) => `${packaged}/${version}/bin`),
    ...(process.env['PATH'] ?? '').split(path.delimiter),
  ]
  const has = (folder: string): boolean =>
    ['initdb', 'postgres'].every((name) => existsSync(path.join(folder, name)))
  return folders.find((folder) => folder && has(folder)) ?? null
}

const canInstall = isRoot && process.platform === 'linux' && existsSync('/usr/bin/apt-get')

/**
 * Whether tests on PostgreSQL can run here: a server is told by `TEST_POSTGRES_URL`, installed, or can be installed.
 */
export function hasPostgres(): boolean {
  return Boolean(process.env['TEST_POSTGRES_URL']) || findBinaries() !== null || canInstall
}

function requireBinaries(): string {
  const found = findBinaries()
  if (found) return found
  const options = {
    stdio: 'ignore',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  } as const
  execFileSync('apt-get', ['update', '-qq'], options)
  execFileSync(
    'apt-get',
    ['install', '-y', '-qq', '--no-install-recommends', 'postgresql'],
    options,
  )
  const installed = findBinaries()
  if (!installed) throw new Error('apt-get installed no PostgreSQL server')
  return installed
}

/** PostgreSQL refuses to run as root, so root runs it as the user made for such things. */
function unprivileged(): { uid: number; gid: number } | Record<string, never> {
  if (!isRoot) return {}
  const id = (flag: string): number =>
    Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }))
  return { uid: id('-u'), gid: id('-g') }
}

/** The server `TEST_POSTGRES_URL` names, or a cluster of our own that `stop` removes. */
export async function startPostgres(): Promise<PostgresCluster> {
  const given = process.env['TEST_POSTGRES_URL']
  if (given) return { url: given, stop: async () => undefined }
  const binaries = requireBinaries()
  const user = unprivileged()
  const folder = mkdtempSync(path.join(tmpdir(), 'hutong-pg-'))
  chmodSync(folder, 0o755)
  if (user.uid !== undefined) await chown(folder, user.uid, user.gid)
  const data = path.join(folder, 'data')
  await cp(await clusterTemplate(binaries, user), data, {
    recursive: true,
    preserveTimestamps: true,
  })
  if (user.uid !== undefined) execFileSync('chown', ['-R', `${user.uid}:${user.gid}`, data])
  chmodSync(data, 0o700)

  const port = await getPort({ host: '127.0.0.1' })
  const settings = {
    port,
    listen_addresses: '127.0.0.1',
    fsync: 'off',
    unix_socket_directories: '',
  }
  const server = spawn(
    path.join(binaries, 'postgres'),
    [
      '-D',
      data,
      ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ],
    { ...user, cwd: folder, stdio: ['ignore', 'ignore', 'pipe'], env: { LC_ALL: 'C' } },
  )
  const exited = once(server, 'exit')
  await ready(server.stderr)
  return {
    url: `postgres://hutong@127.0.0.1:${port}/postgres`,
    async stop() {
      // SIGINT: fast shutdown, see "Shutting Down the Server" in PostgreSQL's documentation.
      server.kill('SIGINT')
      await exited
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function ready(log: NodeJS.ReadableStream): Promise<void> {
  let text = ''
  log.setEncoding('utf8')
  for await (const part of log as AsyncIterable<string>) {
    text += part
    if (text.includes('ready to accept connections')) {
      log.resume()
      return
    }
  }
  throw new Error(`PostgreSQL did not start:\n${text}`)
}

/** An initialised, never started cluster, made once a version: copying it takes a tenth of `initdb`'s time. */
async function clusterTemplate(
  binaries: string,
  user: { uid?: number; gid?: number },
): Promise<string> {
  const version = execFileSync(path.join(binaries, 'postgres'), ['--version'], { encoding: 'utf8' })
  const name = `hutong-pg-template-${version.replace(/[^\d.]+/g, '-')}-${process.getuid?.() ?? 0}`
  const template = path.join(tmpdir(), name)
  if (existsSync(template)) return template
  const aside = mkdtempSync(path.join(tmpdir(), 'hutong-pg-new-'))
  chmodSync(aside, 0o755)
  if (user.uid !== undefined) await chown(aside, user.uid, user.gid!)
  await mkdir(aside, { recursive: true })
  execFileSync(
    path.join(binaries, 'initdb'),
    [
      '-D',
      path.join(aside, 'data'),
      '-U',
      'hutong',
      '-A',
      'trust',
      '-E',
      'UTF8',
      '--locale=C',
      '-N',
    ],
    { ...user, cwd: aside, stdio: 'pipe', env: {} },
  )
  await rename(path.join(aside, 'data'), template).catch(() => undefined)
  await rm(aside, { recursive: true, force: true })
  return template
}

/** Drops a schema and all in it, so that a suite starts from nothing. */
export async function dropSchema(url: string, schema: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(`drop schema if exists "${schema}" cascade`)
  await client.end()
}
