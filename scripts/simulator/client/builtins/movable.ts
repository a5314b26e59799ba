import type { Builtin, BuiltinHost } from './builtin'
import { followDrags } from './drag'
import { any, boolean, flag, number, numeric, string, text } from './properties'

/** `<movable-area>`: the bounds of the movable-views in it. */
export const movableArea: Builtin = {
  tag: 'movable-area',
  properties: { scaleArea: boolean() },
  create: () => ({ update: () => undefined }),
}

/** `<movable-view>`: follows the finger inside its area; `x` and `y` move it by data. */
export const movableView: Builtin = {
  tag: 'movable-view',
  properties: {
    direction: string('none'),
    inertia: boolean(),
    outOfBounds: boolean(),
    x: any(0),
    y: any(0),
    damping: number(20),
    friction: number(2),
    disabled: boolean(),
    scale: boolean(),
    scaleMin: number(0.5),
    scaleMax: number(10),
    scaleValue: number(1),
    animation: boolean(true),
    // Where it is; automation asks by these names.
    _translateX: number(0),
    _translateY: number(0),
  },
  create(host) {
    const mover = new Mover(host)
    return {
      update: (name) => mover.update(name),
      attached: () => mover.attached(),
      methods: {
        moveTo: (x: number, y: number) => mover.moveTo(x, y, ''),
        position: () => mover.position,
      },
    }
  },
}

class Mover {
  position = { x: 0, y: 0 }
  private scale = 1
  private origin = { x: 0, y: 0 }

  constructor(private readonly host: BuiltinHost) {
    followDrags(host.element, {
      start: (direction) => this.start(direction),
      move: ({ dx, dy }) => this.moveTo(this.origin.x + dx, this.origin.y + dy, 'touch'),
      end: ({ velocityX, velocityY }) => {
        if (!flag(host, 'inertia')) return
        const { x, y } = this.position
        this.animate(true)
        this.moveTo(x + velocityX * 100, y + velocityY * 100, 'friction')
      },
    })
  }

  update(name: string): void {
    if (name === 'x' || name === 'y') {
      this.animate(flag(this.host, 'animation'))
      this.moveTo(numeric(this.host, 'x'), numeric(this.host, 'y'), '')
    } else if (name === 'scaleValue' && flag(this.host, 'scale')) {
      const wanted = numeric(this.host, 'scaleValue', 1)
      const max = Math.min(10, numeric(this.host, 'scaleMax', 10))
      this.scale = Math.min(max, Math.max(numeric(this.host, 'scaleMin', 0.5), wanted))
      this.draw()
      this.host.trigger('scale', { ...this.position, scale: this.scale })
    }
    const isMovable = !flag(this.host, 'disabled') && text(this.host, 'direction') !== 'none'
    this.host.element.style.touchAction = isMovable ? 'none' : ''
  }

  attached(): void {
    this.moveTo(numeric(this.host, 'x'), numeric(this.host, 'y'), '')
  }

  /** @param source '' for data, 'touch', 'friction'. */
  moveTo(x: number, y: number, source: string): void {
    const direction = text(this.host, 'direction')
    const isFree = source === ''
    const wanted = {
      x: isFree || direction === 'all' || direction === 'horizontal' ? x : this.position.x,
      y: isFree || direction === 'all' || direction === 'vertical' ? y : this.position.y,
    }
    const next = this.bounded(wanted)
    if (next.x === this.position.x && next.y === this.position.y) return
    this.position = next
    this.host.set('_translateX', next.x)
    this.host.set('_translateY', next.y)
    if (source) {
      this.host.set('x', next.x)
      this.host.set('y', next.y)
    }
    this.draw()
    this.host.trigger('change', { ...next, source })
  }

  private start(direction: 'horizontal' | 'vertical'): boolean {
    const allowed = text(this.host, 'direction')
    if (flag(this.host, 'disabled') || allowed === 'none') return false
    if (allowed !== 'all' && allowed !== direction) return false
    this.origin = { ...this.position }
    this.animate(false)
    this.host.trigger(direction === 'horizontal' ? 'htouchmove' : 'vtouchmove', {})
    return true
  }

  private bounded({ x, y }: { x: number; y: number }): { x: number; y: number } {
    const { element } = this.host
    const area = element.parentElement?.closest<HTMLElement>('wx-movable-area')
    if (!area || area.clientWidth === 0) return { x, y }
    // A view larger than its area moves until its far edge shows.
    const clamp = (value: number, room: number): number =>
      Math.min(Math.max(0, room), Math.max(Math.min(0, room), value))
    return {
      x: clamp(x, area.clientWidth - element.offsetWidth),
      y: clamp(y, area.clientHeight - element.offsetHeight),
    }
  }

  private animate(isAnimated: boolean): void {
    this.host.element.style.transition = isAnimated ? 'transform 0.25s ease-out' : 'none'
  }

  private draw(): void {
    const { x, y } = this.position
    this.host.element.style.transform = `translate(${x}px, ${y}px) scale(${this.scale})`
  }
}
