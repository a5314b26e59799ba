import { makeAutoObservable, runInAction } from 'mobx-miniprogram'

import { errorWords } from '../i18n/error-words'
import type { Profile } from '../models/profile'
import type { AppApi } from '../services/api/app-api'
import type { PersonScope } from '../services/person/person-scope'
import type { MeFace } from './app-stores'
import type { ProfileStore } from './profile-store'

/** The profile of the person signed in. */
export class MeStore implements MeFace {
  profile: Profile | null = null
  isSaving = false
  failure = ''

  constructor(
    private readonly api: AppApi,
    private readonly profiles: ProfileStore,
    private readonly scope: PersonScope,
  ) {
    makeAutoObservable<MeStore, 'api' | 'profiles' | 'scope'>(this, {
      api: false,
      profiles: false,
      scope: false,
    })
    scope.events.on('opened', ({ userId, cache }) =>
      runInAction(() => {
        this.profile = cache.profiles().find((kept) => kept.userId === userId) ?? null
      }),
    )
    scope.events.on('closed', () => runInAction(() => (this.profile = null)))
  }

  async load(): Promise<void> {
    await this.ask(() => this.api.me())
  }

  async rename(name: string): Promise<boolean> {
    this.isSaving = true
    const isDone = await this.ask(() => this.api.rename(name.trim()))
    runInAction(() => (this.isSaving = false))
    return isDone
  }

  private async ask(run: () => Promise<Profile>): Promise<boolean> {
    const person = this.scope.current
    try {
      const profile = await run()
      if (this.scope.current !== person) return false
      runInAction(() => {
        this.profile = profile
        this.failure = ''
        this.profiles.put([profile])
      })
      return true
    } catch (error) {
      runInAction(() => (this.failure = errorWords(error)))
      return false
    }
  }
}
