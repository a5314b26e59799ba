import { observable, runInAction } from 'mobx-miniprogram'

import type { ConversationKey } from '../../models/conversation-ref'
import type { PersonScope } from '../../services/person/person-scope'

/** Conversations this person marked as unread by hand, kept on this phone. */
export class MarkedUnread {
  private readonly keys = observable.set<ConversationKey>()

  constructor(private readonly scope: PersonScope) {}

  has(key: ConversationKey): boolean {
    return this.keys.has(key)
  }

  set(key: ConversationKey, isMarked: boolean): void {
    if (this.keys.has(key) === isMarked) return
    runInAction(() => (isMarked ? this.keys.add(key) : this.keys.delete(key)))
    try {
      this.scope.current?.unreadMarks.keep([...this.keys])
    } catch {
      // A full phone: the mark lasts as long as the app.
    }
  }

  /** What the person signed in has marked. */
  adopt(): void {
    runInAction(() => this.keys.replace(this.scope.current?.unreadMarks.all() ?? []))
  }

  clear(): void {
    runInAction(() => this.keys.clear())
  }
}
