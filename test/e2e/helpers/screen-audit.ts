import axe from 'axe-core'
import type { Frame } from 'playwright-core'

/** Something on a screen that a person could not read, reach or understand. */
export interface Finding {
  rule: string
  /** The element: its classes and how its text begins. */
  where: string
  what: string
}

/** What is written on a screen, drawn or for screen readers. */
export interface Words {
  text: string
  where: string
  /** Some of it is not drawn: an ellipsis stands for it. */
  isCut: boolean
}

/** Rules of axe-core that hold for a mini-program; landmarks and page titles are WeChat's. */
export const ROLE_RULES = [
  'aria-allowed-attr',
  'aria-command-name',
  'aria-dialog-name',
  'aria-input-field-name',
  'aria-progressbar-name',
  'aria-required-attr',
  'aria-required-children',
  'aria-required-parent',
  'aria-roles',
  'aria-toggle-field-name',
  'aria-valid-attr',
  'aria-valid-attr-value',
  'button-name',
  'image-alt',
  'label',
  'link-name',
  'nested-interactive',
  'role-img-alt',
]

/** DESIGN.md: a touch target is at least 88 rpx. */
const TOUCH_RPX = 88
const CONTRAST = 4.5

/** Looks for controls without a name, weak contrast and words that nothing announces. */
export async function auditRoles(frame: Frame): Promise<Finding[]> {
  if (!(await frame.evaluate(() => 'axe' in window))) await frame.evaluate(axe.source)
  const ratio = { normal: { expected: CONTRAST }, large: { expected: CONTRAST } }
  return frame.evaluate(
    async ({ rules, contrastRatio }) => {
      const { axe: inPage } = window as unknown as { axe: typeof axe }
      inPage.configure({ checks: [{ id: 'color-contrast', options: { contrastRatio } }] })
      const { violations } = await inPage.run(document.body, {
        runOnly: { type: 'rule', values: rules },
        resultTypes: ['violations'],
        elementRef: true,
      })
      return violations.flatMap(({ id, nodes }) =>
        nodes.flatMap(({ element, any, all, none, failureSummary }) => {
          const said = [...any, ...all, ...none].map(({ message }) => message).join('; ')
          // WeChat's headings have no level.
          if (said.endsWith('aria-level')) return []
          return {
            rule: id,
            where: `.${element?.className ?? ''} "${element?.textContent?.trim().slice(0, 24) ?? ''}"`,
            what: said || (failureSummary ?? ''),
          }
        }),
      )
    },
    { rules: [...ROLE_RULES, 'color-contrast'], contrastRatio: ratio },
  )
}

/** Looks for targets too small for a finger, text that is cut off or lies over other text. */
export async function auditBoxes(frame: Frame): Promise<Finding[]> {
  return frame.evaluate(findInBoxes, TOUCH_RPX)
}

/** Everything written on the screen. */
export async function readWords(frame: Frame): Promise<Words[]> {
  return frame.evaluate(wordsOnScreen)
}

/** Looks for anything that still moves. */
export async function auditMotion(frame: Frame): Promise<Finding[]> {
  return frame.evaluate(findMotion)
}

/* What follows runs inside the page, so each function stands alone. */

function findInBoxes(touchRpx: number): Finding[] {
  const findings: Finding[] = []
  const name = (element: Element): string =>
    `.${element.className} "${(element.textContent ?? '').trim().slice(0, 24)}"`
  const note = (rule: string, element: Element, what: string): void => {
    findings.push({ rule, where: name(element), what })
  }
  const isOn = (element: Element, x: number, y: number): boolean => {
    const top = document.elementFromPoint(x, y)
    return top !== null && (element.contains(top) || top.contains(element))
  }

  // Only what a box lets through is drawn.
  const drawn = (element: Element, { left, top, right, bottom }: DOMRect): DOMRect => {
    for (let box: Element | null = element; box; box = box.parentElement) {
      if (getComputedStyle(box).overflow === 'visible') continue
      const edge = box.getBoundingClientRect()
      left = Math.max(left, edge.left)
      top = Math.max(top, edge.top)
      right = Math.min(right, edge.right)
      bottom = Math.min(bottom, edge.bottom)
    }
    return new DOMRect(left, top, right - left, bottom - top)
  }
  const half = (touchRpx * innerWidth) / 750 / 2 - 1
  const targets = document.querySelectorAll(
    '[role="button"], [role="checkbox"], [role="tab"], [role^="menuitem"], [role="switch"], [role="radio"]',
  )
  for (const target of targets) {
    const box = target.getBoundingClientRect()
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
    const top = document.elementFromPoint(x, y)
    // Hidden, scrolled away, under a dialog, or the whole backdrop of one.
    if (box.width === 0 || top === null || !target.contains(top)) continue
    if (box.width >= innerWidth && box.height > innerHeight / 2) continue
    // Partly scrolled away: a person scrolls before they reach for it.
    const { width, height } = drawn(target, box)
    if (width < box.width - 1 || height < box.height - 1) continue
    // The letters of an index share the screen's height.
    if (target.closest('[role="navigation"]')) continue
    const view = drawn(target, new DOMRect(0, 0, innerWidth, innerHeight))
    const isTarget = (dx: number, dy: number): boolean => {
      const [atX, atY] = [x + dx, y + dy]
      // Beyond the edge of what can be scrolled.
      if (atX < view.left || atY < view.top || atX > view.right || atY > view.bottom) return true
      const hit = document.elementFromPoint(atX, atY)
      return hit !== null && target.contains(hit)
    }
    const isWide = isTarget(-half, 0) && isTarget(half, 0)
    const isHigh = isTarget(0, -half) && isTarget(0, half)
    if (!isWide || !isHigh) {
      note('touch-target', target, `${box.width.toFixed(0)} x ${box.height.toFixed(0)} px`)
    }
  }

  interface Written {
    element: Element
    rects: DOMRect[]
  }
  const written: Written[] = []
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const element = node.parentElement
    if (!element || !node.nodeValue?.trim()) continue
    if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue
    const range = document.createRange()
    range.selectNodeContents(node)
    const rects = [...range.getClientRects()].filter(({ width, height }) => width > 1 && height > 1)
    if (rects.length > 0) written.push({ element, rects })
  }
  for (const { element, rects } of written) {
    // Moved aside by a finger.
    if (element.closest('[style*="translateX(-"]')) continue
    const left = Math.min(...rects.map((rect) => rect.left))
    const right = Math.max(...rects.map((rect) => rect.right))
    const top = Math.min(...rects.map((rect) => rect.top))
    const bottom = Math.max(...rects.map((rect) => rect.bottom))
    let scrollsX = false
    let scrollsY = false
    for (let box: Element | null = element; box && box !== document.body; box = box.parentElement) {
      const style = getComputedStyle(box)
      const { left: l, right: r, top: t, bottom: b } = box.getBoundingClientRect()
      const isShortened =
        style.textOverflow === 'ellipsis' || !['none', ''].includes(style.webkitLineClamp)
      if (style.overflowX === 'auto' || style.overflowX === 'scroll') scrollsX = true
      if (style.overflowY === 'auto' || style.overflowY === 'scroll') scrollsY = true
      const clipsX = style.overflowX === 'hidden' && !scrollsX && !isShortened
      const clipsY = style.overflowY === 'hidden' && !scrollsY && style.webkitLineClamp === 'none'
      // A font's box is a little higher than what it draws.
      const slack = rects[0].height * 0.15
      if (clipsX && (left < l - 1 || right > r + 1)) {
        note('cut', element, `${(right - r).toFixed(0)} px wider than .${box.className}`)
        break
      }
      if (clipsY && (top < t - slack || bottom > b + slack)) {
        note('cut', element, `${(bottom - b).toFixed(0)} px lower than .${box.className}`)
        break
      }
      if (isShortened) scrollsX = scrollsY = true
    }
    if (!scrollsX && (left < -1 || right > innerWidth + 1))
      note('cut', element, 'out of the window')
  }
  /** What floats over the page on a ground of its own, like a pill over a list, hides words and blurs none. */
  const floatOf = (element: Element): Element | null => {
    let isPainted = false
    for (let box: Element | null = element; box; box = box.parentElement) {
      const { backgroundColor, overflowY, position } = getComputedStyle(box)
      if (overflowY === 'auto' || overflowY === 'scroll') return null
      isPainted ||= backgroundColor !== 'rgba(0, 0, 0, 0)'
      if (position === 'absolute' || position === 'fixed') return isPainted ? box : null
    }
    return null
  }
  const lines = written
    .flatMap(({ element, rects }) => rects.map((rect) => ({ element, rect: drawn(element, rect) })))
    .filter(({ rect }) => rect.width > 0 && rect.height > 0)
    .filter(({ element, rect }) => isOn(element, rect.x + rect.width / 2, rect.y + rect.height / 2))
  for (const [index, one] of lines.entries()) {
    for (const other of lines.slice(index + 1)) {
      if (one.element.contains(other.element) || other.element.contains(one.element)) continue
      if (floatOf(one.element) !== floatOf(other.element)) continue
      const [a, b] = [one.rect, other.rect]
      const width = Math.min(a.right, b.right) - Math.max(a.left, b.left)
      const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)
      if (width > 2 && height > Math.min(a.height, b.height) * 0.35) {
        note('overlap', one.element, `${height.toFixed(0)} px over ${name(other.element)}`)
      }
    }
  }
  return findings
}

function wordsOnScreen(): Words[] {
  const words: Words[] = []
  const isShown = (element: Element): boolean =>
    element.checkVisibility({ opacityProperty: true, visibilityProperty: true })
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const element = node.parentElement
    const text = node.nodeValue?.trim()
    // The initial of somebody's name stands for their picture.
    if (
      !element ||
      !text ||
      !isShown(element) ||
      /avatar__initial/.test(element.closest('wx-text')?.className ?? '')
    )
      continue
    const box = element.closest('.wx-placeholder, wx-text, wx-view') ?? element
    const style = getComputedStyle(box)
    const isOneLine = style.textOverflow === 'ellipsis' && box.scrollWidth > box.clientWidth
    const isClamped =
      !['none', ''].includes(style.webkitLineClamp) && box.scrollHeight > box.clientHeight + 2
    words.push({ text, where: `.${box.className}`, isCut: isOneLine || isClamped })
  }
  for (const element of document.querySelectorAll('[aria-label]')) {
    const text = element.getAttribute('aria-label')
    if (text && isShown(element)) words.push({ text, where: `.${element.className}`, isCut: false })
  }
  return words
}

function findMotion(): Finding[] {
  const findings: Finding[] = []
  for (const element of document.querySelectorAll('*')) {
    for (const part of [undefined, '::before', '::after']) {
      const style = getComputedStyle(element, part)
      const lasts = (durations: string): boolean =>
        durations.split(',').some((duration) => Number.parseFloat(duration) > 0)
      const moves = style.animationName !== 'none' && lasts(style.animationDuration)
      if (moves || lasts(style.transitionDuration)) {
        const what = moves ? style.animationName : style.transitionProperty
        findings.push({ rule: 'motion', where: `.${element.className}${part ?? ''}`, what })
      }
    }
  }
  return findings
}
