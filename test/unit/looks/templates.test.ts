import fs from 'node:fs'
import path from 'node:path'

const root = path.join(__dirname, '../../../miniprogram')

function templates(folder: string): string[] {
  return fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name)
    if (entry.isDirectory()) return entry.name === 'miniprogram_npm' ? [] : templates(file)
    return file.endsWith('.wxml') ? [file] : []
  })
}

/** Not controls: a touch beside the field puts the keyboard away; a grid hears for its keys, which say what they are. */
const LISTENERS = new Set(['onListTap', 'onGridTap'])

/** Opening tags of elements that WeChat draws itself, with their attributes. */
function elements(wxml: string): { tag: string; attributes: Map<string, string> }[] {
  const withoutComments = wxml.replace(/<!--[\s\S]*?-->/g, '')
  const tags = withoutComments.matchAll(/<(view|text|image|input|textarea)\b((?:"[^"]*"|[^">])*)>/g)
  return [...tags].map(([, tag, inner]) => ({
    tag,
    attributes: new Map(
      [...inner.matchAll(/([\w:-]+)="([^"]*)"/g)].map(([, name, value]) => [name, value]),
    ),
  }))
}

describe.each(templates(root).map((file) => path.relative(root, file)))('%s', (file) => {
  const all = elements(fs.readFileSync(path.join(root, file), 'utf8'))

  it('says what role everything has that can be tapped', () => {
    const silent = all.filter(({ attributes }) => {
      const handler = attributes.get('bindtap') ?? attributes.get('catchtap')
      return handler !== undefined && !LISTENERS.has(handler) && !attributes.has('aria-role')
    })
    expect(silent).toEqual([])
  })

  it('names its fields, and its pictures or hides them', () => {
    const silent = all.filter(({ tag, attributes }) => {
      if (tag === 'image') return !attributes.has('aria-label') && !attributes.has('aria-hidden')
      return (tag === 'input' || tag === 'textarea') && !attributes.has('aria-label')
    })
    expect(silent).toEqual([])
  })

  it('gives states as words: `true` and `false`', () => {
    const states = /^aria-(checked|selected|expanded|disabled|hidden|modal)$/
    const bare = all.flatMap(({ attributes }) =>
      [...attributes].filter(([name, value]) => states.test(name) && !/true/.test(value)),
    )
    expect(bare).toEqual([])
  })
})
