import type { Element, Language, Phone } from './phone'

/** What one conversation shows in the list. */
export interface ShownConversation {
  id: string
  name: string
  prefix: string
  preview: string
  state: '' | 'sending' | 'failed'
  unreadCount: number
  badge: string
  isMuted: boolean
  isPinned: boolean
  typing: string
  isMarkedUnread: boolean
}

interface Touch {
  identifier: number
  clientX: number
  clientY: number
  pageX: number
  pageY: number
}

type TouchElement = Element &
  Record<
    'touchstart' | 'touchmove' | 'touchend',
    (event?: { touches: Touch[]; changedTouches: Touch[] }) => Promise<void>
  > & { input(text: string): Promise<void> }

const ROUTE = 'pages/conversations/conversations'

/** The conversation list, by what a person does on it. */
export class ListScreen {
  constructor(private readonly phone: Phone) {}

  /** Signs in by a page address that names the server and the person. */
  async signIn(url: string, language: Language): Promise<void> {
    await this.phone.app.callWxMethod('reLaunch', { url })
    await this.isShown()
    await this.phone.speak(language)
    await this.phone.until('no status strip', async (page) => (await page.data('strip')) === null)
  }

  /** Resolves once the list is the page on top. */
  async isShown(): Promise<void> {
    await this.phone.until('the conversation list', async (page) => page.path === ROUTE)
  }

  async back(): Promise<void> {
    await this.phone.app.callWxMethod('navigateBack')
    await this.isShown()
  }

  async show(): Promise<void> {
    await this.phone.app.callWxMethod('switchTab', { url: `/${ROUTE}` })
    await this.isShown()
  }

  /** Every conversation the list shows, from the top. */
  async shown(): Promise<ShownConversation[]> {
    const screens = (await (await this.phone.page()).data('screens')) as {
      rows: ShownConversation[]
    }[]
    return screens.flatMap(({ rows }) => rows)
  }

  /** Resolves once the list shows exactly these, from the top. */
  async lists(what: string, ids: string[]): Promise<void> {
    await this.phone.until(what, async () => {
      const shown = (await this.shown()).map(({ id }) => id)
      return JSON.stringify(shown) === JSON.stringify(ids)
    })
  }

  /** Resolves with a conversation's row once `isAsWanted` holds for it. */
  rowWhen(
    key: string,
    what: string,
    isAsWanted: (row: ShownConversation) => boolean,
  ): Promise<ShownConversation> {
    return this.phone.until(`${key}: ${what}`, async () => {
      const row = (await this.shown()).find(({ id }) => id === key)
      return row !== undefined && isAsWanted(row) && row
    })
  }

  /** A part of a conversation's row as it is drawn. */
  part(key: string, ...selectors: string[]): Promise<Element> {
    return this.phone.find(`#conversation-${key.replace(':', '-')}`, ...selectors)
  }

  async open(key: string): Promise<void> {
    await (await this.part(key, '.conversation-row__front')).tap()
  }

  /** Holds a row and chooses in the menu that opens, e.g. `read`. */
  async choose(key: string, action: string): Promise<void> {
    await chooseHolding(this.phone, await this.part(key, '.conversation-row__front'), action)
  }

  /** Moves a row aside with the finger and presses a button under it. */
  async swipe(key: string, action: 'pin' | 'mute' | 'delete'): Promise<void> {
    await this.drag(key, -240)
    await (await this.part(key, `.conversation-row__action--${action}`)).tap()
  }

  /** Drags a row across by so many px: negative to the left. */
  async drag(key: string, px: number): Promise<void> {
    const front = (await this.part(key, '.conversation-row__front')) as TouchElement
    const { left, top } = (await front.offset()) as { left: number; top: number }
    const at = (share: number): { touches: Touch[]; changedTouches: Touch[] } => {
      const [x, y] = [left + 300 + px * share, top + 20]
      const touch = { identifier: 0, clientX: x, clientY: y, pageX: x, pageY: y }
      return { touches: [touch], changedTouches: [touch] }
    }
    await front.touchstart(at(0))
    for (const share of [0.2, 0.5, 1]) await front.touchmove(at(share))
    await front.touchend({ ...at(1), touches: [] })
  }

  /** Whether the buttons under a row are in view. */
  async isUncovered(key: string): Promise<boolean> {
    const row = (await this.part(key)) as Element & { data(path: string): Promise<unknown> }
    return (await row.data('isUncovered')) === true
  }

  /** Answers the question that the next step asks. */
  async answer(confirm: boolean, step: () => Promise<void>): Promise<void> {
    await this.phone.app.mockWxMethod('showModal', { confirm, cancel: !confirm })
    await step()
    await this.phone.app.restoreWxMethod('showModal')
  }

  /** Chooses what the list shows, by the words on the chip. */
  async filter(words: string): Promise<void> {
    const chip = await this.phone.until(`the filter ${words}`, async (page) => {
      for (const one of (await page.$$('.conversations__chip')) as Element[]) {
        if ((await one.text()).trim() === words) return one
      }
      return null
    })
    await chip.tap()
  }

  async search(text: string): Promise<void> {
    const field = (await this.phone.find('#search', '.search-field__input')) as TouchElement
    await field.input(text)
  }

  async endSearch(): Promise<void> {
    await (await this.phone.find('#search', '.search-field__clear')).tap()
  }
}

/**
 * Holds an element until its menu is there, and chooses in it. The automator's own `longpress` lets go after the very
 * 350 ms that make a press long, so a busy phone may take it for a tap.
 */
export async function chooseHolding(phone: Phone, held: Element, action: string): Promise<void> {
  await (held as TouchElement).touchstart()
  const item = await phone.find('#menu', `.action-menu__item--${action}`)
  await (held as TouchElement).touchend()
  await item.tap()
}

/** Words a field of the page on top gets. */
export async function fill(phone: Phone, selector: string, text: string): Promise<void> {
  await ((await phone.find(selector)) as TouchElement).input(text)
}

/** What the toasts of a step say, e.g. why something was not done. */
export async function toastsOf(phone: Phone, step: () => Promise<void>): Promise<string[]> {
  const toasts = (): Promise<string[]> =>
    phone.app.evaluate(() => (getApp() as unknown as { toasts: string[] }).toasts)
  await phone.app.evaluate(() => {
    ;(getApp() as unknown as { toasts: string[] }).toasts = []
  })
  await phone.app.mockWxMethod('showToast', function (options: { title: string }) {
    ;(getApp() as unknown as { toasts: string[] }).toasts.push(options.title)
    return Promise.resolve()
  })
  await step()
  const said = await phone.until('a toast', async () => {
    const all = await toasts()
    return all.length > 0 && all
  })
  await phone.app.restoreWxMethod('showToast')
  return said
}
