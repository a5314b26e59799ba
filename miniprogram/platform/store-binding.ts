import { autorun } from 'mobx-miniprogram'

import type { Clock } from '../utils/clock'
import { dataPatch } from '../utils/data-patch'
import { systemClock } from './clock'

/** WeChat's own score asks for at most 20 `setData` calls a second. */
const MIN_INTERVAL_MS = 50

/** The part of a page or component the binding needs. */
export interface DataHost {
  /** @param then called once the view shows it. */
  setData(patch: Record<string, unknown>, then?: () => void): void
}

export interface StoreBinding {
  /** Call from `pageLifetimes.show`: sends what changed while hidden, in one `setData`. */
  show(): void
  /** Call from `pageLifetimes.hide`: nothing is sent until `show`. */
  hide(): void
  /** Sends what is waiting now. */
  flush(): void
  /** Call from `detached`. Nothing is sent afterwards. */
  dispose(): void
}

/**
 * Keeps a page's data equal to what `view` computes from observable stores: the first value is set
 * at once, later ones as the smallest set of paths, one `setData` a tick and at most 20 a second.
 */
export function bindStore(
  host: DataHost,
  view: () => object,
  clock: Clock = systemClock,
): StoreBinding {
  let sent: object = {}
  let wanted: object = {}
  let isVisible = true
  let sentAt = Number.NEGATIVE_INFINITY
  let cancelTimer: (() => void) | null = null

  const flush = () => {
    cancelTimer?.()
    cancelTimer = null
    if (wanted === sent) return
    const patch = dataPatch(sent, wanted)
    sent = wanted
    if (Object.keys(patch).length === 0) return
    sentAt = clock.now()
    host.setData(patch)
  }
  const schedule = () => {
    if (!isVisible || cancelTimer !== null) return
    const waitMs = sentAt + MIN_INTERVAL_MS - clock.now()
    // The phone's clock may have been set back since.
    cancelTimer = clock.after(Math.min(MIN_INTERVAL_MS, Math.max(0, waitMs)), flush)
  }
  const stop = autorun(() => {
    wanted = view()
    schedule()
  })
  flush()

  return {
    flush,
    show() {
      isVisible = true
      flush()
    },
    hide() {
      isVisible = false
      cancelTimer?.()
      cancelTimer = null
    },
    dispose() {
      stop()
      cancelTimer?.()
      cancelTimer = null
      wanted = sent
    },
  }
}
