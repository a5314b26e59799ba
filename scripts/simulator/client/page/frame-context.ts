import type { glassEasel } from 'glass-easel-miniprogram-adapter'

import type { Component } from '../runtime/glass-easel-types'

type Context = glassEasel.domlikeBackend.Context
type BackendElement = glassEasel.domlikeBackend.Element

/** Tag of a page's own element, which is the document's body. */
export const PAGE_TAG = 'page'

/**
 * Where glass-easel draws one page: the document of its iframe. Events do not come from here; gestures.ts dispatches
 * them.
 */
export class FrameContext implements Context {
  // glass-easel declares the mode as a const enum, which separate compilation cannot read; 3 is Domlike.
  readonly mode = 3 as Context['mode']
  readonly document: Context['document']

  /** @param onCreated called with each component of the mini-program that comes up in the page. */
  constructor(
    private readonly page: Document,
    private readonly window: Window,
    private readonly theme: () => string,
    readonly onCreated: (component: Component) => void,
  ) {
    this.document = {
      createElement: (tag) => {
        if (tag === PAGE_TAG) return asBackend(page.body)
        return asBackend(page.createElement(`wx-${tag}`))
      },
      createTextNode: (content) => page.createTextNode(content) as unknown as BackendElement,
      createDocumentFragment: () => page.createDocumentFragment() as unknown as BackendElement,
    }
  }

  destroy(): void {}

  getWindowWidth(): number {
    return this.page.documentElement.clientWidth
  }

  getWindowHeight(): number {
    return this.page.documentElement.clientHeight
  }

  getDevicePixelRatio(): number {
    return this.window.devicePixelRatio
  }

  getTheme(): string {
    return this.theme()
  }

  registerStyleSheetContent(): void {}

  appendStyleSheetPath(): number {
    return 0
  }

  disableStyleSheet(): void {}

  render(callback: (error: Error | null) => void): void {
    window.setTimeout(() => callback(null), 0)
  }

  getRootNode(): BackendElement {
    return asBackend(this.page.body)
  }

  associateValue(): void {}

  onEvent(): void {}

  setListenerStats(): void {}

  setModelBindingStat(): void {}
}

function asBackend(element: HTMLElement): BackendElement {
  return element as unknown as BackendElement
}
