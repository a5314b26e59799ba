import type { DurableMap, DurableStore } from './durable-store'

type List = 'protectedTypes' | 'lowPriorityTypes'

/** Message types a crowded room treats in its own way, for the whole app. */
export class RoomPolicies {
  private readonly lists: DurableMap<string[]>

  constructor(store: DurableStore) {
    this.lists = store.map('room-policies')
  }

  /** Dropped last. */
  get protectedTypes(): ReadonlySet<string> {
    return new Set(this.lists.get('protectedTypes') ?? [])
  }

  /** Dropped first. */
  get lowPriorityTypes(): ReadonlySet<string> {
    return new Set(this.lists.get('lowPriorityTypes') ?? [])
  }

  change(list: List, types: string[], isIn: boolean): void {
    const others = (this.lists.get(list) ?? []).filter((type) => !types.includes(type))
    this.lists.set(list, isIn ? [...others, ...types] : others)
  }
}
