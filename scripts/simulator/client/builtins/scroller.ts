const scrollers = new WeakMap<Element, HTMLElement>()

/** Remembers which inner element of a built-in scrolls (scroll-view). */
export function setScroller(element: Element, scroller: HTMLElement): void {
  scrollers.set(element, scroller)
}

/** The element whose scroll offset a selector query reports. */
export function scrollerOf(element: Element): Element {
  return scrollers.get(element) ?? element
}
