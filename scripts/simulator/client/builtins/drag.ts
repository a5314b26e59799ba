/** One finger (or the mouse) moving over an element. CSS pixels from where it started. */
export interface Drag {
  dx: number
  dy: number
  /** CSS pixels a millisecond over the last moves. */
  velocityX: number
  velocityY: number
}

export interface DragHandlers {
  /**
   * The finger went far enough to tell its direction. False leaves the gesture to scrolling.
   */
  start(direction: 'horizontal' | 'vertical'): boolean
  move(drag: Drag): void
  end(drag: Drag): void
}

const SLOP = 6

/** Follows drags that begin on the element; taps stay taps. */
export function followDrags(element: HTMLElement, handlers: DragHandlers): void {
  element.addEventListener('pointerdown', (down) => {
    const view = element.ownerDocument.defaultView
    if (!view || down.button !== 0) return
    let isDragging = false
    let last = { x: down.clientX, y: down.clientY, at: down.timeStamp }
    const drag: Drag = { dx: 0, dy: 0, velocityX: 0, velocityY: 0 }
    const move = (event: PointerEvent): void => {
      if (event.pointerId !== down.pointerId) return
      const elapsed = Math.max(1, event.timeStamp - last.at)
      drag.dx = event.clientX - down.clientX
      drag.dy = event.clientY - down.clientY
      drag.velocityX = (event.clientX - last.x) / elapsed
      drag.velocityY = (event.clientY - last.y) / elapsed
      last = { x: event.clientX, y: event.clientY, at: event.timeStamp }
      if (!isDragging) {
        if (Math.hypot(drag.dx, drag.dy) < SLOP) return
        const direction = Math.abs(drag.dx) > Math.abs(drag.dy) ? 'horizontal' : 'vertical'
        if (!handlers.start(direction)) return stop()
        isDragging = true
      }
      handlers.move(drag)
    }
    const up = (event: PointerEvent): void => {
      if (event.pointerId !== down.pointerId) return
      stop()
      if (isDragging) handlers.end(drag)
    }
    const stop = (): void => {
      view.removeEventListener('pointermove', move)
      view.removeEventListener('pointerup', up)
      view.removeEventListener('pointercancel', up)
    }
    view.addEventListener('pointermove', move)
    view.addEventListener('pointerup', up)
    view.addEventListener('pointercancel', up)
  })
}
