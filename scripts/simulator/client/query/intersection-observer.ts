import { scrollerOf } from '../builtins/scroller'
import type { Component, Element } from '../runtime/glass-easel-types'
import { domOf } from '../runtime/tree'

interface Margins {
  left?: number
  top?: number
  right?: number
  bottom?: number
}

interface Options {
  thresholds?: number[]
  initialRatio?: number
  observeAll?: boolean
}

type Callback = (result: Record<string, unknown>) => void

/**
 * Source: WeChat docs, `IntersectionObserver`. The callback runs when the ratio crosses a threshold; at first it is
 * taken to have been `initialRatio`.
 */
export class PageIntersectionObserver {
  private reference: { selector?: string; margins: Margins } | undefined
  private observers: IntersectionObserver[] = []

  constructor(
    private readonly component: () => Component | undefined,
    private readonly options: Options = {},
    private readonly reportError: (error: unknown) => void,
  ) {}

  relativeTo(selector: string, margins: Margins = {}): this {
    this.reference = { selector, margins }
    return this
  }

  relativeToViewport(margins: Margins = {}): this {
    this.reference = { margins }
    return this
  }

  observe(targetSelector: string, callback: Callback): void {
    const root = this.component()?.getShadowRoot()
    if (!root) return
    const found = this.options.observeAll
      ? root.querySelectorAll(targetSelector)
      : [root.querySelector(targetSelector)]
    const { selector, margins = {} } = this.reference ?? {}
    const reference = selector === undefined ? undefined : root.querySelector(selector)
    for (const target of found) {
      const dom = target && domOf(target)
      if (!dom) continue
      const identity = { id: target.id, dataset: target.dataset }
      this.watch(dom, reference ? rootOf(reference) : undefined, margins, (entry) =>
        callback({ ...identity, ...resultOf(entry) }),
      )
    }
  }

  disconnect(): void {
    for (const observer of this.observers) observer.disconnect()
    this.observers = []
  }

  private watch(
    target: HTMLElement,
    reference: HTMLElement | undefined,
    margins: Margins,
    callback: (entry: IntersectionObserverEntry) => void,
  ): void {
    // The page's own window: one of another window does not see its elements.
    const view = target.ownerDocument.defaultView
    if (!view) return
    const { thresholds = [0], initialRatio = 0 } = this.options
    let ratio = initialRatio
    const onEntries = (entries: IntersectionObserverEntry[]): void => {
      for (const entry of entries) {
        const now = entry.isIntersecting ? entry.intersectionRatio : -1
        const before = ratio === 0 && initialRatio === 0 ? -1 : ratio
        ratio = now
        if (!crosses(thresholds, before, now)) continue
        try {
          callback(entry)
        } catch (error) {
          this.reportError(error)
        }
      }
    }
    const { top = 0, right = 0, bottom = 0, left = 0 } = margins
    const observer = new view.IntersectionObserver(onEntries, {
      // Without an explicit root the margins do not count inside an iframe.
      root: reference ?? target.ownerDocument,
      rootMargin: `${top}px ${right}px ${bottom}px ${left}px`,
      threshold: thresholds,
    })
    observer.observe(target)
    this.observers.push(observer)
  }
}

/** What scrolls in the reference: around anything else the margins would count for nothing. */
function rootOf(reference: Element): HTMLElement | undefined {
  const dom = domOf(reference)
  return dom && (scrollerOf(dom) as HTMLElement)
}

/**
 * Whether going from one ratio to another passes a threshold. -1 is out of sight, so that a threshold of 0 is passed on
 * the way in and on the way out.
 */
export function crosses(thresholds: number[], before: number, now: number): boolean {
  return thresholds.some((threshold) => before < threshold !== now < threshold)
}

function resultOf(entry: IntersectionObserverEntry): Record<string, unknown> {
  return {
    intersectionRatio: entry.intersectionRatio,
    intersectionRect: rectOf(entry.intersectionRect),
    boundingClientRect: rectOf(entry.boundingClientRect),
    relativeRect: entry.rootBounds ? rectOf(entry.rootBounds) : undefined,
    time: Date.now(),
  }
}

function rectOf({ left, top, right, bottom, width, height }: DOMRectReadOnly): object {
  return { left, top, right, bottom, width, height }
}
