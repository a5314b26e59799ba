import { domOf } from '../runtime/tree'
import type { Page } from './page'

/** Tells a page of its scrolling: onPageScroll and onReachBottom. */
export function watchScroll(page: Page, bottomDistance: number): void {
  const { window: view, document } = page.frame
  let wasAtBottom = false
  view.addEventListener(
    'scroll',
    () => {
      const scroller = document.scrollingElement
      if (!scroller) return
      page.call('onPageScroll', { scrollTop: scroller.scrollTop })
      const left = scroller.scrollHeight - scroller.scrollTop - view.innerHeight
      const isAtBottom = left <= bottomDistance
      if (isAtBottom && !wasAtBottom) page.call('onReachBottom')
      wasAtBottom = isAtBottom
    },
    { passive: true },
  )
}

export interface ScrollTarget {
  scrollTop?: number
  selector?: string
  offsetTop?: number
  duration?: number
}

/** `wx.pageScrollTo`. Resolves when the page is there. */
export async function scrollPage(page: Page, target: ScrollTarget): Promise<void> {
  const { window: view, document } = page.frame
  const { duration = 300, offsetTop = 0 } = target
  let top = target.scrollTop ?? 0
  if (target.selector !== undefined) {
    const found = page.component.getShadowRoot()?.querySelector(target.selector)
    const rect = found && domOf(found)?.getBoundingClientRect()
    if (!rect) throw new Error(`selector "${target.selector}" not found`)
    top = rect.top + (document.scrollingElement?.scrollTop ?? 0) + offsetTop
  }
  view.scrollTo({ top, behavior: duration > 0 ? 'smooth' : 'auto' })
  if (duration > 0) await new Promise((resolve) => window.setTimeout(resolve, duration))
}
