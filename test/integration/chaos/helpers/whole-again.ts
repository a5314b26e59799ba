import { ChaosWorld } from './chaos-world'
import { group } from './fault-plan'

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
  const world = await ChaosWorld.start(0, { sendsPerSecond: 1_000 })
  try {
    const [lin, chen] = [world.person('lin'), world.person('chen')]
    const times: number[] = []
    for (let trial = 0; trial < trials; trial += 1) {
      const { wx } = chen.phone
      wx.setOnline(false)
      await chen.until(() => chen.phone.stores.session.status === 'offline', LIMIT_MS)
      lin.say('private:chen', MISSED)
      lin.say(group, MISSED)
      await lin.until(() => lin.hasSent('private:chen') && lin.hasSent(group), LIMIT_MS)
      const startedAt = performance.now()
      wx.setOnline(true)
      const isWhole = () =>
        chen.textsOf('private:lin').slice(-1)[0] === lin.typed.get('private:chen')!.slice(-1)[0] &&
        chen.textsOf(group).slice(-1)[0] === lin.typed.get(group)!.slice(-1)[0]
      if (!(await chen.until(isWhole, LIMIT_MS))) throw new Error(`trial ${trial}: not whole again`)
      times.push(performance.now() - startedAt)
    }
    times.sort((a, b) => a - b)
    const at = (part: number) => Math.round(times[Math.ceil(part * trials) - 1])
    return { trials, medianMs: at(0.5), p95Ms: at(0.95) }
  } finally {
    await world.stop()
  }
}
