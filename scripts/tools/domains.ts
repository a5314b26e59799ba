import { lookup } from 'node:dns/promises'
import { connect } from 'node:tls'

import { Command } from 'commander'

import { domainLists, ruleProblems, type DomainLists, type Hosts } from './domain-lists'

const TIMEOUT_MS = 5_000

/** What looking at one address brought to light; empty when nothing is wrong. */
async function addressProblems(address: string): Promise<string[]> {
  const problems = ruleProblems(address)
  const { hostname, port } = new URL(address)
  try {
    await lookup(hostname)
  } catch {
    return [...problems, 'DNS does not know the host']
  }
  if (!address.startsWith('http:') && !address.startsWith('ws:')) {
    const tls = await tlsProblem(hostname, Number(port) || 443)
    if (tls !== null) problems.push(tls)
  }
  return problems
}

function tlsProblem(host: string, port: number): Promise<string | null> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, servername: host, timeout: TIMEOUT_MS }, () => end(null))
    const end = (problem: string | null) => {
      socket.destroy()
      resolve(problem)
    }
    socket.on('error', (error: Error) => end(`TLS fails: ${error.message}`))
    socket.on('timeout', () => end(`TLS: no answer within ${TIMEOUT_MS / 1000} s`))
  })
}

/** A navigator answers any app key and token, if only with a refusal. */
async function navigatorProblem(address: string, appKey: string): Promise<string | null> {
  try {
    const response = await fetch(`${address}/v2/navi.json?cloud=0`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'RC-Appkey': appKey },
      body: 'token=check&v=5.38.0&platfrom=wechat',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    const { code } = (await response.json()) as { code?: unknown }
    return typeof code === 'number' ? null : 'does not answer as a navigator does'
  } catch (error) {
    return `does not answer: ${error instanceof Error ? error.message : String(error)}`
  }
}

function print(lists: DomainLists): void {
  console.log('Enter these in the mini-program console, under server domains:\n')
  for (const [name, addresses] of Object.entries(lists) as [string, string[]][]) {
    console.log(`${name} domains`)
    for (const address of addresses) console.log(`  ${address}`)
    console.log('')
  }
}

function listOf(text: string | undefined): string[] {
  return (text ?? '').split(',').flatMap((part) => part.trim() || [])
}

async function main(): Promise<void> {
  const { env } = process
  const program = new Command('domains')
    .description('Prints the domain lists to enter in WeChat’s console, and checks each address.')
    .requiredOption('--api <url>', 'base address of the app server', env.APP_PUBLIC_URL)
    .requiredOption('--navigators <urls>', 'comma list', env.RONGCLOUD_NAVIGATORS)
    .requiredOption('--cmp <hosts>', 'comma list of host[:port]', env.RONGCLOUD_CMP)
    .option('--uploads <hosts>', 'comma list of the storage hosts files go to', env.UPLOAD_HOSTS)
    .option('--downloads <hosts>', 'comma list of the hosts files come from', env.DOWNLOAD_HOSTS)
    .option('--app-key <key>', 'for the navigator', env.RONGCLOUD_APP_KEY ?? 'check')
    .option('--no-check', 'only print the lists')
    .parse()
  const options = program.opts<Record<string, string> & { check: boolean }>()
  const hosts: Hosts = {
    api: options.api,
    navigators: listOf(options.navigators),
    cmp: listOf(options.cmp),
    uploads: listOf(options.uploads),
    downloads: listOf(options.downloads),
  }
  const lists = domainLists(hosts)
  print(lists)
  if (!options.check) return
  let failures = 0
  for (const address of new Set(Object.values(lists).flat() as string[])) {
    const problems = await addressProblems(address)
    if (hosts.navigators.includes(address)) {
      const problem = await navigatorProblem(address, options.appKey)
      if (problem !== null) problems.push(problem)
    }
    failures += problems.length
    console.log(problems.length === 0 ? `ok    ${address}` : `FAIL  ${address}`)
    for (const problem of problems) console.log(`        ${problem}`)
  }
  if (failures > 0) process.exitCode = 1
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 2
})
