/**
 * Hands items on by key: the first one at once, those within the interval after it together. A busy room
 * of hundreds of people would otherwise cost one frame a person for each thing that happens in it.
 */
export class Batcher<Item> {
  private readonly waiting = new Map<string, Item[]>()

  constructor(
    private readonly intervalMs: number,
    private readonly handOn: (key: string, items: Item[]) => void,
  ) {}

  add(key: string, item: Item): void {
    const items = this.waiting.get(key)
    if (items) items.push(item)
    else this.pass(key, [item])
  }

  private pass(key: string, items: Item[]): void {
    this.handOn(key, items)
    this.waiting.set(key, [])
    setTimeout(() => {
      const next = this.waiting.get(key)!
      this.waiting.delete(key)
      if (next.length > 0) this.pass(key, next)
    }, this.intervalMs).unref()
  }
}
