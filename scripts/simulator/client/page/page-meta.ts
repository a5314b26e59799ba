import type { Builtin } from '../builtins/builtin'
import type { Frame } from './page-frame'

/** What `page-meta` and `navigation-bar` change about the page they stand in. */
export interface PageSettings {
  frame: Frame
  setTitle(title: string): void
  setNavigationBarColor(colors: { frontColor?: string; backgroundColor?: string }): void
  setNavigationBarLoading(visible: boolean): void
}

const text = { type: String, value: '' } as const

/** Source: WeChat docs, components, page-meta and navigation-bar. */
export function pageMetaBuiltins(
  settingsOf: (page: Document) => PageSettings | undefined,
): Builtin[] {
  const pageMeta: Builtin = {
    tag: 'page-meta',
    properties: {
      // First: it replaces the whole style attribute, font sizes included.
      pageStyle: text,
      rootFontSize: text,
      pageFontSize: text,
      backgroundColor: text,
      rootBackgroundColor: text,
      backgroundTextStyle: text,
      backgroundColorTop: text,
      backgroundColorBottom: text,
      pageOrientation: text,
      scrollTop: text,
      scrollDuration: { type: Number, value: 300 },
    },
    create: ({ document, get }) => ({
      update(name, value) {
        const settings = settingsOf(document)
        if (!settings) return
        const { frame } = settings
        const given = typeof value === 'string' ? value : ''
        if (name === 'rootFontSize') frame.setRootFontSize(given)
        else if (name === 'pageFontSize') frame.setPageFontSize(given)
        else if (name === 'pageStyle') frame.root.setAttribute('style', given)
        else if (name === 'rootBackgroundColor' && given) frame.setBackground(given)
        else if (name === 'backgroundColor' && given) frame.setBackground(given)
        else if (name === 'scrollTop' && given !== '') {
          const behavior = Number(get('scrollDuration')) > 0 ? 'smooth' : 'auto'
          frame.window.scrollTo({ top: parseFloat(given) || 0, behavior })
        }
      },
    }),
  }
  const navigationBar: Builtin = {
    tag: 'navigation-bar',
    properties: {
      title: text,
      loading: { type: Boolean, value: false },
      frontColor: text,
      backgroundColor: text,
      colorAnimationDuration: { type: Number, value: 0 },
      colorAnimationTimingFunc: text,
    },
    create: ({ document }) => ({
      update(name, value) {
        const settings = settingsOf(document)
        if (!settings) return
        const given = typeof value === 'string' ? value : ''
        if (name === 'title' && given) settings.setTitle(given)
        else if (name === 'loading') settings.setNavigationBarLoading(Boolean(value))
        else if ((name === 'frontColor' || name === 'backgroundColor') && given) {
          settings.setNavigationBarColor({ [name]: given })
        }
      },
    }),
  }
  return [pageMeta, navigationBar]
}
