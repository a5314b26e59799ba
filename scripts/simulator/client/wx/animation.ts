import type { Phone } from '../phone'

/** One step as `export()` hands it to an `animation` property. */
export interface AnimationStep {
  /** CSS transform functions in order. */
  transform: string
  /** CSS property to value. */
  style: Record<string, string>
  option: AnimationOption
}

interface AnimationOption {
  /** Milliseconds. */
  duration: number
  timingFunction: string
  delay: number
  transformOrigin: string
}

const DEFAULTS: AnimationOption = {
  duration: 400,
  timingFunction: 'linear',
  delay: 0,
  transformOrigin: '50% 50% 0',
}

/** Transform functions and the unit of their numbers. */
const TRANSFORMS: Record<string, string> = {
  ...{ rotate: 'deg', rotateX: 'deg', rotateY: 'deg', rotateZ: 'deg', rotate3d: '', skew: 'deg' },
  ...{ skewX: 'deg', skewY: 'deg', scale: '', scaleX: '', scaleY: '', scaleZ: '', scale3d: '' },
  ...{ translate: 'px', translateX: 'px', translateY: 'px', translateZ: 'px', translate3d: 'px' },
  ...{ matrix: '', matrix3d: '' },
}
const STYLES: Record<string, string> = {
  ...{ opacity: '', backgroundColor: '', width: 'px', height: 'px' },
  ...{ top: 'px', right: 'px', bottom: 'px', left: 'px' },
}

/** `wx.createAnimation`. */
export function animation(_phone: Phone): Record<string, unknown> {
  return { createAnimation: (options: Partial<AnimationOption> = {}) => createAnimation(options) }
}

export function createAnimation(options: Partial<AnimationOption>): Record<string, unknown> {
  let steps: AnimationStep[] = []
  let transform: string[] = []
  let style: Record<string, string> = {}
  const maker: Record<string, unknown> = {
    step(given: Partial<AnimationOption> = {}) {
      const option = { ...DEFAULTS, ...options, ...given }
      steps.push({ transform: transform.join(' '), style, option })
      style = { ...style }
      return maker
    },
    export() {
      const actions = steps
      steps = []
      transform = []
      style = {}
      return { actions }
    },
  }
  for (const [name, unit] of Object.entries(TRANSFORMS))
    maker[name] = (...values: number[]) => {
      const text = `${name}(${values.map((value) => withUnit(value, unit)).join(', ')})`
      transform = [...transform.filter((one) => !one.startsWith(`${name}(`)), text]
      return maker
    }
  for (const [name, unit] of Object.entries(STYLES))
    maker[name] = (value: unknown) => {
      style = { ...style, [name]: withUnit(value, unit) }
      return maker
    }
  return maker
}

/** Plays what an `animation` property was given: each step after the one before. */
export function playAnimation(element: HTMLElement, data: { actions?: AnimationStep[] }): void {
  let at = 0
  for (const { transform, style, option } of data.actions ?? []) {
    const { duration, delay, timingFunction, transformOrigin } = option
    setTimeout(() => {
      element.style.transition = `all ${duration}ms ${timingFunction}`
      element.style.transformOrigin = transformOrigin
      element.style.transform = transform
      Object.assign(element.style, style)
    }, at + delay)
    at += delay + duration
  }
}

function withUnit(value: unknown, unit: string): string {
  return typeof value === 'number' ? `${value}${unit}` : String(value)
}
