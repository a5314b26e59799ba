import { glassEasel } from 'glass-easel-miniprogram-adapter'

import type { Element } from '../runtime/glass-easel-types'
import { isComponent } from '../runtime/tree'

type Test = (element: Element) => boolean

interface Step {
  tests: Test[]
  /** How the step before relates to this one: '' (descendant), '>', '+', '~', '>>>' (through shadow trees). */
  combinator: string
}

/**
 * Elements below `scope` that match, in document order. Like DevTools' automation this knows tags, which glass-easel's
 * own selectors do not, and stays in the template of one component unless `>>>` says otherwise.
 */
export function selectAll(scope: Element, selector: string): Element[] {
  const alternatives = splitOutside(selector, ',').map((text) => parse(text.trim()))
  const crosses = alternatives.some((steps) => steps.some(({ combinator }) => combinator === '>>>'))
  return descendants(scope, crosses).filter((element) =>
    alternatives.some((steps) => matches(element, steps, steps.length - 1, scope)),
  )
}

/** The tag as written in the template. */
export function tagOf(element: Element): string {
  if (isComponent(element)) return element.tagName
  return (element as glassEasel.NativeNode).is
}

/** Elements below, virtual nodes (`wx:if`, `slot`) left out. A component's own template counts as its content. */
export function descendants(scope: Element, intoShadows: boolean): Element[] {
  const found: Element[] = []
  const walk = (element: Element): void => {
    for (const child of element.childNodes) {
      if (!glassEasel.Element.isElement(child)) continue
      if (isReal(child)) found.push(child)
      if (intoShadows && isComponent(child)) {
        const shadow = child.getShadowRoot()
        if (shadow) walk(shadow)
      }
      walk(child)
    }
  }
  const shadow = isComponent(scope) ? scope.getShadowRoot() : null
  if (shadow) walk(shadow)
  walk(scope)
  return found
}

export function isReal(element: Element): boolean {
  return isComponent(element) || glassEasel.NativeNode.isNativeNode(element)
}

function matches(element: Element, steps: Step[], index: number, scope: Element): boolean {
  const step = steps[index]
  if (!step?.tests.every((test) => test(element))) return false
  if (index === 0) return true
  return candidates(element, step.combinator, scope).some((candidate) =>
    matches(candidate, steps, index - 1, scope),
  )
}

function candidates(element: Element, combinator: string, scope: Element): Element[] {
  if (combinator === '+' || combinator === '~') {
    const siblings = siblingsOf(element)
    const before = siblings.slice(0, siblings.indexOf(element))
    return combinator === '+' ? before.slice(-1) : before
  }
  const ancestors: Element[] = []
  let at = realParent(element, combinator === '>>>')
  while (at && at !== scope) {
    ancestors.push(at)
    at = realParent(at, combinator === '>>>')
  }
  return combinator === '>' ? ancestors.slice(0, 1) : ancestors
}

function realParent(element: Element, throughShadows: boolean): Element | undefined {
  let at: Element | null = element.parentNode
  while (at && !isReal(at)) {
    const isRoot = glassEasel.ShadowRoot.isShadowRoot(at)
    at = isRoot
      ? throughShadows
        ? (at as glassEasel.ShadowRoot).getHostNode()
        : null
      : at.parentNode
  }
  return at ?? undefined
}

/** Elements of one parent as the template shows them, `wx:for` and `wx:if` opened. */
function siblingsOf(element: Element): Element[] {
  let parent: Element | null = element.parentNode
  while (parent && !isReal(parent) && !glassEasel.ShadowRoot.isShadowRoot(parent)) {
    parent = parent.parentNode
  }
  const open = (at: Element): Element[] =>
    at.childNodes.flatMap((child) => {
      if (!glassEasel.Element.isElement(child)) return []
      return isReal(child) ? [child] : open(child)
    })
  return parent ? open(parent) : []
}

function parse(selector: string): Step[] {
  const tokens = selector.match(/>>>|[>+~]|(?:\[[^\]]*\]|\([^)]*\)|[^\s>+~[(])+|\s+/g) ?? []
  const steps: Step[] = []
  let combinator = ''
  for (const token of tokens) {
    if (/^\s+$/.test(token)) continue
    if (/^(>>>|[>+~])$/.test(token)) combinator = token
    else {
      steps.push({ tests: parseCompound(token, selector), combinator })
      combinator = ''
    }
  }
  if (steps.length === 0) throw new Error(`selector "${selector}" is not valid`)
  return steps
}

const SIMPLE =
  /^(?:([\w-]+|\*)|\.([\w-]+)|#([\w-]+)|\[\s*([\w:-]+)\s*(?:([~^$*|]?=)\s*["']?([^\]"']*)["']?\s*)?\]|:([\w-]+)(?:\(([^)]*)\))?)/

function parseCompound(compound: string, selector: string): Test[] {
  const tests: Test[] = []
  for (let rest = compound; rest;) {
    const found = SIMPLE.exec(rest)
    if (!found) throw new Error(`selector "${selector}" is not valid at "${rest}"`)
    const [whole, tag, className, id, attribute, operator, value = '', pseudo, argument] = found
    if (tag !== undefined) tests.push((element) => tag === '*' || tagOf(element) === tag)
    else if (className !== undefined) tests.push((element) => classes(element).includes(className))
    else if (id !== undefined) tests.push((element) => element.id === id)
    else if (attribute !== undefined) {
      tests.push((element) => compare(attributeOf(element, attribute), operator, value))
    } else if (pseudo !== undefined) tests.push(pseudoTest(pseudo, argument, selector))
    rest = rest.slice(whole.length)
  }
  return tests
}

function pseudoTest(pseudo: string, argument: string | undefined, selector: string): Test {
  const at = (element: Element): number => siblingsOf(element).indexOf(element) + 1
  switch (pseudo) {
    case 'first-child':
      return (element) => at(element) === 1
    case 'last-child':
      return (element) => at(element) === siblingsOf(element).length
    case 'nth-child':
      return (element) => isNth(at(element), argument ?? '')
    default:
      throw new Error(`selector "${selector}" uses :${pseudo}, which is not known`)
  }
}

function isNth(position: number, formula: string): boolean {
  const text = formula.replace(/\s+/g, '').replace('odd', '2n+1').replace('even', '2n')
  const found = /^(?:([+-]?\d*)n)?([+-]?\d+)?$/.exec(text)
  if (!found || text === '') return false
  const [, step, offset = '0'] = found
  if (step === undefined) return position === Number(offset)
  const by = step === '' || step === '+' ? 1 : step === '-' ? -1 : Number(step)
  const count = (position - Number(offset)) / by
  return Number.isInteger(count) && count >= 0
}

function classes(element: Element): string[] {
  return element.class.split(/\s+/).filter(Boolean)
}

function compare(actual: unknown, operator: string | undefined, wanted: string): boolean {
  if (actual === undefined || actual === null) return false
  if (operator === undefined) return true
  const text = typeof actual === 'string' ? actual : JSON.stringify(actual)
  switch (operator) {
    case '^=':
      return text.startsWith(wanted)
    case '$=':
      return text.endsWith(wanted)
    case '*=':
      return text.includes(wanted)
    case '~=':
      return text.split(/\s+/).includes(wanted)
    case '|=':
      return text === wanted || text.startsWith(`${wanted}-`)
    default:
      return text === wanted
  }
}

/** What the template gave an element under a name: class, id, style, data-, attribute or property. */
export function attributeOf(element: Element, name: string): unknown {
  if (name === 'class') return element.class
  if (name === 'id') return element.id
  if (name === 'style') return element.style
  if (name.startsWith('data-')) return element.dataset[camel(name.slice('data-'.length))]
  const attribute = element.getAttribute(name)
  if (attribute !== null || !isComponent(element)) return attribute
  const value = (element.data as Record<string, unknown>)[camel(name)]
  return value ?? (element.getBackendElement() as HTMLElement | null)?.getAttribute(name)
}

export function camel(name: string): string {
  return name.replace(/-([a-z])/g, (_all, letter: string) => letter.toUpperCase())
}

function splitOutside(text: string, separator: string): string[] {
  const parts: string[] = ['']
  let depth = 0
  for (const character of text) {
    if (character === '[' || character === '(') depth += 1
    if (character === ']' || character === ')') depth -= 1
    if (character === separator && depth === 0) parts.push('')
    else parts[parts.length - 1] += character
  }
  return parts
}
