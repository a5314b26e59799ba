import type { Neighbourhood } from './neighbourhood'
import type { Element, Phone } from './phone'

const ROUTE = 'pages-chat/history/history'
const DAY_MS = 24 * 3600_000
/** More than are looked through at one wish, before the second of what is looked for too. */
const SMALL_TALK = 600
const SECOND_AT = 60
/** A grey dot, base64 JPEG. */
const DOT =
  '/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAAMCAgMCAgMDAwMEAwMEBQgFBQQEBQoHBwYIDAoMDAsKCwsNDhIQDQ4RDgsLEBYQERMUFRUVDA8X' +
  'GBYUGBIUFRT/wAALCAABAAEBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAACf/EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8AVN//2Q=='

/** What one row of the history shows. */
export interface ShownFind {
  id: string
  type: string
  before: string
  match: string
  after: string
}

/** The page that searches one conversation, by what a person does on it. */
export class HistoryScreen {
  constructor(private readonly phone: Phone) {}

  /** Resolves once it is the page on top and looks no further. */
  async isOpen(): Promise<void> {
    await this.phone.until('the history', async (page) => {
      if (page.path !== ROUTE) return false
      return (await page.data('isLooking')) === false
    })
  }

  /** Opens it for a conversation, e.g. `private:chen`, over the page on top. */
  async open(key: string): Promise<void> {
    await this.phone.app.callWxMethod('navigateTo', {
      url: `/${ROUTE}?key=${encodeURIComponent(key)}`,
    })
    await this.isOpen()
  }

  async scrollToTop(): Promise<void> {
    const list = await this.phone.find('#found')
    await (list as Element & { scrollTo(x: number, y: number): Promise<void> }).scrollTo(0, 0)
  }

  async backHere(): Promise<void> {
    await this.phone.app.callWxMethod('navigateBack')
    await this.isOpen()
  }

  /** From the panel under the plus of the chat on top. */
  async openFromChat(): Promise<void> {
    await (await this.phone.find('composer', '.composer__plus')).tap()
    await (await this.phone.find('composer', 'plus-panel', '.plus-panel__item--history')).tap()
  }

  /** Everything listed, the newest first. */
  async rows(): Promise<ShownFind[]> {
    const months = (await (await this.phone.page()).data('months')) as {
      screens: { rows: ShownFind[] }[]
    }[]
    return months.flatMap(({ screens }) => screens.flatMap(({ rows }) => rows))
  }

  rowsWhen(what: string, isAsWanted: (rows: ShownFind[]) => boolean): Promise<ShownFind[]> {
    return this.phone.until(what, async () => {
      const rows = await this.rows()
      return isAsWanted(rows) && rows
    })
  }

  row(index: number): Promise<Element> {
    return this.phone.until(`row ${index}`, async (page) => {
      const row = (await this.rows())[index]
      return row && page.$(`#row-${row.id}`)
    })
  }

  /** Holds a row until its menu is there. */
  async hold(index: number): Promise<void> {
    const row = (await this.row(index)) as Element &
      Record<'touchstart' | 'touchend', () => Promise<void>>
    await row.touchstart()
    await this.phone.find('#menu')
    await row.touchend()
  }

  async choose(kind: 'media' | 'files' | 'links'): Promise<void> {
    await (await this.phone.find(`#kind-${kind}`)).tap()
    await this.isOpen()
  }

  async search(words: string): Promise<void> {
    const field = (await this.phone.find('#search', '.search-field__input')) as Element & {
      input(text: string): Promise<void>
    }
    await field.input(words)
    const isSearching = words !== ''
    await this.phone.until('the search', async (page) => {
      return (await page.data('isSearching')) === isSearching
    })
  }

  /** Presses for more as often as it takes. */
  async lookFurtherUntil(isEnough: (rows: ShownFind[]) => boolean): Promise<ShownFind[]> {
    return this.phone.until('what is looked for', async (page) => {
      const rows = await this.rows()
      if (isEnough(rows)) return rows
      await (await (await page.$('#further'))?.$('.button'))?.tap()
      return false
    })
  }

  /** @param day `2026-11-21`, as a picker of days gives it. */
  async pickDay(day: string): Promise<void> {
    await (await this.phone.find('#day')).trigger('change', { value: day })
  }

  /** Scrolls to the end, which lists more, until this many rows are listed. */
  async scrollUntil(count: number): Promise<void> {
    await this.phone.until(`${count} rows`, async (page) => {
      const list = (await page.$('#found')) as Element & {
        scrollTo(x: number, y: number): Promise<void>
        scrollHeight(): Promise<number>
      }
      const bottom = await list.scrollHeight()
      // Who is at the end already moves away first: the end is told of when one comes to it.
      await list.scrollTo(0, bottom / 2)
      await list.scrollTo(0, bottom)
      return (await this.rows()).length === count
    })
  }

  async emptyTitle(): Promise<string> {
    return (await (await this.phone.find('empty-state', '.empty-state__title')).text()).trim()
  }

  async text(selector: string): Promise<string> {
    return (await (await this.phone.find(selector)).text()).trim()
  }
}

/** Pictures that Wang sent to Lin, three a day up to yesterday. */
export async function writePictures(street: Neighbourhood, count: number): Promise<void> {
  const yesterday = new Date().setHours(12, 0, 0, 0) - DAY_MS
  const messages = Array.from({ length: count }, (_, n) => ({
    fromUserId: 'wang',
    toUserId: 'lin',
    classname: 'RC:ImgMsg',
    content: JSON.stringify({ content: DOT, imageUri: `https://files.example/${n}.jpg` }),
    sentAt: yesterday - Math.floor((count - n) / 3) * DAY_MS + n,
  }))
  await street.im.control('write-past', { messages })
}

/**
 * Three months of what Chen said to Lin, who has read it: where the key is, small talk and where the ladder is, and of
 * late pictures, a file and a link.
 * @returns the days after the first words, and of the first picture, as a picker of days gives them.
 */
export async function writeHistory(
  street: Neighbourhood,
): Promise<{ keyUnderPot: string; door: string }> {
  const start = new Date().setHours(12, 0, 0, 0) - 90 * DAY_MS
  const day = (number: number): number => start + number * DAY_MS
  const text = (content: string): [string, object] => ['RC:TxtMsg', { content }]
  const picture = (name: string): [string, object] => [
    'RC:ImgMsg',
    { content: DOT, imageUri: `https://files.example/${name}.jpg` },
  ]
  const budget = {
    name: '预算.png',
    size: 70_000,
    type: 'png',
    fileUrl: 'https://files.example/budget',
  }
  const said: [number, [string, object]][] = [
    [start, text('钥匙在花盆下面')],
    ...Array.from({ length: SMALL_TALK }, (_, n): [number, [string, object]] => [
      day(20) + n * 60_000,
      text(n === SECOND_AT ? 'The ladder is in the yard' : `第 ${n + 1} 句`),
    ]),
    [day(60), picture('door')],
    [day(61), ['RC:FileMsg', budget]],
    [day(62), text('菜单在 https://tea.example/menu 。')],
    [day(63), picture('lantern')],
  ]
  const messages = said.map(([sentAt, [classname, content]]) => ({
    fromUserId: 'chen',
    toUserId: 'lin',
    classname,
    content: JSON.stringify(content),
    sentAt,
  }))
  await street.im.control('write-past', { messages })
  return { keyUnderPot: dayText(day(1)), door: dayText(day(60)) }
}

function dayText(atMs: number): string {
  const date = new Date(atMs)
  const parts = [date.getFullYear(), date.getMonth() + 1, date.getDate()]
  return parts.map((part) => String(part).padStart(2, '0')).join('-')
}
