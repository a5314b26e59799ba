import type { Storage } from '../../miniprogram/utils/storage'

/** A device's storage; pass its `map` on to play the same device started again. */
export class MemoryStorage implements Storage {
  /** Set to make every write fail, as a full device does. */
  isFull = false

  constructor(readonly map = new Map<string, string>()) {}

  read(key: string): string | null {
    return this.map.get(key) ?? null
  }

  write(key: string, value: string): void {
    if (this.isFull) throw new Error('setStorageSync:fail exceed storage max size')
    this.map.set(key, value)
  }

  remove(key: string): void {
    this.map.delete(key)
  }

  keys(): string[] {
    return [...this.map.keys()]
  }
}
