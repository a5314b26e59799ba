import { makeAutoObservable, runInAction } from 'mobx-miniprogram'

import type { Profile } from '../models/profile'
import type { AppApi } from '../services/api/app-api'
import type { PersonScope } from '../services/person/person-scope'
import type { MeFace } from './app-stores'
import { Failure } from './failure'
import type { ProfileStore } from './profile-store'

/** The profile of the person signed in. */
export class MeStore implements MeFace {
  profile: Profile | null = null
  isSaving = false
  private readonly failed = new Failure()

  constructor(
    private readonly api: AppApi,
    private readonly profiles: ProfileStore,
    private readonly scope: PersonScope,
  ) {
    makeAutoObservable<MeStore, 'api' | 'profiles' | 'scope' | 'failed'>(this, {
      api: false,
      profiles: false,
      scope: false,
      failed: false,
    })
    scope.events.on('opened', ({ userId, cache }) =>
      runInAction(() => {
        this.profile = cache.profiles().find((kept) => kept.userId === userId) ?? null
      }),
    )
    scope.events.on('closed', () => runInAction(() => (this.profile = null)))
  }

  get failure(): string {
    return this.failed.words
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
        this.failed.clear()
        this.profiles.put([profile])
      })
      return true
    } catch (error) {
      this.failed.tell(error)
      return false
    }
  }
}
