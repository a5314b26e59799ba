import type { CDPSession } from 'playwright-core'

import type { DrawnPhone } from './drawn-phone'

/** Where the parts of a chat stand, CSS px from the top of the page. */
export interface Places {
  windowHeight: number
  /** Bottom of the bar with the field. */
  barBottom: number
  /** Height of what is under the bar: keyboard, panel or the home bar's room. */
  floor: number
  fieldHeight: number
  /** From the bottom of the newest message to the top of the composer. */
  gapAboveBar: number
  text: string
  placeholder: string
  isFocused: boolean
}

/** How far something moved while it was watched, CSS px. */
export interface Moves {
  bar: number
  newest: number
}

/** Left free under the newest message. */
const LIST_END_PX = 12
/** A list's offset is whole pixels, its rows are not, and a font that comes late may move them by one. */
const ROUNDING_PX = 2

/** The composer and the end of the list, as a person sees and uses them. */
export class WritingPlace {
  constructor(private readonly phone: DrawnPhone) {}

  async measure(): Promise<Places> {
    await this.phone.settle()
    return (await this.phone.frame()).evaluate(measured)
  }

  async whenFloorIs(height: number): Promise<void> {
    await this.phone.until(`a floor of ${height} px`, async () => {
      const { floor } = await (await this.phone.frame()).evaluate(measured)
      return Math.abs(floor - height) < 1
    })
  }

  /** Resolves once the newest message stands right above the bar, and the bar right above what is so high. */
  async whenTightAbove(floorHeight: number): Promise<void> {
    await this.phone.until(`the bar above ${floorHeight} px`, async () => {
      const { floor, barBottom, windowHeight, gapAboveBar } = await this.measure()
      const amiss = [floor - floorHeight, windowHeight - floorHeight - barBottom]
      const isTight = amiss.every((px) => Math.abs(px) <= 1)
      if (isTight && Math.abs(gapAboveBar - LIST_END_PX) <= ROUNDING_PX) return true
      throw new Error(`floor ${floor}, bar at ${barBottom}, newest ${gapAboveBar} above it`)
    })
  }

  /** Watches every drawn frame while `action` runs. */
  async during(action: () => Promise<unknown>): Promise<Moves> {
    const frame = await this.phone.frame()
    await frame.evaluate(watch)
    await action()
    await this.phone.settle()
    return frame.evaluate(watched)
  }

  /** A finger on the field. */
  async touchField(): Promise<void> {
    await (await this.phone.frame()).click('textarea')
  }

  /** A finger on a part of the composer, e.g. `composer__emoji`. */
  async touch(part: string): Promise<void> {
    await (await this.phone.frame()).click(`[class*="${part}"]`)
  }

  /** Keys of a keyboard made of keys, or what the on-screen one types. */
  async press(...keys: string[]): Promise<void> {
    for (const key of keys) await this.phone.view.keyboard.press(key)
  }

  async typeKeys(text: string): Promise<void> {
    await this.phone.view.keyboard.type(text)
  }

  /** Puts in a text at once, as a paste or a word of an input method. */
  async paste(text: string): Promise<void> {
    await this.phone.view.keyboard.insertText(text)
  }

  /** What an input method shows before a word is chosen. */
  async compose(text: string): Promise<void> {
    const input = await this.input()
    await input.send('Input.imeSetComposition', {
      text,
      selectionStart: text.length,
      selectionEnd: text.length,
    })
  }

  /** Enter chooses the word: the input method takes the key, as its code 229 tells. */
  async chooseWord(text: string): Promise<void> {
    const input = await this.input()
    const enter = { key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 229 }
    await input.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...enter })
    await input.send('Input.insertText', { text })
  }

  private async input(): Promise<CDPSession> {
    return this.phone.view.context().newCDPSession(this.phone.view)
  }

  async whenTextIs(text: string): Promise<void> {
    await this.phone.until(`"${text.slice(0, 40)}" in the field`, async () => {
      const { text: now } = await (await this.phone.frame()).evaluate(measured)
      return now === text
    })
  }
}

/** Runs in the page. */
function measured(): Places {
  const find = (part: string): HTMLElement => document.querySelector(`[class*="${part}"]`)!
  const bar = find('composer__bar').getBoundingClientRect()
  const field = document.querySelector('textarea')!
  const composer = document.getElementById('composer')!.getBoundingClientRect()
  const rows = [...document.querySelectorAll('[id^="row-"]')]
  const bottoms = rows.map((row) => row.getBoundingClientRect().bottom)
  return {
    windowHeight: innerHeight,
    barBottom: bar.bottom,
    floor: find('composer__floor').getBoundingClientRect().height,
    fieldHeight: field.getBoundingClientRect().height,
    gapAboveBar: composer.top - Math.max(...bottoms),
    text: field.value,
    placeholder: field.getAttribute('aria-label') ?? '',
    isFocused: document.activeElement === field,
  }
}

interface Watching {
  bars: number[]
  rows: number[]
  isOver: boolean
}

/** Runs in the page: notes every frame where the bar and the newest message are. */
function watch(): void {
  const watching: Watching = { bars: [], rows: [], isOver: false }
  ;(window as unknown as { watching: Watching }).watching = watching
  const look = (): void => {
    if (watching.isOver) return
    const bar = document.querySelector('[class*="composer__bar"]')!
    const rows = document.querySelectorAll('[id^="row-"]')
    watching.bars.push(bar.getBoundingClientRect().bottom)
    watching.rows.push(rows[rows.length - 1].getBoundingClientRect().bottom)
    requestAnimationFrame(look)
  }
  look()
}

/** Runs in the page. */
function watched(): Moves {
  const { watching } = window as unknown as { watching: Watching }
  watching.isOver = true
  const range = (values: number[]): number => Math.max(...values) - Math.min(...values)
  return { bar: range(watching.bars), newest: range(watching.rows) }
}
