import { action, makeObservable, observable, runInAction } from 'mobx-miniprogram'

import { errorWords } from '../../i18n/error-words'
import { avatarOf, type GroupMember } from '../../models/profile'
import type { AppApi } from '../../services/api/app-api'
import type { ProfileStore } from '../profile-store'
import type { MembersFace, MentionRow } from './chat-faces'

/** More than fits on a phone's screen helps nobody choose. */
const MAX_ROWS = 50

/** The members of one group, fetched when first needed. */
export class GroupMembers implements MembersFace {
  rows: readonly GroupMember[] = []
  isLoading = false
  failure = ''
  private loading: Promise<void> | null = null

  constructor(
    private readonly groupId: string,
    private readonly ownId: string,
    private readonly api: AppApi,
    private readonly profiles: ProfileStore,
  ) {
    makeObservable(this, {
      rows: observable.ref,
      isLoading: observable,
      failure: observable,
      load: action,
    })
  }

  load(): Promise<void> {
    this.loading ??= this.fetch().finally(() => (this.loading = null))
    return this.loading
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

  private async fetch(): Promise<void> {
    runInAction(() => (this.isLoading = this.rows.length === 0))
    try {
      const members = await this.api.groupMembers(this.groupId)
      runInAction(() => {
        this.rows = members
        this.failure = ''
        this.profiles.put(members)
      })
    } catch (error) {
      runInAction(() => (this.failure = errorWords(error)))
    } finally {
      runInAction(() => (this.isLoading = false))
    }
  }
}

function memberRow({ userId, name, avatarUrl, role }: GroupMember): MentionRow {
  return { userId, name, avatar: avatarOf(userId, name, avatarUrl), role }
}
