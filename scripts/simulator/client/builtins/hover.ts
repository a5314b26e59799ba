/** What `hover-class` and its companions say at the moment of the touch. */
export interface HoverOptions {
  /** Class names as they read in the DOM; '' when there is no hover state. */
  classes: string
  startTimeMs: number
  stayTimeMs: number
  /** Keeps ancestors from showing theirs (`hover-stop-propagation`). */
  stopsPropagation: boolean
}

/** Marks a press that an inner element took for itself alone. */
const taken = new WeakSet<Event>()

/**
 * Shows the hover classes while the element is pressed, from `startTimeMs` after the press until `stayTimeMs` after
 * its end. A press that turns into a scroll ends it.
 */
export function attachHover(element: HTMLElement, options: () => HoverOptions): void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let shown: string[] = []
  const hide = (): void => {
    element.classList.remove(...shown)
    shown = []
  }
  const after = (delayMs: number, act: () => void): void => {
    clearTimeout(timer)
    timer = setTimeout(act, delayMs)
  }
  element.addEventListener('pointerdown', (event) => {
    if (taken.has(event)) return
    const { classes, startTimeMs, stopsPropagation } = options()
    const names = classes.split(/\s+/).filter(Boolean)
    if (names.length === 0) return
    if (stopsPropagation) taken.add(event)
    after(startTimeMs, () => {
      hide()
      shown = names
      element.classList.add(...names)
    })
    const view = element.ownerDocument.defaultView
    const end = (): void => {
      for (const name of ENDS) view?.removeEventListener(name, end)
      after(shown.length > 0 ? options().stayTimeMs : 0, hide)
    }
    for (const name of ENDS) view?.addEventListener(name, end)
  })
}

const ENDS = ['pointerup', 'pointercancel']
