import { computed, makeObservable, observable, runInAction } from 'mobx-miniprogram'

import { saying } from '../../i18n/error-words'
import { t } from '../../i18n/t'
import type { ConversationKey } from '../../models/conversation-ref'
import { avatarOf, type Profile } from '../../models/profile'
import type { PersonRow } from '../../models/rows'
import type { StatusStrip } from '../../models/session-status'
import type { AppApi } from '../../services/api/app-api'
import type { PersonScope } from '../../services/person/person-scope'
import { Loading } from '../loading'
import type { ProfileStore } from '../profile-store'
import type { BlockedFace } from './contact-faces'

const PRIVATE = 'private:'

/** People whose messages the cloud does not deliver to this person. */
export class BlockedPeople implements BlockedFace {
  private people: readonly Profile[] = []
  private readonly loading = new Loading()

  constructor(
    private readonly api: AppApi,
    private readonly profiles: ProfileStore,
    private readonly scope: PersonScope,
  ) {
    makeObservable<BlockedPeople, 'people'>(this, {
      people: observable.ref,
      rows: computed,
    })
    scope.events.on('closed', () => runInAction(() => (this.people = [])))
  }

  get isLoading(): boolean {
    return this.loading.isUnderWay
  }

  get failure(): string {
    return this.loading.failure
  }

  get rows(): readonly PersonRow[] {
    return this.people.map(({ userId, name: ownName, avatarUrl }) => {
      const name = this.profiles.nameOf(userId) || ownName
      return { userId, name, avatar: avatarOf(userId, name, avatarUrl) }
    })
  }

  has(userId: string): boolean {
    return this.people.some((person) => person.userId === userId)
  }

  stripOf(key: ConversationKey): StatusStrip | null {
    const userId = key.startsWith(PRIVATE) ? key.slice(PRIVATE.length) : ''
    if (!this.has(userId)) return null
    const text = t('blocked.inChat', { name: this.profiles.nameOf(userId) })
    return { tone: 'warn', text, action: 'unblock', actionText: t('contacts.unblock') }
  }

  async load(): Promise<void> {
    const person = this.scope.current
    if (person === null) return
    await this.loading.run({
      isFirst: this.people.length === 0,
      ask: () => this.api.blocked(),
      take: (people) => {
        if (this.scope.current !== person) return
        this.people = people
        this.profiles.put(people)
      },
    })
  }

  async block(userId: string): Promise<void> {
    await saying(() => this.api.setBlocked(userId, true))
    await this.load()
  }

  async unblock(userId: string): Promise<void> {
    await saying(() => this.api.setBlocked(userId, false))
    runInAction(() => (this.people = this.people.filter((person) => person.userId !== userId)))
  }
}
