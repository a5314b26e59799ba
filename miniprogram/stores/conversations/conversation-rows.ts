import { computed, makeObservable, observable, runInAction } from 'mobx-miniprogram'

import type { Conversation } from '../../models/conversation'
import type { ConversationKey } from '../../models/conversation-ref'
import type { ConversationRow, Screen } from '../../models/rows'
import type { Person, PersonScope } from '../../services/person/person-scope'
import type { Clock } from '../../utils/clock'
import { isSameShape } from '../../utils/same-shape'
import { conversationRow, draftWords } from '../conversation-row'
import type { ProfileStore } from '../profile-store'
import type { TypingPeople } from '../typing-people'
import type { ListFilter } from './conversation-faces'
import { ConversationScreens } from './conversation-screens'
import type { ConversationTable } from './conversation-table'
import type { MarkedUnread } from './marked-unread'
import type { Tags } from './tags'

export interface ConversationRowsDependencies {
  table: ConversationTable
  marks: MarkedUnread
  typing: TypingPeople
  tags: Tags
  profiles: ProfileStore
  scope: PersonScope
  clock: Clock
}

/** The list as rows: what each conversation says, the part of them that is looked at, cut into screens. */
export class ConversationRows {
  private readonly drafts = observable.map<ConversationKey, string>()
  private chosenFilter: ListFilter = 'all'
  /** What belongs to the filter's tag is being asked for. */
  isWaiting = false
  private keptRows = new Map<string, ConversationRow>()
  private readonly cut = new ConversationScreens()

  constructor(private readonly to: ConversationRowsDependencies) {
    makeObservable<ConversationRows, 'chosenFilter'>(this, {
      chosenFilter: observable,
      isWaiting: observable,
      filter: computed,
      screens: computed,
    })
  }

  get screens(): readonly Screen<ConversationRow>[] {
    const rows = this.to.table.sorted.map((conversation) => this.row(conversation))
    this.keptRows = new Map(rows.map((row) => [row.id, row]))
    return this.cut.update(rows.filter((row) => this.passes(row)))
  }

  /** A tag that is gone, here or on another device, is no filter any more. */
  get filter(): ListFilter {
    const { chosenFilter: chosen } = this
    const tagId = tagIdIn(chosen)
    const isGone = tagId !== null && !this.to.tags.rows.some((tag) => tag.tagId === tagId)
    return isGone ? 'all' : chosen
  }

  /** Goes back to the filter before when what a tag holds cannot be had. */
  async setFilter(filter: ListFilter): Promise<void> {
    const { chosenFilter: before } = this
    const tagId = tagIdIn(filter)
    const isKnown = tagId === null || this.to.tags.keysOf(tagId) !== null
    runInAction(() => {
      this.chosenFilter = filter
      this.isWaiting = !isKnown
    })
    if (tagId === null) return
    try {
      await this.to.tags.loadKeys(tagId)
      this.stopWaiting(filter)
    } catch (error) {
      this.stopWaiting(filter, isKnown ? filter : before)
      throw error
    }
  }

  /** Does nothing when another filter was chosen meanwhile. */
  private stopWaiting(filter: ListFilter, next = filter): void {
    if (this.chosenFilter !== filter) return
    runInAction(() => {
      this.chosenFilter = next
      this.isWaiting = false
    })
  }

  /** Shows the drafts a person has left, and follows them. */
  adopt({ drafts }: Person): void {
    const show = (key: ConversationKey): void => {
      runInAction(() => this.drafts.set(key, draftWords(drafts.get(key))))
    }
    drafts.keys().forEach(show)
    drafts.onChange(show)
  }

  clear(): void {
    runInAction(() => {
      this.drafts.clear()
      this.chosenFilter = 'all'
      this.isWaiting = false
    })
  }

  private passes({ id, kind, unreadCount, isMarkedUnread }: ConversationRow): boolean {
    const { filter } = this
    if (filter === 'all') return true
    if (filter === 'unread') return unreadCount > 0 || isMarkedUnread
    if (filter === 'groups') return kind === 'group'
    return this.to.tags.keysOf(tagIdIn(filter) ?? '')?.has(id as ConversationKey) ?? false
  }

  /** A row that says the same as before stays the same object: it costs nothing on screen. */
  private row(conversation: Conversation): ConversationRow {
    const { table, marks, typing, scope, profiles, clock } = this.to
    const { key } = conversation
    const facts = {
      conversation,
      draft: this.drafts.get(key) ?? '',
      pending: table.pendingOf(key),
      typingId: typing.of(key),
      isMarkedUnread: marks.has(key),
    }
    const row = conversationRow(facts, scope.current?.userId ?? '', profiles, clock.now())
    const kept = this.keptRows.get(row.id)
    return kept !== undefined && isSameShape(kept, row) ? kept : row
  }
}

function tagIdIn(filter: ListFilter): string | null {
  return filter.startsWith('tag:') ? filter.slice('tag:'.length) : null
}
