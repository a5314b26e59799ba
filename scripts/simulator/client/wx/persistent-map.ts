/** Where a `PersistentMap` keeps its entries. Writes are in order; `flush` resolves when all of them are durable. */
export interface Backing<V> {
  put(key: string, value: V): void
  delete(key: string): void
  clear(): void
  flush(): Promise<void>
}

/** A map that is read at once from memory and written through to a backing, for WeChat's Sync calls. */
export class PersistentMap<V> {
  private readonly entries: Map<string, V>

  /**
   * @param entries what the backing held when it was opened.
   * @param backing undefined keeps everything in memory only.
   */
  constructor(
    entries: Iterable<[string, V]> = [],
    private readonly backing?: Backing<V>,
  ) {
    this.entries = new Map(entries)
  }

  get size(): number {
    return this.entries.size
  }

  get(key: string): V | undefined {
    return this.entries.get(key)
  }

  has(key: string): boolean {
    return this.entries.has(key)
  }

  /** In order of first insertion. */
  keys(): string[] {
    return [...this.entries.keys()]
  }

  set(key: string, value: V): void {
    this.entries.set(key, value)
    this.backing?.put(key, value)
  }

  delete(key: string): void {
    if (this.entries.delete(key)) this.backing?.delete(key)
  }

  clear(): void {
    this.entries.clear()
    this.backing?.clear()
  }

  async flush(): Promise<void> {
    await this.backing?.flush()
  }
}
