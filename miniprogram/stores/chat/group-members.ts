import { action, makeObservable, observable, runInAction } from 'mobx-miniprogram'

import { errorWords } from '../../i18n/error-words'
import type { GroupMember } from '../../models/profile'
import type { AppApi } from '../../services/api/app-api'
import type { ProfileStore } from '../profile-store'

/** The members of one group, fetched when first needed. */
export class GroupMembers {
  rows: readonly GroupMember[] = []
  isLoading = false
  failure = ''
  private loading: Promise<void> | null = null

  constructor(
    private readonly groupId: string,
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

  /** Never rejects: words of a failure are in `failure`. */
  load(): Promise<void> {
    this.loading ??= this.fetch().finally(() => (this.loading = null))
    return this.loading
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
