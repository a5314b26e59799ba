import type { EventChannel } from './event-channel'
import type { Page } from './page'
import type { PageTable } from './page-table'
import { parsePageUrl, type PageUrl } from './page-url'

/** Source: WeChat docs, `wx.navigateTo`. */
const DEPTH_LIMIT = 10

export type OpenType =
  'appLaunch' | 'navigateTo' | 'redirectTo' | 'reLaunch' | 'switchTab' | 'navigateBack'

type Events = Record<string, (...args: unknown[]) => void>

/** Makes, shows and destroys pages; the stack only keeps them in order. */
export interface PageFactory {
  /** Loads the page's package. @throws when it cannot come. */
  prepare(path: string): Promise<void>
  /** Makes the page on top of the others, its components attached and nothing of the page called yet. */
  open(url: PageUrl, openerChannel: EventChannel): Page
  /** Resolves after the page's components and the page itself had their `ready`. */
  settle(page: Page): Promise<void>
  destroy(page: Page): void
  /** Another page is on top now. */
  onTopChange(page: Page, openType: OpenType): void
  onNotFound(url: PageUrl, openType: OpenType): void
  /** Both ends of the channel between a page and its opener. */
  channel(): [EventChannel, EventChannel]
}

/**
 * The page stack and WeChat's rules for it. Routes run one after the other; each fails with the text that follows
 * `name:fail ` in WeChat.
 */
export class PageStack {
  private stack: Page[] = []
  /** Tab pages live on while another tab is shown. */
  private readonly tabPages = new Map<string, Page>()
  private queue: Promise<unknown> = Promise.resolve()

  constructor(
    private readonly table: PageTable,
    private readonly factory: PageFactory,
  ) {}

  get pages(): readonly Page[] {
    return this.stack
  }

  get top(): Page | undefined {
    return this.stack.at(-1)
  }

  /** Every page there is, tab pages out of sight included. */
  get all(): Page[] {
    return [...new Set([...this.tabPages.values(), ...this.stack])]
  }

  /**
   * Opens the first pages; an unknown page gives way to the home page. Starts after the caller is done, so that it can
   * launch the app meanwhile and the app's own routes come after.
   * @param urls bottom of the stack first.
   */
  launch(urls: PageUrl[]): Promise<void> {
    return this.inTurn(async () => {
      const known = urls.filter((url) => this.table.has(url.path))
      const unknown = urls.find((url) => !this.table.has(url.path))
      if (unknown) this.factory.onNotFound(unknown, 'appLaunch')
      const [first, ...rest] = known.length ? known : [{ path: this.table.home, query: {} }]
      if (!first) return
      await this.restart(first, 'appLaunch')
      for (const url of rest) await this.pushOver(url)
    })
  }

  navigateTo(url: string, events: Events = {}): Promise<EventChannel> {
    return this.inTurn(async () => {
      const target = this.resolve(url, 'navigateTo')
      if (this.table.isTab(target.path)) throw new Error('can not navigateTo a tabbar page')
      if (this.stack.length >= DEPTH_LIMIT) throw new Error('webview count limit exceed')
      return this.pushOver(target, events)
    })
  }

  redirectTo(url: string): Promise<void> {
    return this.inTurn(async () => {
      const target = this.resolve(url, 'redirectTo')
      if (this.table.isTab(target.path)) throw new Error('can not redirectTo a tabbar page')
      await this.factory.prepare(target.path)
      const previous = this.stack.pop()
      if (previous) this.close(previous)
      this.push(target, 'redirectTo')
    })
  }

  reLaunch(url: string): Promise<void> {
    return this.inTurn(async () => this.restart(this.resolve(url, 'reLaunch'), 'reLaunch'))
  }

  switchTab(url: string): Promise<void> {
    return this.inTurn(async () => {
      const target = this.resolve(url, 'switchTab')
      if (!this.table.isTab(target.path)) throw new Error('can not switch to no-tabBar page')
      await this.factory.prepare(target.path)
      if (this.top?.path === target.path) return
      for (const page of this.stack.splice(1).reverse()) this.close(page)
      const [below] = this.stack
      if (below && below.path !== target.path) {
        below.hide()
        if (!this.table.isTab(below.path)) this.close(below)
      }
      this.stack = []
      const known = this.tabPages.get(target.path)
      if (!known) {
        this.push(target, 'switchTab')
        return
      }
      this.stack = [known]
      this.factory.onTopChange(known, 'switchTab')
      known.show()
    })
  }

  navigateBack(delta: number): Promise<void> {
    return this.inTurn(async () => {
      if (this.stack.length <= 1) throw new Error('cannot navigate back at first page.')
      const steps = Math.max(1, Math.trunc(delta) || 1)
      const closed = this.stack.splice(Math.max(1, this.stack.length - steps))
      for (const page of closed.reverse()) this.close(page)
      const page = this.top
      if (!page) return
      this.factory.onTopChange(page, 'navigateBack')
      page.show()
    })
  }

  private async restart(url: PageUrl, openType: OpenType): Promise<void> {
    await this.factory.prepare(url.path)
    for (const page of this.all.reverse()) this.close(page)
    this.stack = []
    const page = this.push(url, openType)
    await this.factory.settle(page)
  }

  private async pushOver(url: PageUrl, events: Events = {}): Promise<EventChannel> {
    await this.factory.prepare(url.path)
    const [openerEnd, pageEnd] = this.factory.channel()
    for (const [event, listener] of Object.entries(events)) openerEnd.on(event, listener)
    this.top?.hide()
    this.push(url, 'navigateTo', pageEnd)
    return openerEnd
  }

  private push(url: PageUrl, openType: OpenType, channel = this.factory.channel()[1]): Page {
    const page = this.factory.open(url, channel)
    this.stack.push(page)
    if (this.table.isTab(url.path)) this.tabPages.set(url.path, page)
    this.factory.onTopChange(page, openType)
    page.load()
    page.show()
    void this.factory.settle(page)
    return page
  }

  private close(page: Page): void {
    if (this.tabPages.get(page.path) === page) this.tabPages.delete(page.path)
    this.factory.destroy(page)
  }

  private resolve(url: string, openType: OpenType): PageUrl {
    const target = parsePageUrl(url, this.top?.path ?? '')
    if (this.table.has(target.path)) return target
    this.factory.onNotFound(target, openType)
    throw new Error(`page "${target.path}" is not found`)
  }

  private inTurn<T>(run: () => Promise<T>): Promise<T> {
    const outcome = this.queue.then(run)
    this.queue = outcome.catch(() => undefined)
    return outcome
  }
}
