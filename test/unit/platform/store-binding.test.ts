import { observable, runInAction } from 'mobx-miniprogram'

import { bindStore } from '../../../miniprogram/platform/store-binding'
import { AppOnFakes } from '../../fakes/app-on-fakes'
import { FakeClock } from '../../fakes/fake-clock'

/** A page that counts what it is sent. */
class CountingPage {
  readonly patches: Record<string, unknown>[] = []

  setData(patch: Record<string, unknown>): void {
    this.patches.push(patch)
  }
}

function boundText() {
  const text = observable.box('a')
  const page = new CountingPage()
  const clock = new FakeClock()
  const binding = bindStore(page, () => ({ text: text.get(), fixed: 1 }), clock)
  const set = (value: string) => runInAction(() => text.set(value))
  return { page, clock, binding, set }
}

describe('bindStore', () => {
  it('sets the first value at once and later only what changed', async () => {
    const { page, clock, set } = boundText()
    set('b')
    await clock.pass(50)
    expect(page.patches).toEqual([{ text: 'a', fixed: 1 }, { text: 'b' }])
  })

  it('makes one setData of many changes', async () => {
    const { page, clock, set } = boundText()
    for (const value of 'bcdefgh') set(value)
    await clock.pass(50)
    expect(page.patches.slice(1)).toEqual([{ text: 'h' }])
  })

  it('sets at most 20 times a second', async () => {
    const { page, clock, set } = boundText()
    for (let tick = 0; tick < 1000; tick += 5) {
      set(`at ${tick}`)
      await clock.pass(5)
    }
    expect(page.patches.length).toBeLessThanOrEqual(21)
    expect(page.patches.length).toBeGreaterThan(15)
  })

  it.each([-50_000, 50_000])('sends no later when the clock is set by %i ms', async (jump) => {
    const { page, clock, set } = boundText()
    clock.jump(jump)
    set('b')
    await clock.pass(50)
    expect(page.patches.slice(1)).toEqual([{ text: 'b' }])
  })

  it('sends nothing while hidden and everything once on show', async () => {
    const { page, clock, binding, set } = boundText()
    binding.hide()
    set('b')
    set('c')
    await clock.pass(1_000)
    expect(page.patches).toHaveLength(1)
    binding.show()
    expect(page.patches.slice(1)).toEqual([{ text: 'c' }])
  })

  it('sends nothing after dispose, not even what was waiting', async () => {
    const { page, clock, binding, set } = boundText()
    set('b')
    binding.dispose()
    set('c')
    binding.flush()
    await clock.pass(1_000)
    expect(page.patches).toHaveLength(1)
  })
})

describe('an incoming message in an open chat', () => {
  async function costOfOneMessage(rows: number) {
    const app = await AppOnFakes.signedIn()
    const conversation = { kind: 'private', targetId: 'chen' } as const
    const incoming = (text: string) =>
      app.im.message(conversation, {
        senderId: 'chen',
        isOwn: false,
        content: { type: 'text', text },
      })
    for (let count = 0; count < rows; count += 1) app.im.stored.push(incoming('x'.repeat(40)))
    const chat = app.stores.openChat('private:chen')
    await chat.open()
    while (chat.hasEarlier) await chat.loadEarlier()
    await app.clock.pass(1_000)
    const page = new CountingPage()
    const view = () => ({
      earlierScreens: chat.earlierScreens,
      recentScreens: chat.recentScreens,
      newestId: chat.newestId,
    })
    bindStore(page, view, app.clock)
    page.patches.length = 0
    // The message after the one that opened a fresh screen: the common case.
    for (const text of ['fills the last screen', 'opens a fresh one']) {
      app.im.emit('messages', [incoming(text)])
      await app.clock.pass(50)
    }
    page.patches.length = 0
    app.im.emit('messages', [incoming('news')])
    await app.clock.pass(1_000)
    const rowsShown = [...chat.earlierScreens, ...chat.recentScreens].flatMap((s) => s.rows)
    expect(rowsShown).toHaveLength(rows + 3)
    const [patch] = page.patches
    return { calls: page.patches.length, patch, bytes: JSON.stringify(patch).length }
  }

  it('costs one setData of its own row, whatever the length of the list', async () => {
    const costs = []
    for (const rows of [20, 200, 1_000, 10_000]) costs.push(await costOfOneMessage(rows))
    for (const { calls, patch } of costs) {
      expect(calls).toBe(1)
      const paths = Object.keys(patch).filter((path) => path.includes('creens'))
      expect(paths).toEqual([expect.stringMatching(/^recentScreens\[\d+\]\.rows\[\d+\]$/)])
    }
    const bytes = costs.map((cost) => cost.bytes)
    expect(Math.max(...bytes)).toBeLessThanOrEqual(Math.min(...bytes) * 1.05)
    expect(Math.max(...bytes)).toBeLessThan(700)
  })
})
