import {
  action,
  computed,
  makeObservable,
  observable,
  reaction,
  runInAction,
} from 'mobx-miniprogram'

import { t } from '../../i18n/t'
import { avatarOf } from '../../models/profile'
import { mentionQuery } from '../../utils/mention-text'
import { EVERYBODY, type MentionPickerFace, type MentionRow } from './chat-faces'
import type { Composing } from './composing'
import type { GroupMembers } from './group-members'

/** Whom an `@` in a group's composer may call. One-to-one chats have no members and never open it. */
export class MentionPicker implements MentionPickerFace {
  /** Where the `@` stands that the person does not want completed; -1 for none. */
  private dismissedAt = -1

  constructor(
    private readonly composing: Composing,
    private readonly members: GroupMembers | null,
    private readonly ownId: string,
  ) {
    makeObservable<MentionPicker, 'dismissedAt' | 'query'>(this, {
      dismissedAt: observable,
      query: computed,
      isOpen: computed,
      rows: computed,
      close: action,
      pick: action,
      mention: action,
    })
  }

  /** Fetches the members once an `@` waits. @returns a function that undoes it. */
  start(): () => void {
    return reaction(
      () => [this.isOpen, mentionQuery(this.composing.state) === null] as const,
      ([isOpen, isOver]) => {
        if (isOpen) void this.members?.load()
        // The next `@` may stand where one that was dismissed stood.
        if (isOver) runInAction(() => (this.dismissedAt = -1))
      },
    )
  }

  get isOpen(): boolean {
    return this.query !== null
  }

  get isLoading(): boolean {
    return this.members?.isLoading ?? false
  }

  get failure(): string {
    return this.members?.failure ?? ''
  }

  get rows(): readonly MentionRow[] {
    const wanted = this.query?.query.toLowerCase()
    if (this.members === null || wanted === undefined) return []
    const people = this.members.named(wanted)
    const all = everybodyRow()
    const offersAll = this.mayCallEverybody && all.name.toLowerCase().includes(wanted)
    return offersAll ? [all, ...people] : people
  }

  pick(userId: string): void {
    const open = this.query
    if (open !== null) this.call(open.at, userId)
  }

  mention(userId: string): void {
    this.call(this.composing.cursor, userId)
  }

  close(): void {
    this.dismissedAt = this.query?.at ?? -1
  }

  private get query(): { at: number; query: string } | null {
    const found = this.members === null ? null : mentionQuery(this.composing.state)
    return found === null || found.at === this.dismissedAt ? null : found
  }

  private get mayCallEverybody(): boolean {
    const own = this.members?.rows.find(({ userId }) => userId === this.ownId)
    return own?.role === 'owner' || own?.role === 'admin'
  }

  private call(from: number, userId: string): void {
    const isAll = userId === EVERYBODY
    if (this.members === null || (isAll && !this.mayCallEverybody)) return
    const name = isAll ? t('mention.everybody') : this.members.nameOf(userId) || userId
    this.composing.call(from, { userId, name })
    this.dismissedAt = -1
  }
}

function everybodyRow(): MentionRow {
  const name = t('mention.everybody')
  return { userId: EVERYBODY, name, avatar: avatarOf(EVERYBODY, name, ''), role: '' }
}
