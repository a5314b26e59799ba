/** What built-ins tell of themselves to those around them: fields to forms, choices to groups, controls to labels. */
export class ElementRegistry<T> {
  private readonly known = new WeakMap<Element, T>()

  set(element: Element, entry: T): void {
    this.known.set(element, entry)
  }

  get(element: Element): T | undefined {
    return this.known.get(element)
  }

  /** Entries inside an element, in document order. */
  within(element: Element): T[] {
    const entries: T[] = []
    for (const inner of element.querySelectorAll('*')) {
      const entry = this.known.get(inner)
      if (entry !== undefined) entries.push(entry)
    }
    return entries
  }
}
