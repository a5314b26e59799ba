import { action, computed, makeObservable, observable } from 'mobx-miniprogram'

import type { SelectionFace } from './chat-faces'
import type { MessageListAccess } from './message-list-access'

/** The cloud deletes at most so many in one call. */
const MAX_SELECTED = 100

export class Selection implements SelectionFace {
  private readonly chosen = observable.set<string>()
  isActive = false

  constructor(private readonly list: MessageListAccess) {
    makeObservable<Selection, 'set'>(this, {
      isActive: observable,
      count: computed,
      isFull: computed,
      ids: computed,
      start: action,
      cancel: action,
      set: action,
    })
  }

  get count(): number {
    return this.chosen.size
  }

  get isFull(): boolean {
    return this.chosen.size >= MAX_SELECTED
  }

  get ids(): readonly string[] {
    const sentAt = (id: string) => this.list.get(id)?.sentAt ?? 0
    return [...this.chosen].sort((a, b) => sentAt(a) - sentAt(b))
  }

  has(rowId: string): boolean {
    return this.chosen.has(rowId)
  }

  start(rowId: string): void {
    this.cancel()
    this.isActive = true
    this.toggle(rowId)
  }

  toggle(rowId: string): void {
    const isIn = this.chosen.has(rowId)
    if (!isIn && (this.isFull || this.list.get(rowId) === undefined)) return
    this.set(rowId, !isIn)
  }

  cancel(): void {
    const ids = [...this.chosen]
    this.chosen.clear()
    this.isActive = false
    this.list.refresh(ids)
  }

  private set(rowId: string, isIn: boolean): void {
    if (isIn) this.chosen.add(rowId)
    else this.chosen.delete(rowId)
    this.list.refresh([rowId])
  }
}
