import { component } from 'glass-easel-miniprogram-adapter'

import type { Caller } from '../runtime/glass-easel-types'
import { domOf, rootOf } from '../runtime/tree'

/** What instance members need to know of the page they are on. */
export interface PageMembers {
  pageId: number
  openerChannel: unknown
  router: Record<string, unknown>
}

/**
 * Members of components and pages WeChat documents and the adapter lacks.
 * @param pageOf the page a root component belongs to.
 * @param more members other parts of the simulator make (queries, observers, the update listener).
 */
export function installInstanceMembers(
  pageOf: (root: object) => PageMembers | undefined,
  more: Record<string, (this: Caller, ...args: never[]) => unknown>,
): void {
  const page = (caller: Caller): PageMembers | undefined => {
    const root = rootOf(caller._$)
    return root && pageOf(root)
  }
  const getter = (name: string, read: (this: Caller) => unknown): PropertyDescriptor => ({
    get: read,
    // Mini-program code may keep something of its own under the same name.
    set(this: Caller, value: unknown) {
      Object.defineProperty(this, name, { value, writable: true, configurable: true })
    },
    configurable: true,
  })
  const prototype = component.ComponentCaller.prototype as unknown as Record<string, unknown>
  Object.assign(prototype, {
    getPageId(this: Caller) {
      return `pageId:${page(this)?.pageId ?? ''}`
    },
    /** Custom tab bars are not mounted, so there is none to give. */
    getTabBar: () => undefined,
    getOpenerEventChannel(this: Caller) {
      return page(this)?.openerChannel
    },
    animate,
    clearAnimation,
    ...more,
  })
  Object.defineProperty(
    prototype,
    'pageRouter',
    getter('pageRouter', function () {
      return page(this)?.router
    }),
  )
  Object.defineProperty(
    prototype,
    'router',
    getter('router', function () {
      return page(this)?.router
    }),
  )
}

const running = new WeakMap<object, Animation[]>()

/** `this.animate(selector, keyframes, durationMs, callback)`. Source: WeChat docs, "Animation", key frames. */
function animate(
  this: Caller,
  selector: string,
  keyframes: Record<string, unknown>[],
  duration: number,
  callback?: () => void,
): void {
  const animations = selectDom(this, selector).map((element) => {
    const animation = element.animate(keyframes.map(cssKeyframe), { duration, fill: 'forwards' })
    running.set(element, [...(running.get(element) ?? []), animation])
    return animation.finished
  })
  if (callback) void Promise.allSettled(animations).then(() => callback.call(this))
}

function clearAnimation(this: Caller, selector: string, ...rest: unknown[]): void {
  for (const element of selectDom(this, selector)) {
    for (const animation of running.get(element) ?? []) animation.cancel()
    running.delete(element)
  }
  const callback = rest.find((value) => typeof value === 'function')
  if (callback) window.setTimeout(() => (callback as () => void).call(this), 0)
}

function selectDom(caller: Caller, selector: string): HTMLElement[] {
  const found = caller._$.getShadowRoot()?.querySelectorAll(selector) ?? []
  return found.map((element) => domOf(element)).filter((dom) => dom !== undefined)
}

const TRANSFORMS: Record<string, string> = {
  ...{ rotate: 'deg', rotateX: 'deg', rotateY: 'deg', rotateZ: 'deg', skewX: 'deg', skewY: 'deg' },
  ...{ translateX: 'px', translateY: 'px', translateZ: 'px' },
  ...{ scaleX: '', scaleY: '', scaleZ: '' },
}
const TRANSFORM_LISTS: Record<string, string> = {
  ...{ translate: 'px', translate3d: 'px', scale: '', scale3d: '', skew: 'deg' },
}

/** WeChat writes transforms as members of the key frame (`translateX: 10`, `scale: [1, 2]`). */
function cssKeyframe(frame: Record<string, unknown>): Keyframe {
  const css: Keyframe = {}
  const transforms: string[] = []
  for (const [name, value] of Object.entries(frame)) {
    const single = TRANSFORMS[name]
    const list = TRANSFORM_LISTS[name]
    if (single !== undefined) transforms.push(`${name}(${withUnit(value, single)})`)
    else if (list !== undefined) {
      const values = (Array.isArray(value) ? value : [value]) as unknown[]
      transforms.push(`${name}(${values.map((item) => withUnit(item, list)).join(', ')})`)
    } else if (name === 'ease') css.easing = String(value)
    else css[name] = value as string | number
  }
  if (transforms.length) css.transform = transforms.join(' ')
  return css
}

function withUnit(value: unknown, unit: string): string {
  return typeof value === 'number' ? `${value}${unit}` : String(value)
}
