/** A node of `<rich-text nodes>`, as WeChat documents it. */
export interface RichTextNode {
  type?: 'node' | 'text'
  name?: string
  attrs?: Record<string, unknown>
  children?: RichTextNode[]
  text?: string
}

/** Tags and their own attributes; `class` and `style` go with all. Source: WeChat, rich-text. */
const TAGS: Record<string, string[]> = {
  ...Object.fromEntries(
    (
      'a abbr address article aside b bdi big blockquote br caption center cite code dd del dfn div dl dt em ' +
      'fieldset font footer h1 h2 h3 h4 h5 h6 header hr i ins label legend li mark nav p pre q rt ruby s section ' +
      'small span strong sub sup tbody tfoot thead tr tt u ul'
    )
      .split(' ')
      .map((tag) => [tag, []]),
  ),
  bdo: ['dir'],
  col: ['span', 'width'],
  colgroup: ['span', 'width'],
  img: ['alt', 'src', 'height', 'width'],
  ol: ['start', 'type'],
  table: ['width'],
  td: ['colspan', 'height', 'rowspan', 'width'],
  th: ['colspan', 'height', 'rowspan', 'width'],
}

export interface RichTextContext {
  document: Document
  scopedClass(names: string): string
  fileUrl(src: string): string
  /** Makes blanks what `space` says. */
  displayText(source: string): string
}

/** DOM for trusted tags and attributes only; everything else (scripts, handlers, unknown tags) is left out. */
export function richTextDom(nodes: RichTextNode[], context: RichTextContext): Node[] {
  return nodes.flatMap((node): Node[] => {
    if (node.type === 'text' || (node.name === undefined && node.text !== undefined))
      return [context.document.createTextNode(context.displayText(node.text ?? ''))]
    const tag = (node.name ?? '').toLowerCase()
    if (!Object.hasOwn(TAGS, tag)) return []
    const element = context.document.createElement(tag)
    for (const [name, value] of Object.entries(node.attrs ?? {}))
      setAttribute(element, name.toLowerCase(), String(value), context)
    element.append(...richTextDom(node.children ?? [], context))
    return [element]
  })
}

/** Nodes of an HTML text. */
export function parseRichText(html: string): RichTextNode[] {
  const parsed = new DOMParser().parseFromString(html, 'text/html')
  return [...parsed.body.childNodes].flatMap(nodeOf)
}

function nodeOf(node: Node): RichTextNode[] {
  if (node.nodeType === Node.TEXT_NODE) return [{ type: 'text', text: node.textContent ?? '' }]
  if (node.nodeType !== Node.ELEMENT_NODE) return []
  const element = node as Element
  const attrs = Object.fromEntries([...element.attributes].map(({ name, value }) => [name, value]))
  const children = [...element.childNodes].flatMap(nodeOf)
  return [{ name: element.localName, attrs, children }]
}

function setAttribute(
  element: Element,
  name: string,
  value: string,
  context: RichTextContext,
): void {
  if (name === 'class') element.setAttribute('class', context.scopedClass(value))
  else if (name === 'style') element.setAttribute('style', value)
  else if (!TAGS[element.localName].includes(name)) return
  else if (name === 'src') element.setAttribute('src', context.fileUrl(value))
  else element.setAttribute(name, value)
}
