import fs from 'node:fs'
import path from 'node:path'

import postcss, { type Container, type Rule } from 'postcss'

const root = path.join(__dirname, '../../../miniprogram')
const sheet = postcss.parse(fs.readFileSync(path.join(root, 'styles/tokens.wxss'), 'utf8'))
const bars = JSON.parse(fs.readFileSync(path.join(root, 'theme.json'), 'utf8')) as Record<
  'light' | 'dark',
  Record<string, string>
>

function tokens(rule: Container): Record<string, string> {
  const found: Record<string, string> = {}
  rule.walkDecls((declaration) => void (found[declaration.prop] = declaration.value))
  return found
}

function ruleOf(selector: string): Record<string, string> {
  const rules: Rule[] = []
  sheet.walkRules((rule) => void (rule.selectors.includes(selector) && rules.push(rule)))
  return tokens(rules[0])
}

function inDarkSystem(): Record<string, string> {
  const media = sheet.nodes.find(
    (node) => node.type === 'atrule' && node.params.includes('prefers-color-scheme: dark'),
  )
  return tokens(media as Container)
}

const luminance = (colour: string): number => {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = parseInt(colour.slice(at, at + 2), 16) / 255
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** WCAG 2.1, 1.4.3. */
const contrast = (one: string, other: string): number => {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return (light + 0.05) / (dark + 0.05)
}

describe('tokens', () => {
  it('are the same for the dark system and for dark by choice', () => {
    expect(ruleOf('.theme-dark')).toEqual(inDarkSystem())
  })

  it('are light by choice as light by default', () => {
    expect(ruleOf('.theme-light')).toEqual(ruleOf('page'))
  })

  it.each([
    ['light', ruleOf('page')],
    ['dark', { ...ruleOf('page'), ...inDarkSystem() }],
  ] as const)('are those of the bars around the page, %s', (theme, colours) => {
    const { background, tabText, tabSelected, tabBackground } = bars[theme]
    expect([background, tabText, tabSelected, tabBackground].map((c) => c.toLowerCase())).toEqual([
      colours['--h-bg'],
      colours['--h-text-2'],
      colours['--h-accent'],
      colours['--h-surface'],
    ])
  })

  it.each([
    ['light', ruleOf('page')],
    ['dark', { ...ruleOf('page'), ...inDarkSystem() }],
  ] as const)('can be read on each other, %s', (_theme, colours) => {
    const pairs = [
      ...['bg', 'surface', 'accent-weak'].flatMap((ground) => [
        ['text', ground],
        ['accent', ground],
      ]),
      ...['bg', 'surface'].map((ground) => ['text-2', ground]),
      ['text-2-on-weak', 'accent-weak'],
      ['ok-on-weak', 'accent-weak'],
      ['on-accent', 'accent'],
      ['own-text', 'own'],
      ['own-text', 'badge'],
      ['ok', 'surface'],
      ['warn', 'warn-weak'],
    ]
    const weak = pairs.filter(
      ([text, ground]) => contrast(colours[`--h-${text}`], colours[`--h-${ground}`]) < 4.5,
    )
    expect(weak).toEqual([])
  })
})
