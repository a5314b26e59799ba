import type { Builtin } from './builtin'
import { any, boolean, flag, string, text } from './properties'
import { parseRichText, richTextDom, type RichTextNode } from './rich-text-nodes'
import { displayText } from './text'

/** `<rich-text>`: trusted tags only; nothing inside reacts to touch. */
export const richText: Builtin = {
  tag: 'rich-text',
  properties: {
    nodes: any([]),
    space: string(),
    mode: string('default'),
    userSelect: boolean(),
  },
  create(host) {
    return {
      update() {
        const given = host.get('nodes')
        const nodes = Array.isArray(given)
          ? (given as RichTextNode[])
          : parseRichText(text(host, 'nodes'))
        const dom = richTextDom(nodes, {
          document: host.document,
          scopedClass: (names) => host.scopedClass(names),
          fileUrl: (src) => host.fileUrl(src),
          displayText: (source) => displayText(source, false, text(host, 'space')),
        })
        host.element.replaceChildren(...dom)
        host.element.toggleAttribute('wx-selectable', flag(host, 'userSelect'))
      },
    }
  },
}
