import type { DrawnPhone } from './drawn-phone'

/** The topmost row in sight, and how far its top stands below the list's, CSS px. */
export interface RowAtTop {
  id: string
  offset: number
}

export interface ListBox {
  height: number
  scrollTop: number
  scrollHeight: number
  /** Rows that are drawn, not counting those folded into boxes. */
  liveRows: number
}

/** The message list as it is drawn, and a reader's finger on it. */
export class ListView {
  constructor(private readonly phone: DrawnPhone) {}

  async box(): Promise<ListBox> {
    return (await this.phone.frame()).evaluate(boxed)
  }

  async top(): Promise<RowAtTop> {
    await this.phone.settle()
    return (await this.phone.frame()).evaluate(topRow)
  }

  /** Offset of a row's top from the list's; null while it is not drawn. */
  async offsetOf(rowId: string): Promise<number | null> {
    return (await this.phone.frame()).evaluate(offsetOf, rowId)
  }

  /** Resolves once a row is wholly in sight. */
  async shows(rowId: string): Promise<void> {
    await this.phone.until(`row ${rowId} in sight`, async () =>
      (await this.phone.frame()).evaluate(isWhollyInSight, rowId),
    )
  }

  async scrollBy(px: number): Promise<void> {
    await (await this.phone.frame()).evaluate(scrollBy, px)
    await this.phone.settle()
  }

  async scrollToEnd(): Promise<void> {
    await this.scrollBy(1_000_000)
  }

  /**
   * Scrolls, then watches every drawn frame while `action` runs.
   * @returns how far the topmost row moved meanwhile, CSS px.
   */
  async drift(px: number, action: () => Promise<unknown>): Promise<number> {
    const frame = await this.phone.frame()
    await frame.evaluate(scrollAndWatch, px)
    await action()
    await this.phone.settle()
    return frame.evaluate(watchedDrift)
  }
}

/** Those below run in the page. */
function boxed(): ListBox {
  const list = document.querySelector('#messages > .wx-scroller')!
  return {
    height: list.clientHeight,
    scrollTop: list.scrollTop,
    scrollHeight: list.scrollHeight,
    liveRows: document.querySelectorAll('[id^="row-"]').length,
  }
}

/** Rows stand in another order in the document than on screen. */
function topRow(): RowAtTop {
  const { top } = document.getElementById('messages')!.getBoundingClientRect()
  const boxes = [...document.querySelectorAll('[id^="row-"]')].map((row) => ({
    id: row.id.slice('row-'.length),
    box: row.getBoundingClientRect(),
  }))
  const [first] = boxes
    .filter(({ box }) => box.bottom > top + 1)
    .sort((one, other) => one.box.top - other.box.top)
  return { id: first.id, offset: first.box.top - top }
}

function offsetOf(rowId: string): number | null {
  const { top } = document.getElementById('messages')!.getBoundingClientRect()
  const row = document.getElementById(`row-${rowId}`)
  return row && row.getBoundingClientRect().top - top
}

function isWhollyInSight(rowId: string): boolean {
  const list = document.getElementById('messages')!.getBoundingClientRect()
  const row = document.getElementById(`row-${rowId}`)?.getBoundingClientRect()
  return row !== undefined && row.top >= list.top - 1 && row.bottom <= list.bottom + 1
}

function scrollBy(px: number): void {
  document.querySelector('#messages > .wx-scroller')!.scrollBy({ top: px, behavior: 'instant' })
}

interface Watch {
  offsets: number[]
  isOver: boolean
}

function scrollAndWatch(px: number): void {
  const list = document.getElementById('messages')!
  list.querySelector('.wx-scroller')!.scrollBy({ top: px, behavior: 'instant' })
  const { top } = list.getBoundingClientRect()
  const offsets = (row: Element): number => row.getBoundingClientRect().top - top
  const [first] = [...document.querySelectorAll('[id^="row-"]')]
    .filter((row) => row.getBoundingClientRect().bottom > top + 1)
    .sort((one, other) => offsets(one) - offsets(other))
  const watch: Watch = { offsets: [], isOver: false }
  ;(window as unknown as { watch: Watch }).watch = watch
  const look = (): void => {
    if (watch.isOver) return
    const row = document.getElementById(first.id)
    watch.offsets.push(row === null ? Infinity : offsets(row))
    requestAnimationFrame(look)
  }
  look()
}

function watchedDrift(): number {
  const { watch } = window as unknown as { watch: Watch }
  watch.isOver = true
  return Math.max(...watch.offsets) - Math.min(...watch.offsets)
}
