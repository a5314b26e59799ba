import { makeObservable, observable, reaction, runInAction } from 'mobx-miniprogram'

import type { ConversationKey } from '../../models/conversation-ref'
import type { ConversationListStore } from '../conversation-list-store'

export interface UnreadClearingDependencies {
  key: ConversationKey
  conversations: ConversationListStore
  /** Whether what is unread stands in the list. */
  isShown(): boolean
  /** The other devices are to know now. */
  hurry(): void
}

/** Takes the unread count of an open chat away while its messages are before the reader's eyes. */
export class UnreadClearing {
  private isVisible = true
  /** False while it is being cleared, and from a refusal until `resume`. */
  private canClear = true
  private isOpen = false

  constructor(private readonly to: UnreadClearingDependencies) {
    makeObservable<UnreadClearing, 'isVisible'>(this, { isVisible: observable })
  }

  /** @returns a function that undoes it. */
  start(): () => void {
    const { conversations, key } = this.to
    this.isOpen = true
    // The count follows the message by a moment: whenever it rises, it is cleared.
    const stop = reaction(
      () => (this.isVisible ? conversations.unreadIn(key).count : 0),
      (count) => count > 0 && this.clear(),
    )
    return () => {
      this.isOpen = false
      stop()
    }
  }

  setVisible(isVisible: boolean): void {
    runInAction(() => (this.isVisible = isVisible))
  }

  /** The link is new: what it refused may pass now. */
  resume(): void {
    this.canClear = true
  }

  clear(): void {
    const { conversations, key } = this.to
    if (!this.isOpen || !this.isVisible || !this.canClear || !this.to.isShown()) return
    if (conversations.unreadIn(key).count === 0) return conversations.seen(key)
    this.canClear = false
    conversations.markRead(key).then(
      () => {
        this.canClear = true
        if (this.isOpen && this.isVisible) this.clear()
        else this.to.hurry()
      },
      () => undefined,
    )
  }
}
