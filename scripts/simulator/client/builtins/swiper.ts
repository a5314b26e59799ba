import { viewOf } from './aria'
import type { Builtin, BuiltinHost } from './builtin'
import { followDrags } from './drag'
import { any, boolean, call, flag, number, numeric, string, text } from './properties'

/** `<swiper-item>`: its place is the swiper's affair. */
export const swiperItem: Builtin = {
  tag: 'swiper-item',
  properties: { itemId: string(), skipHiddenItemLayout: boolean() },
  create(host) {
    const announce = (): unknown => call(host.closest('swiper'), 'itemsChanged')
    return {
      update(name) {
        if (name === 'itemId') host.element.setAttribute('wx-item-id', text(host, 'itemId'))
      },
      attached: announce,
    }
  },
}

/** `<swiper>`: slides side by side (or on top of each other when vertical). */
export const swiper: Builtin = {
  tag: 'swiper',
  properties: {
    indicatorDots: boolean(),
    indicatorColor: string('rgba(0, 0, 0, .3)'),
    indicatorActiveColor: string('#000000'),
    autoplay: boolean(),
    current: number(0),
    currentItemId: string(),
    interval: number(5000),
    duration: number(500),
    circular: boolean(),
    vertical: boolean(),
    previousMargin: any('0px'),
    nextMargin: any('0px'),
    snapToEdge: boolean(),
    displayMultipleItems: number(1),
    easingFunction: string('default'),
    skipHiddenItemLayout: boolean(),
  },
  create(host) {
    const slides = new Slides(host)
    return {
      update: (name) => slides.update(name),
      attached: () => slides.attached(),
      detached: () => slides.detached(),
      methods: {
        swipeTo: (index: number) => slides.go(index, 'touch'),
        itemsChanged: () => slides.itemsChanged(),
      },
    }
  },
}

const EASINGS: Record<string, string> = {
  default: 'ease',
  linear: 'linear',
  easeInCubic: 'cubic-bezier(0.55, 0.055, 0.675, 0.19)',
  easeOutCubic: 'cubic-bezier(0.215, 0.61, 0.355, 1)',
  easeInOutCubic: 'cubic-bezier(0.645, 0.045, 0.355, 1)',
}

class Slides {
  private readonly frame: HTMLElement
  private readonly track: HTMLElement
  private readonly dots: HTMLElement
  private current = 0
  private timer?: ReturnType<typeof setInterval>
  private isLaidOut = true

  constructor(private readonly host: BuiltinHost) {
    const make = (name: string): HTMLElement => {
      const element = host.document.createElement('div')
      element.className = name
      return element
    }
    this.frame = make('wx-swiper-frame')
    this.track = make('wx-swiper-track')
    this.dots = make('wx-swiper-dots')
    this.frame.append(this.track)
    host.element.append(this.frame, this.dots)
    host.slot = this.track
    followDrags(host.element, {
      start: (direction) => (direction === 'vertical') === this.isVertical && this.items.length > 1,
      move: ({ dx, dy }) => this.drag(this.isVertical ? dy : dx),
      end: ({ dx, dy, velocityX, velocityY }) =>
        this.release(this.isVertical ? dy : dx, this.isVertical ? velocityY : velocityX),
    })
    this.track.addEventListener('transitionend', (event) => {
      if (event.target === this.track) this.finish()
    })
  }

  update(name: string): void {
    if (name === 'current') this.go(numeric(this.host, 'current'), '')
    else if (name === 'currentItemId') {
      const wanted = text(this.host, 'currentItemId')
      const index = this.items.findIndex((item) => item.getAttribute('wx-item-id') === wanted)
      if (wanted && index >= 0) this.go(index, '')
    } else if (name === 'autoplay' || name === 'interval') this.play()
    else this.itemsChanged()
  }

  attached(): void {
    this.current = this.clamp(numeric(this.host, 'current'))
    this.layout()
    this.play()
  }

  detached(): void {
    clearInterval(this.timer)
  }

  /** Several items come and go in one setData; they are laid out once. */
  itemsChanged(): void {
    if (!this.isLaidOut) return
    this.isLaidOut = false
    queueMicrotask(() => {
      this.isLaidOut = true
      this.layout()
    })
  }

  /** @param source what moved it: '' for data, 'touch', 'autoplay'. */
  go(index: number, source: string): void {
    const target = this.clamp(index)
    if (target === this.current) {
      this.place(0, true)
      return
    }
    this.current = target
    if (source) this.host.set('current', target)
    this.layout(true)
    const currentItemId = this.items[target]?.getAttribute('wx-item-id') ?? ''
    this.host.trigger('change', { current: target, currentItemId, source })
    if (numeric(this.host, 'duration', 500) === 0) this.finish()
  }

  private get isVertical(): boolean {
    return flag(this.host, 'vertical')
  }

  private get items(): HTMLElement[] {
    return [...this.track.querySelectorAll<HTMLElement>('wx-swiper-item')].filter(
      (item) => item.parentElement?.closest('.wx-swiper-track') === this.track,
    )
  }

  private get shown(): number {
    return Math.max(1, numeric(this.host, 'displayMultipleItems', 1))
  }

  /** CSS pixels from one slide to the next. */
  private get step(): number {
    const size = this.isVertical ? this.frame.clientHeight : this.frame.clientWidth
    return size / this.shown
  }

  private clamp(index: number): number {
    const last = Math.max(0, this.items.length - (flag(this.host, 'circular') ? 1 : this.shown))
    return Math.min(last, Math.max(0, Math.round(index)))
  }

  private layout(isAnimated = false): void {
    const { host, items } = this
    const margin = (name: string): string => `${numeric(host, name)}px`
    const before = margin('previousMargin')
    const after = margin('nextMargin')
    this.frame.style.inset = this.isVertical ? `${before} 0 ${after}` : `0 ${after} 0 ${before}`
    if (this.current > this.clamp(this.current)) this.current = this.clamp(this.current)
    items.forEach((item, index) => {
      const offset = `${this.slot(index) * 100}%`
      item.style.position = 'absolute'
      item.style.width = this.isVertical ? '100%' : `${100 / this.shown}%`
      item.style.height = this.isVertical ? `${100 / this.shown}%` : '100%'
      item.style.transform = this.isVertical ? `translateY(${offset})` : `translateX(${offset})`
    })
    this.place(0, isAnimated)
    this.drawDots()
  }

  /** Where a slide lies; in a circle the far half follows on the other side. */
  private slot(index: number): number {
    const count = this.items.length
    if (!flag(this.host, 'circular') || count < 3) return index
    const distance = index - this.current
    if (distance > count / 2) return index - count
    return distance < -count / 2 ? index + count : index
  }

  /** @param pull CSS pixels the finger has moved the slides. */
  private place(pull: number, isAnimated: boolean): void {
    const { host, track } = this
    const easing = EASINGS[text(host, 'easingFunction')] ?? 'ease'
    const duration = numeric(host, 'duration', 500)
    track.style.transition = isAnimated ? `transform ${duration}ms ${easing}` : 'none'
    const share = (-this.current * 100) / this.shown
    const axis = this.isVertical ? 'Y' : 'X'
    track.style.transform = `translate${axis}(calc(${share}% + ${pull}px))`
  }

  private drag(pull: number): void {
    clearInterval(this.timer)
    this.place(pull, false)
    const detail = this.isVertical ? { dx: 0, dy: -pull } : { dx: -pull, dy: 0 }
    this.host.trigger('transition', detail)
  }

  private release(pull: number, velocity: number): void {
    this.play()
    const isFast = Math.abs(velocity) > 0.3
    const moved = Math.abs(pull) > this.step / 2 || isFast
    this.go(moved ? this.neighbour(pull < 0 ? 1 : -1) : this.current, 'touch')
  }

  private neighbour(direction: number): number {
    const count = this.items.length
    const next = this.current + direction
    return flag(this.host, 'circular') && count > 0 ? (next + count) % count : next
  }

  private play(): void {
    clearInterval(this.timer)
    if (!flag(this.host, 'autoplay')) return
    const interval = Math.max(100, numeric(this.host, 'interval', 5000))
    this.timer = setInterval(() => {
      if (!this.track.isConnected || viewOf(this.track).document.hidden) return
      const next = this.neighbour(1)
      this.go(next > this.clamp(next) ? 0 : next, 'autoplay')
    }, interval)
  }

  private finish(): void {
    const currentItemId = this.items[this.current]?.getAttribute('wx-item-id') ?? ''
    this.host.trigger('animationfinish', { current: this.current, currentItemId, source: '' })
  }

  private drawDots(): void {
    const { host, dots } = this
    dots.hidden = !flag(host, 'indicatorDots')
    dots.toggleAttribute('wx-vertical', this.isVertical)
    const marks = this.items.map((_, index) => {
      const dot = host.document.createElement('i')
      const isActive = index === this.current
      dot.style.background = text(host, isActive ? 'indicatorActiveColor' : 'indicatorColor')
      return dot
    })
    dots.replaceChildren(...marks)
  }
}
