import type { PageFrame } from '../phone'
import type { Component } from '../runtime/glass-easel-types'
import { FrameContext } from './frame-context'
import { Gestures } from './gestures'
import type { MediaPreferences } from './media-preferences'
import { PageStyles, type StyleSource } from './page-styles'
import { rpxToVw } from './rpx'

/** CSS pixels a `rem` is at the standard text size. */
const ROOT_FONT_SIZE = 16

/** The document of one page: an iframe, so that its styles, viewport and scroll are its own. */
export class Frame implements PageFrame {
  readonly iframe: HTMLIFrameElement
  readonly document: Document
  readonly window: Window
  readonly context: FrameContext
  readonly styles: PageStyles
  readonly gestures: Gestures
  private rootFollowsSystem = false
  private pageFollowsSystem = false

  /** @param container gets the iframe at once, since only a placed iframe has a document. */
  constructor(
    readonly path: string,
    container: HTMLElement,
    source: StyleSource,
    private preferences: MediaPreferences,
    private fontScale: number,
  ) {
    this.iframe = document.createElement('iframe')
    this.iframe.title = path
    container.append(this.iframe)
    const page = this.iframe.contentDocument
    const view = this.iframe.contentWindow
    if (!page || !view) throw new Error('the browser gave the page no document')
    page.open()
    page.write('<!DOCTYPE html><html><head><meta charset="utf-8"></head><body></body></html>')
    page.close()
    this.document = page
    this.window = view
    adaptAttributes(view)
    this.styles = new PageStyles(page, source, preferences)
    this.context = new FrameContext(
      page,
      view,
      () => this.preferences.theme,
      (component) => this.created(component),
    )
    this.gestures = new Gestures(page)
    this.applyFontScale()
  }

  get root(): HTMLElement {
    return this.document.body
  }

  /** Kept in place while another page is on top: hiding by `display` would lose scroll positions. */
  setVisible(visible: boolean): void {
    this.iframe.style.visibility = visible ? 'visible' : 'hidden'
    this.iframe.style.pointerEvents = visible ? '' : 'none'
    this.iframe.style.zIndex = visible ? '1' : '0'
    this.iframe.inert = !visible
  }

  setBackground(color: string): void {
    this.document.documentElement.style.backgroundColor = color
  }

  setPreferences(preferences: MediaPreferences): void {
    this.preferences = preferences
    this.styles.setPreferences(preferences)
  }

  /** CSS pixels at the page's edges that bars of the phone cover: `env(safe-area-inset-*)` in WXSS. */
  setSafeArea(insets: { top: number; bottom: number }): void {
    const { style } = this.document.documentElement
    style.setProperty('--wx-safe-area-inset-top', `${insets.top}px`)
    style.setProperty('--wx-safe-area-inset-bottom', `${insets.bottom}px`)
  }

  /** The person's text size. Reaches `rem` only on pages that ask for it. */
  setFontScale(scale: number): void {
    this.fontScale = scale
    this.applyFontScale()
  }

  /** `page-meta`'s root-font-size: 'system', a CSS length, or '' for the standard. */
  setRootFontSize(size: string): void {
    this.rootFollowsSystem = size === 'system'
    if (this.rootFollowsSystem || size === '') this.applyFontScale()
    else this.document.documentElement.style.fontSize = rpxToVw(size)
  }

  /** `page-meta`'s page-font-size. */
  setPageFontSize(size: string): void {
    this.pageFollowsSystem = size === 'system'
    if (this.pageFollowsSystem) this.applyFontScale()
    else this.root.style.fontSize = rpxToVw(size)
  }

  remove(): void {
    this.iframe.remove()
  }

  private applyFontScale(): void {
    const scale = this.rootFollowsSystem ? this.fontScale : 1
    this.document.documentElement.style.fontSize = `${ROOT_FONT_SIZE * scale}px`
    if (this.pageFollowsSystem) this.root.style.fontSize = `${ROOT_FONT_SIZE * this.fontScale}px`
  }

  private created(component: Component): void {
    const dom = component.getBackendElement() as unknown as HTMLElement | null
    dom?.setAttribute('is', component.is)
    this.styles.use(component, component.is === this.path)
  }
}

/** What templates write reaches the DOM through setAttribute: rpx in `style`, and WeChat's name for `role`. */
function adaptAttributes(view: Window): void {
  const { prototype } = (view as Window & typeof globalThis).Element
  const original = prototype.setAttribute
  prototype.setAttribute = function (name, value) {
    if (name === 'style') original.call(this, name, rpxToVw(value))
    else original.call(this, name === 'aria-role' ? 'role' : name, value)
  }
}
