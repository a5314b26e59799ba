import { observable, runInAction } from 'mobx-miniprogram'

import { PerInstance } from '../../utils/per-instance'

/** What a person types to find somebody in a list, and whom they have chosen there. */
export class Choices {
  private readonly typed = observable.box('')
  private readonly chosen = observable.box<readonly string[]>([], { deep: false })

  constructor(ids: readonly string[]) {
    runInAction(() => this.chosen.set(ids))
  }

  get searchText(): string {
    return this.typed.get()
  }

  /** In the order of choosing. */
  get ids(): readonly string[] {
    return this.chosen.get()
  }

  /** `true` by id, as a template asks for it. */
  get marks(): Record<string, boolean> {
    return Object.fromEntries(this.ids.map((id) => [id, true]))
  }

  search(text: string): void {
    runInAction(() => this.typed.set(text))
  }

  toggle(id: string): void {
    const { ids } = this
    const next = ids.includes(id) ? ids.filter((other) => other !== id) : [...ids, id]
    runInAction(() => this.chosen.set(next))
  }
}

const pages = new PerInstance<Choices>()

/** A page with a search field over people or groups to choose: `behaviors: [choosing]`, and `openChoices` once. */
export const choosing = Behavior({
  methods: {
    onSearch(event: WechatMiniprogram.CustomEvent<{ text: string }>) {
      pages.of(this).search(event.detail.text)
    },
    onChoose(event: WechatMiniprogram.CustomEvent<{ id: string }>) {
      pages.of(this).toggle(event.detail.id)
    },
  },
})

/** @param ids chosen from the start. */
export function openChoices(page: object, ids: readonly string[] = []): Choices {
  return pages.set(page, new Choices(ids))
}
