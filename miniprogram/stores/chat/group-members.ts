import { action, makeObservable, observable } from 'mobx-miniprogram'

import { avatarOf, type GroupMember } from '../../models/profile'
import type { AppApi } from '../../services/api/app-api'
import { Loading } from '../loading'
import type { ProfileStore } from '../profile-store'
import type { MembersFace, MentionRow } from './chat-faces'

/** More than fits on a phone's screen helps nobody choose. */
const MAX_ROWS = 50

/** The members of one group, fetched when first needed. */
export class GroupMembers implements MembersFace {
  rows: readonly GroupMember[] = []
  private readonly loading = new Loading()
  private asked: Promise<void> | null = null

  constructor(
    private readonly groupId: string,
    private readonly ownId: string,
    private readonly api: AppApi,
    private readonly profiles: ProfileStore,
  ) {
    makeObservable(this, { rows: observable.ref, load: action })
  }

  get isLoading(): boolean {
    return this.loading.isUnderWay
  }

  get failure(): string {
    return this.loading.failure
  }

  load(): Promise<void> {
    this.asked ??= this.ask().finally(() => (this.asked = null))
    return this.asked
  }

  named(text: string): readonly MentionRow[] {
    const wanted = text.toLowerCase()
    return this.rows
      .filter(({ userId, name }) => userId !== this.ownId && name.toLowerCase().includes(wanted))
      .slice(0, MAX_ROWS)
      .map(memberRow)
  }

  nameOf(userId: string): string {
    const member = this.rows.find((one) => one.userId === userId)
    return member?.name ?? this.profiles.nameOf(userId)
  }

  private ask(): Promise<void> {
    return this.loading.run({
      isFirst: this.rows.length === 0,
      ask: () => this.api.groupMembers(this.groupId),
      take: (members) => {
        this.rows = members
        this.profiles.put(members)
      },
    })
  }
}

function memberRow({ userId, name, avatarUrl, role }: GroupMember): MentionRow {
  return { userId, name, avatar: avatarOf(userId, name, avatarUrl), role }
}
