import type { Change, Journal } from './journal'

/**
 * The server's state: maps in memory, authoritative for every read, whose changes reach the journal in
 * batches (group commit). What the server tells anybody waits in `afterCommit`, so nobody learns of a
 * change that a crash could still undo.
 */
export class DurableStore {
  private readonly maps = new Map<string, DurableMap<unknown>>()
  private dirty = new Map<string, { map: DurableMap<unknown>; key: string }>()
  private waiting: (() => void)[] = []
  private isCommitting = false

  /** @param onFailure called when a commit fails; what it held is then told to nobody. */
  constructor(
    private readonly journal: Journal,
    private readonly onFailure: (error: unknown) => void,
  ) {}

  map<Value>(collection: string): DurableMap<Value> {
    const map = new DurableMap<Value>(collection, (key) => this.markDirty(map, key))
    this.maps.set(collection, map)
    return map
  }

  /** Reads every record into its map. Call once, after all maps are made. */
  async load(): Promise<void> {
    for (const { collection, key, value } of await this.journal.load()) {
      if (value !== null) this.maps.get(collection)?.restore(key, JSON.parse(value))
    }
  }

  /** Runs the action once every change made so far is durable; at once when there is none under way. */
  afterCommit(action: () => void): void {
    if (this.dirty.size === 0 && !this.isCommitting) action()
    else this.waiting.push(action)
  }

  /** Resolves once every change made so far is durable. */
  settled(): Promise<void> {
    return new Promise((resolve) => this.afterCommit(resolve))
  }

  async close(): Promise<void> {
    await this.settled()
    await this.journal.close()
  }

  private markDirty<Value>(map: DurableMap<Value>, key: string): void {
    if (this.dirty.size === 0 && !this.isCommitting) setImmediate(() => void this.commit())
    this.dirty.set(`${map.collection} ${key}`, { map: map, key })
  }

  private async commit(): Promise<void> {
    this.isCommitting = true
    while (this.dirty.size > 0) {
      const changes: Change[] = []
      for (const { map, key } of this.dirty.values()) {
        const value = map.get(key)
        const text = value === undefined ? null : JSON.stringify(value)
        changes.push({ collection: map.collection, key, value: text })
      }
      const actions = this.waiting
      this.dirty = new Map()
      this.waiting = []
      try {
        await this.journal.commit(changes)
      } catch (error) {
        this.onFailure(error)
        return
      }
      for (const action of actions) action()
    }
    this.isCommitting = false
    // Actions above may have queued others while no change was left to carry them.
    const late = this.waiting
    this.waiting = []
    for (const action of late) action()
  }
}

/** A map whose records are journalled. Call `set` again after changing a value in place. */
export class DurableMap<Value> {
  private readonly values = new Map<string, Value>()

  constructor(
    readonly collection: string,
    private readonly onChange: (key: string) => void,
  ) {}

  get(key: string): Value | undefined {
    return this.values.get(key)
  }

  has(key: string): boolean {
    return this.values.has(key)
  }

  set(key: string, value: Value): void {
    this.values.set(key, value)
    this.onChange(key)
  }

  delete(key: string): void {
    if (this.values.delete(key)) this.onChange(key)
  }

  all(): IterableIterator<Value> {
    return this.values.values()
  }

  entries(): IterableIterator<[string, Value]> {
    return this.values.entries()
  }

  /** Puts a record back as the journal has it. */
  restore(key: string, value: unknown): void {
    this.values.set(key, value as Value)
  }
}
