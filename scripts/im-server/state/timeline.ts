/** Anything with a place in time. */
interface Timed {
  time: number
}

/** A list in order of time, with rising times. */
export class Timeline<Item extends Timed> {
  private items: Item[] = []
  /** Time of the newest item ever appended, also after its removal. */
  lastTime = 0

  get length(): number {
    return this.items.length
  }

  append(item: Item): void {
    this.items.push(item)
    this.lastTime = item.time
  }

  remove(item: Item): void {
    const index = this.indexAfter(item.time) - 1
    if (this.items[index] === item) this.items.splice(index, 1)
  }

  /** Forgets everything before this time. */
  dropBefore(time: number): void {
    const count = this.indexAfter(time - 1)
    if (count > 0) this.items = this.items.slice(count)
  }

  /** Items later than this time, oldest first. */
  *after(time: number): IterableIterator<Item> {
    for (let index = this.indexAfter(time); index < this.items.length; index++) {
      yield this.items[index]
    }
  }

  /** Items earlier than this time, newest first. */
  *before(time: number): IterableIterator<Item> {
    for (let index = this.indexAfter(time - 1) - 1; index >= 0; index--) yield this.items[index]
  }

  /** Index of the first item later than this time. */
  private indexAfter(time: number): number {
    let low = 0
    let high = this.items.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.items[middle].time > time) high = middle
      else low = middle + 1
    }
    return low
  }
}
