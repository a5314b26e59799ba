import type { Component } from '../runtime/glass-easel-types'
import { applyPreferences, type MediaPreferences } from './media-preferences'

/** Where the styles of a page and its components come from. */
export interface StyleSource {
  baseStyle: string
  appStyle: string
  /** Compiled WXSS of a component or page; undefined when it has none. */
  styleOf(path: string): string | undefined
}

/**
 * Style sheets of one page's document, in WeChat's order: the built-in components', app.wxss, components as they come
 * up, the page. Class names get the scope their component ended up with.
 */
export class PageStyles {
  private readonly sheets = new Map<string, { element: HTMLStyleElement; scope: string }>()
  private readonly beforePage: HTMLStyleElement

  constructor(
    private readonly document: Document,
    private readonly source: StyleSource,
    private preferences: MediaPreferences,
  ) {
    this.append(source.baseStyle)
    this.sheets.set('app', {
      element: this.append(withScope(source.appStyle, '', 'app')),
      scope: '',
    })
    this.beforePage = this.append('')
  }

  /** Adds the styles of a component that came up for the first time. */
  use(component: Component, isPage: boolean): void {
    const path = component.is
    if (this.sheets.has(path)) return
    const style = this.source.styleOf(path)
    if (style === undefined) return
    const scope = scopeOf(component)
    const element = this.append(withScope(style, scope, path), isPage ? undefined : this.beforePage)
    this.sheets.set(path, { element, scope })
  }

  /** Puts recompiled styles in place. */
  refresh(): void {
    for (const [path, { element, scope }] of this.sheets) {
      const style = path === 'app' ? this.source.appStyle : (this.source.styleOf(path) ?? '')
      element.textContent = withScope(style, scope, path)
      this.prefer(element)
    }
  }

  setPreferences(preferences: MediaPreferences): void {
    this.preferences = preferences
    for (const element of this.document.querySelectorAll('style')) this.prefer(element)
  }

  private append(css: string, before?: HTMLStyleElement): HTMLStyleElement {
    const element = this.document.createElement('style')
    element.textContent = css
    this.document.head.insertBefore(element, before ?? null)
    this.prefer(element)
    return element
  }

  private prefer(element: HTMLStyleElement): void {
    if (element.sheet) applyPreferences(element.sheet.cssRules, this.preferences)
  }
}

/** Name of the style scope a component's own template has; '' when it shares the page's. */
export function scopeOf(component: Component): string {
  const { styleScope } = component.getComponentOptions()
  if (styleScope === null) return ''
  return component.getOwnerSpace().styleScopeManager.queryName(styleScope) ?? ''
}

/** Compiled WXSS (see `CompiledComponent.style`) with the marker of its scope replaced. */
export function withScope(css: string, scope: string, path: string): string {
  const host = scope ? `[wx-host="${scope}"]` : `[is="${path}"]`
  return css.replaceAll('[wx-host="_SC_"]', host).replaceAll('_SC_', scope && `${scope}--`)
}
