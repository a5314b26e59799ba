import type { CompiledProject } from '../../compiler/compiled-project'
import type { ReadyLifetime } from '../adapter-fixes/ready-lifetime'
import type { MediaPreferences } from '../page/media-preferences'
import { Frame } from '../page/page-frame'
import type { StyleSource } from '../page/page-styles'
import type { Phone } from '../phone'
import type { AppService } from '../runtime/app-service'
import type { EventChannel } from './event-channel'
import { Page } from './page'
import type { PageUrl } from './page-url'

export interface PageMakerOptions {
  phone: Phone
  project(): CompiledProject
  styles: StyleSource
  preferences(): MediaPreferences
  service(): AppService
  ready: ReadyLifetime
  /** Where iframes go. */
  container: HTMLElement
  /** Puts the iframe in its place; components measure themselves as soon as they are attached. */
  place(frame: Frame, config: Record<string, unknown>): void
}

/** Makes pages: document, component tree, lifecycle up to the page's own methods. */
export class PageMaker {
  private readonly releases = new WeakMap<Page, () => void>()
  private readonly byDocument = new WeakMap<Document, Page>()
  private readonly byRoot = new WeakMap<object, Page>()
  private readonly settling = new WeakMap<Page, Promise<void>>()
  /** Frames whose page is being made, by document: `page-meta` comes up before the page is complete. */
  private readonly pending = new WeakMap<Document, Frame>()
  private count = 0

  constructor(private readonly options: PageMakerOptions) {}

  /** The page a root component or a document belongs to. */
  pageOf(owner: object): Page | undefined {
    return this.byRoot.get(owner) ?? this.byDocument.get(owner as Document)
  }

  frameOf(document: Document): Frame | undefined {
    return this.byDocument.get(document)?.frame ?? this.pending.get(document)
  }

  async prepare(root: string): Promise<void> {
    const { phone, service } = this.options
    try {
      await service().packages.load(root)
    } catch (error) {
      const errMsg = (error as Error).message
      phone.emit('lazyLoadError', { type: 'subpackage', subpackage: [root], errMsg })
      throw error
    }
  }

  make(url: PageUrl, openerChannel: EventChannel): Page {
    const { phone, container, styles, preferences, service, place } = this.options
    const { appConfig, components } = this.options.project()
    const config = components[url.path]?.config ?? {}
    service().components.register(url.path)
    const frame = new Frame(url.path, container, styles, preferences(), phone.device.fontScale)
    // base.css draws components as app.json's `style` asks.
    const style = typeof appConfig.style === 'string' ? appConfig.style : ''
    frame.document.documentElement.setAttribute('wx-style', style)
    place(frame, config)
    this.pending.set(frame.document, frame)
    const root = service().components.createRoot(url.path, frame.context)
    const component = root.getComponent()
    const page = new Page({
      id: ++this.count,
      path: url.path,
      query: url.query,
      config,
      frame,
      component,
      openerChannel,
      reportError: (error) => phone.reportError(error),
    })
    this.byRoot.set(component, page)
    this.byDocument.set(frame.document, page)
    // The page's element is the body, which is in place already.
    const nowhere = { replaceChild: () => undefined } as never
    root.attach(nowhere, nowhere)
    this.releases.set(page, () => root.release())
    return page
  }

  /** Once per page: components' `ready` and the page's onReady, a task after it came up. */
  settle(page: Page): Promise<void> {
    const known = this.settling.get(page)
    if (known) return known
    const settled = new Promise<void>((resolve) => {
      window.setTimeout(() => {
        this.options.ready.flush()
        page.ready()
        resolve()
      }, 0)
    })
    this.settling.set(page, settled)
    return settled
  }

  destroy(page: Page): void {
    page.unload(() => this.releases.get(page)?.())
  }
}
