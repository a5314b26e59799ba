import { viewOf } from './aria'
import type { Builtin } from './builtin'
import { boolean, flag, string, text as textOf } from './properties'

const SPACES: Record<string, string> = { nbsp: '\u00a0', ensp: '\u2002', emsp: '\u2003' }
const ENTITIES: Record<string, string> = {
  nbsp: '\u00a0',
  lt: '<',
  gt: '>',
  amp: '&',
  apos: "'",
  quot: '"',
  ensp: '\u2002',
  emsp: '\u2003',
}

/** What `<text>` shows for its source: entities with `decode`, each blank as `space` says. */
export function displayText(source: string, decode: boolean, space: string): string {
  const decoded = decode
    ? source.replace(/&(\w+);/g, (whole, name: string) => ENTITIES[name] ?? whole)
    : source
  return SPACES[space] ? decoded.replace(/ /g, SPACES[space]) : decoded
}

/** `<text>`: inline text; line feeds break lines. */
export const text: Builtin = {
  tag: 'text',
  properties: {
    selectable: boolean(),
    userSelect: boolean(),
    space: string(),
    decode: boolean(),
  },
  create(host) {
    const sources = new WeakMap<CharacterData, { source: string; shown: string }>()
    const render = (): void => {
      const decode = flag(host, 'decode')
      const space = textOf(host, 'space')
      if (!decode && !space) return
      const walker = host.document.createTreeWalker(host.element, NodeFilter.SHOW_TEXT)
      for (
        let node = walker.nextNode() as Text | null;
        node;
        node = walker.nextNode() as Text | null
      ) {
        const known = sources.get(node)
        const source = known && known.shown === node.data ? known.source : node.data
        const shown = displayText(source, decode, space)
        sources.set(node, { source, shown })
        if (node.data !== shown) node.data = shown
      }
    }
    // Most texts need none of this, and a list has hundreds of them.
    let observer: MutationObserver | undefined
    const observe = (): void => {
      if (observer || !(flag(host, 'decode') || textOf(host, 'space'))) return
      const Observer = viewOf(host.element).MutationObserver
      observer = new Observer(render)
      observer.observe(host.element, { childList: true, characterData: true, subtree: true })
    }
    return {
      update() {
        const isSelectable = flag(host, 'selectable') || flag(host, 'userSelect')
        host.element.toggleAttribute('wx-selectable', isSelectable)
        observe()
        render()
      },
    }
  },
}
