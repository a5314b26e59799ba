import { viewOf } from './aria'
import type { Builtin } from './builtin'
import { any, string, text } from './properties'

const CONDITIONS: Record<string, string> = {
  minWidth: 'min-width',
  maxWidth: 'max-width',
  width: 'width',
  minHeight: 'min-height',
  maxHeight: 'max-height',
  height: 'height',
}

/** `<match-media>`: shows its content while the page's size meets all conditions. */
export const matchMedia: Builtin = {
  tag: 'match-media',
  properties: {
    ...Object.fromEntries(Object.keys(CONDITIONS).map((name) => [name, any()])),
    orientation: string(),
  },
  create(host) {
    let query: MediaQueryList | undefined
    const apply = (): void => {
      host.element.toggleAttribute('wx-unmatched', query !== undefined && !query.matches)
    }
    const watch = (): void => {
      const parts = Object.entries(CONDITIONS)
        .filter(([name]) => text(host, name) !== '')
        .map(([name, feature]) => `(${feature}: ${text(host, name)}px)`)
      if (text(host, 'orientation')) parts.push(`(orientation: ${text(host, 'orientation')})`)
      query?.removeEventListener('change', apply)
      query = viewOf(host.element).matchMedia(parts.join(' and ') || 'all')
      query.addEventListener('change', apply)
      apply()
    }
    return { update: watch, detached: () => query?.removeEventListener('change', apply) }
  },
}
