import type { Element } from '../runtime/glass-easel-types'
import { elementAt } from '../runtime/tree'
import { dispatchUserEvent, isHeard, touchPoint, type TouchPoint } from './dispatch'
import { HoverClasses } from './hover'

/** Source: WeChat docs, events: a press longer than 350 ms is a longpress. */
const LONGPRESS_MS = 350
/** CSS pixels a finger may drift during a tap. */
const TAP_DRIFT = 10
const MOUSE = 0

interface Press {
  target: Element
  start: TouchPoint
  last: TouchPoint
  /** When it becomes a long one, ms as `performance.now()` counts. */
  longAt: number
  /** 0 once it has gone off. */
  longpressTimer: number
  mayTap: boolean
}

/** Turns fingers and the mouse on one page into WeChat's touch events, `tap` and `longpress`. */
export class Gestures {
  private readonly presses = new Map<number, Press>()
  private readonly hover = new HoverClasses()
  /** After a finger the browser sends mouse events for the same press. */
  private ignoreMouseUntil = 0

  constructor(page: Document) {
    const listen = <K extends keyof DocumentEventMap>(
      type: K,
      listener: (event: DocumentEventMap[K]) => void,
    ): void => page.addEventListener(type, listener, { capture: true, passive: false })
    const fingers = (event: TouchEvent, handle: (id: number, x: number, y: number) => boolean) => {
      this.ignoreMouseUntil = Date.now() + 1000
      for (const touch of event.changedTouches) {
        const isPrevented = handle(touch.identifier, touch.clientX, touch.clientY)
        if (isPrevented && event.cancelable) event.preventDefault()
      }
    }
    listen('touchstart', (event) =>
      fingers(event, (id, x, y) => this.start(id, x, y, event.target as Node)),
    )
    listen('touchmove', (event) => fingers(event, (id, x, y) => this.move(id, x, y)))
    listen('touchend', (event) => fingers(event, (id, x, y) => this.end(id, x, y)))
    listen('touchcancel', (event) => fingers(event, (id) => this.cancel(id)))
    listen('mousedown', (event) => {
      if (event.button !== 0 || this.isFromFinger()) return
      this.start(MOUSE, event.clientX, event.clientY, event.target as Node)
    })
    listen('mousemove', (event) => {
      if (this.isFromFinger()) return
      // The button was let go outside the page.
      if (event.buttons === 0) this.cancel(MOUSE)
      this.move(MOUSE, event.clientX, event.clientY)
    })
    listen('mouseup', (event) => {
      if (!this.isFromFinger()) this.end(MOUSE, event.clientX, event.clientY)
    })
    listen('contextmenu', (event) => event.preventDefault())
    for (const type of ['transitionend', 'animationstart', 'animationiteration', 'animationend']) {
      page.addEventListener(type, (event) => this.animation(event))
    }
  }

  private isFromFinger(): boolean {
    return Date.now() < this.ignoreMouseUntil
  }

  private start(id: number, x: number, y: number, node: Node): boolean {
    const target = elementAt(node)
    return target ? this.press(id, x, y, target) : false
  }

  /**
   * A finger goes down.
   * @param longAfter ms that make a press long.
   * @returns whether the mini-program took the browser's default away.
   */
  press(id: number, x: number, y: number, target: Element, longAfter = LONGPRESS_MS): boolean {
    const point = touchPoint(id, x, y, target)
    const longAt = performance.now() + longAfter
    const press = { target, start: point, last: point, longAt, longpressTimer: 0, mayTap: true }
    press.longpressTimer = window.setTimeout(() => this.longpress(press), longAfter)
    this.presses.set(id, press)
    this.hover.press(target)
    return this.send(press, 'touchstart')
  }

  move(id: number, x: number, y: number): boolean {
    const press = this.presses.get(id)
    if (!press) return false
    press.last = touchPoint(id, x, y, press.target)
    const drift = Math.hypot(x - press.start.clientX, y - press.start.clientY)
    if (drift > TAP_DRIFT) this.noTap(press)
    return this.send(press, 'touchmove')
  }

  end(id: number, x: number, y: number): boolean {
    const press = this.presses.get(id)
    if (!press) return false
    press.last = touchPoint(id, x, y, press.target)
    this.presses.delete(id)
    // A busy phone's timer is late.
    if (press.longpressTimer && performance.now() >= press.longAt) this.longpress(press)
    window.clearTimeout(press.longpressTimer)
    this.hover.release()
    const isPrevented = this.send(press, 'touchend')
    if (press.mayTap) {
      const { pageX, pageY } = press.last
      const touches = { touches: [press.last], changedTouches: [press.last] }
      dispatchUserEvent(press.target, 'tap', { x: pageX, y: pageY }, touches)
    }
    return isPrevented
  }

  private cancel(id: number): boolean {
    const press = this.presses.get(id)
    if (!press) return false
    this.presses.delete(id)
    this.noTap(press)
    return this.send(press, 'touchcancel')
  }

  private longpress(press: Press): void {
    window.clearTimeout(press.longpressTimer)
    press.longpressTimer = 0
    // A longpress somebody listens to takes the place of the tap.
    if (isHeard(press.target, 'longpress')) press.mayTap = false
    const { pageX, pageY } = press.last
    const touches = { touches: [press.last], changedTouches: [press.last] }
    dispatchUserEvent(press.target, 'longpress', { x: pageX, y: pageY }, touches)
    dispatchUserEvent(press.target, 'longtap', { x: pageX, y: pageY }, touches)
  }

  private noTap(press: Press): void {
    press.mayTap = false
    window.clearTimeout(press.longpressTimer)
    press.longpressTimer = 0
    this.hover.release()
  }

  private send(press: Press, type: string): boolean {
    const touches = [...this.presses.values()].map(({ last }) => last)
    return dispatchUserEvent(press.target, type, {}, { touches, changedTouches: [press.last] })
  }

  private animation(event: Event): void {
    const target = elementAt(event.target as Node)
    if (!target) return
    const { elapsedTime, animationName, propertyName } = event as AnimationEvent & TransitionEvent
    dispatchUserEvent(target, event.type, { elapsedTime, animationName, propertyName })
  }
}
