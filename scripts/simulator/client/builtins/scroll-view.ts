import type { Builtin, BuiltinHost } from './builtin'
import { any, boolean, flag, number, numeric, string, text } from './properties'
import { Refresher, refresherProperties } from './refresher'
import { ScrollEvents } from './scroll-events'
import { setScroller } from './scroller'

/** `<scroll-view>`: an inner element scrolls, so that padding and borders of the host stay in place. */
export const scrollView: Builtin = {
  tag: 'scroll-view',
  properties: {
    scrollX: boolean(),
    scrollY: boolean(),
    upperThreshold: any(50),
    lowerThreshold: any(50),
    scrollTop: any(''),
    scrollLeft: any(''),
    scrollIntoView: string(),
    scrollIntoViewOffset: number(0),
    scrollIntoViewAlignment: string('start'),
    scrollIntoViewWithinExtent: boolean(),
    scrollWithAnimation: boolean(),
    enableBackToTop: boolean(),
    enablePassive: any(false),
    enableFlex: boolean(),
    scrollAnchoring: boolean(),
    enhanced: boolean(),
    bounces: boolean(true),
    showScrollbar: boolean(true),
    pagingEnabled: boolean(),
    fastDeceleration: boolean(),
    usingSticky: boolean(),
    type: string('list'),
    associativeContainer: string(),
    reverse: boolean(),
    clip: boolean(true),
    cacheExtent: number(0),
    ...refresherProperties,
  },
  create(host) {
    const scroller = host.document.createElement('div')
    scroller.className = 'wx-scroller'
    const content = host.document.createElement('div')
    content.className = 'wx-scroll-content'
    scroller.append(content)
    host.element.append(scroller)
    host.slot = content
    setScroller(host.element, scroller)
    const events = new ScrollEvents(host, scroller)
    const refresher = new Refresher(host, scroller, content)
    const goal = new ScrollGoal(host, scroller)

    return {
      update(name) {
        switch (name) {
          case 'scrollX':
          case 'scrollY':
            scroller.classList.toggle('wx-scroll-x', flag(host, 'scrollX'))
            scroller.classList.toggle('wx-scroll-y', flag(host, 'scrollY'))
            break
          case 'enableFlex':
            content.classList.toggle('wx-scroll-flex', flag(host, 'enableFlex'))
            break
          case 'scrollAnchoring':
            scroller.style.overflowAnchor = flag(host, 'scrollAnchoring') ? 'auto' : 'none'
            break
          case 'pagingEnabled':
            scroller.classList.toggle('wx-paging', flag(host, 'pagingEnabled'))
            break
          case 'scrollTop':
          case 'scrollLeft':
          case 'scrollIntoView':
            goal.set(name)
            break
          default:
            if (name.startsWith('refresher')) refresher.update(name)
        }
      },
      attached: () => events.reset(),
      methods: {
        scrollTo: (left: number, top: number) => scroller.scrollTo({ left, top }),
        scrollTop: () => scroller.scrollTop,
        scrollLeft: () => scroller.scrollLeft,
        scrollWidth: () => scroller.scrollWidth,
        scrollHeight: () => scroller.scrollHeight,
        node: () => context(host, scroller, goal),
      },
    }
  },
}

/** Where the mini-program wants the content to be; carried out after the setData that said so is in the page. */
class ScrollGoal {
  private wanted = new Set<string>()

  constructor(
    private readonly host: BuiltinHost,
    private readonly scroller: HTMLElement,
  ) {}

  set(name: string): void {
    if (this.host.get(name) === '' || this.host.get(name) === null) return
    if (this.wanted.size === 0) queueMicrotask(() => this.apply())
    this.wanted.add(name)
  }

  /** @param margin CSS pixels above the element, as `scroll-into-view-offset` gives them. */
  reveal(target: Element, alignment: string, margin: number, behavior: ScrollBehavior): void {
    const view = this.scroller.getBoundingClientRect()
    const box = target.getBoundingClientRect()
    const { scrollTop, scrollLeft } = this.scroller
    this.scroller.scrollTo({
      top: align(scrollTop, box.top - view.top, box.height, view.height, alignment) + margin,
      left: align(scrollLeft, box.left - view.left, box.width, view.width, alignment) + margin,
      behavior,
    })
  }

  private apply(): void {
    const { host, scroller, wanted } = this
    const behavior = flag(host, 'scrollWithAnimation') ? 'smooth' : 'instant'
    if (wanted.has('scrollTop') || wanted.has('scrollLeft'))
      scroller.scrollTo({
        top: wanted.has('scrollTop') ? numeric(host, 'scrollTop') : undefined,
        left: wanted.has('scrollLeft') ? numeric(host, 'scrollLeft') : undefined,
        behavior,
      })
    if (wanted.has('scrollIntoView')) {
      const target = scroller.querySelector(`[id="${CSS.escape(text(host, 'scrollIntoView'))}"]`)
      const margin = numeric(host, 'scrollIntoViewOffset')
      if (target) this.reveal(target, text(host, 'scrollIntoViewAlignment'), margin, behavior)
    }
    wanted.clear()
  }
}

/**
 * New offset along one axis.
 * @param start distance from the edge of the view to the edge of the target, as they are now.
 */
function align(
  offset: number,
  start: number,
  size: number,
  viewSize: number,
  alignment: string,
): number {
  if (alignment === 'center') return offset + start - (viewSize - size) / 2
  if (alignment === 'end') return offset + start - (viewSize - size)
  if (alignment !== 'nearest') return offset + start
  if (start < 0) return offset + start
  return start + size > viewSize ? offset + start + size - viewSize : offset
}

/** The `ScrollViewContext` a selector query's `node` gives. */
function context(host: BuiltinHost, scroller: HTMLElement, goal: ScrollGoal): object {
  const behaviorOf = (animated?: boolean): ScrollBehavior =>
    animated === false ? 'instant' : 'smooth'
  return {
    get scrollEnabled() {
      return !scroller.classList.contains('wx-scroll-locked')
    },
    set scrollEnabled(isEnabled: boolean) {
      scroller.classList.toggle('wx-scroll-locked', !isEnabled)
    },
    bounces: flag(host, 'bounces'),
    showScrollbar: flag(host, 'showScrollbar'),
    pagingEnabled: flag(host, 'pagingEnabled'),
    fastDeceleration: flag(host, 'fastDeceleration'),
    decelerationDisabled: false,
    scrollTo: (options: { top?: number; left?: number; animated?: boolean }) =>
      scroller.scrollTo({
        top: options.top,
        left: options.left,
        behavior: behaviorOf(options.animated),
      }),
    scrollIntoView: (
      selector: string,
      options: { offset?: number; alignment?: string; animated?: boolean } = {},
    ) => {
      const target = scroller.querySelector(selector)
      const { offset = 0, alignment = 'start', animated } = options
      if (target) goal.reveal(target, alignment, offset, behaviorOf(animated))
    },
    triggerRefresh: () => host.trigger('refresherrefresh', { dy: 0 }),
  }
}
