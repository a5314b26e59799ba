import { ChaosServers } from './chaos-servers'
import { ChaosWorld } from './chaos-world'

export interface WholeAgain {
  trials: number
  medianMs: number
  p95Ms: number
}

const MISSED = 10
const LIMIT_MS = 20_000

/**
 * How long after the network's return everything missed meanwhile is on screen, in two open
 * conversations at once. The phone's time runs as the world's.
 */
export async function measureWholeAgain(trials: number): Promise<WholeAgain> {
  const servers = await ChaosServers.start()
  try {
    const world = await ChaosWorld.start(servers, 0, { sendsPerSecond: 1_000 })
    const times: number[] = []
    for (let trial = 0; trial < trials; trial += 1) times.push(await measureOne(world))
    world.stop()
    times.sort((a, b) => a - b)
    const at = (part: number) => Math.round(times[Math.ceil(part * trials) - 1])
    return { trials, medianMs: at(0.5), p95Ms: at(0.95) }
  } finally {
    await servers.stop()
  }
}

async function measureOne(world: ChaosWorld): Promise<number> {
  const [lin, chen] = [world.person('lin'), world.person('chen')]
  const { wx, stores } = chen.phone
  wx.setOnline(false)
  await chen.until(() => stores.session.status === 'offline', LIMIT_MS)
  const texts = Array<'text'>(MISSED).fill('text')
  await lin.say('private:chen', texts)
  await lin.say('group', texts)
  await lin.until(() => lin.hasSent('private:chen') && lin.hasSent('group'), LIMIT_MS)
  const lastOf = (labels: readonly string[]) => labels[labels.length - 1]
  const startedAt = performance.now()
  wx.setOnline(true)
  const isWhole = () =>
    lastOf(chen.labelsOf('private:lin')) === lastOf(lin.said.get('private:chen')!) &&
    lastOf(chen.labelsOf('group')) === lastOf(lin.said.get('group')!)
  if (!(await chen.until(isWhole, LIMIT_MS))) throw new Error('not whole again')
  return performance.now() - startedAt
}
