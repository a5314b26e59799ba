import { AppTimers, type Clock } from '../../../../scripts/simulator/client/runtime/app-timers'
import { Foreground } from '../../../../scripts/simulator/client/runtime/foreground'
import type { AppState, PhoneEvents } from '../../../../scripts/simulator/client/phone'

/** A clock that stands still until told to go on. */
class ManualClock implements Clock {
  private time = 0
  private count = 0
  private readonly waiting = new Map<number, { at: number; callback: () => void }>()

  now(): number {
    return this.time
  }

  set(callback: () => void, delayMs: number): number {
    this.waiting.set(++this.count, { at: this.time + delayMs, callback })
    return this.count
  }

  clear(handle: unknown): void {
    this.waiting.delete(handle as number)
  }

  elapse(ms: number): void {
    const end = this.time + ms
    for (;;) {
      const due = [...this.waiting].filter(([, { at }]) => at <= end)
      const [next] = due.sort(([, a], [, b]) => a.at - b.at)
      if (!next) break
      this.waiting.delete(next[0])
      this.time = next[1].at
      next[1].callback()
    }
    this.time = end
  }
}

function timersWithClock() {
  const clock = new ManualClock()
  const errors: unknown[] = []
  const timers = new AppTimers(clock, (error) => errors.push(error))
  return { clock, errors, timers }
}

describe('AppTimers', () => {
  it('calls with the arguments given, once or again and again', () => {
    const { clock, timers } = timersWithClock()
    const calls: unknown[] = []
    timers.setTimeout((text: unknown) => calls.push(text), 10, 'once')
    const id = timers.setInterval(() => calls.push('again'), 10)
    clock.elapse(35)
    expect(calls).toEqual(['once', 'again', 'again', 'again'])
    timers.clear(id)
    clock.elapse(100)
    expect(calls).toHaveLength(4)
  })

  it('fires nothing while suspended, and what fell due on return', () => {
    const { clock, timers } = timersWithClock()
    const calls: string[] = []
    timers.setTimeout(() => calls.push('later'), 200)
    timers.setTimeout(() => calls.push('sooner'), 100)
    timers.suspend()
    timers.setTimeout(() => calls.push('set meanwhile'), 10_000)
    clock.elapse(1000)
    expect(calls).toEqual([])
    timers.resume()
    clock.elapse(0)
    expect(calls).toEqual(['sooner', 'later'])
    clock.elapse(9000)
    expect(calls).toEqual(['sooner', 'later', 'set meanwhile'])
  })

  it('reports what a callback throws and goes on', () => {
    const { clock, errors, timers } = timersWithClock()
    timers.setInterval(() => {
      throw new Error('tick failed')
    }, 10)
    clock.elapse(20)
    expect(errors).toHaveLength(2)
  })

  it('refuses what is no function', () => {
    expect(() => timersWithClock().timers.setTimeout('alert(1)', 0)).toThrow(TypeError)
  })
})

describe('Foreground', () => {
  function phoneInHand() {
    const { clock, timers } = timersWithClock()
    const events: string[] = []
    const entry = {
      path: 'a',
      query: {},
      scene: 1,
      referrerInfo: {},
      apiCategory: 'default',
    } as const
    const app: AppState = {
      appId: '',
      launchOptions: entry,
      enterOptions: entry,
      isForeground: true,
    }
    const emit = (event: keyof PhoneEvents): void => void events.push(event)
    const pages = {
      hideTop: () => events.push('page hide'),
      showTop: () => events.push('page show'),
    }
    return { clock, events, foreground: new Foreground({ app, emit }, timers, pages, clock) }
  }

  it('suspends the app five seconds after it went away', () => {
    const { clock, events, foreground } = phoneInHand()
    foreground.leave()
    clock.elapse(4999)
    expect(events).toEqual(['page hide', 'appHide'])
    clock.elapse(1)
    expect(events.at(-1)).toBe('appSuspend')
    foreground.enter()
    expect(events.slice(3)).toEqual(['appResume', 'appShow', 'page show'])
  })

  it('suspends nothing when the app comes back in time', () => {
    const { clock, events, foreground } = phoneInHand()
    foreground.leave()
    clock.elapse(3000)
    foreground.enter()
    clock.elapse(10_000)
    expect(events).toEqual(['page hide', 'appHide', 'appShow', 'page show'])
  })
})
