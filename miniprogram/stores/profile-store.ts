import { makeAutoObservable, observable, runInAction } from 'mobx-miniprogram'

import { t } from '../i18n/t'
import type { Contact, GroupProfile, Profile } from '../models/profile'
import type { Clock } from '../utils/clock'
import { MAX_PROFILES_PER_CALL, type AppApi } from '../services/api/app-api'
import type { PersonScope } from '../services/person/person-scope'

/** Names asked for within this time go out as one call. */
const GATHER_MS = 30
/** Ids the server did not know are asked again after this. */
const RETRY_UNKNOWN_MS = 60_000
/** People change their names: a known one is asked for again after this. */
const FRESH_MS = 10 * 60_000

/** Names and pictures of people, groups and rooms: asked once, in batches, and kept. */
export class ProfileStore {
  private readonly people = observable.map<string, Profile>({}, { deep: false })
  private readonly groups = observable.map<string, GroupProfile>({}, { deep: false })
  private readonly rooms = observable.map<string, string>()
  /** What this person calls their contacts: it goes before the name they gave themselves. */
  private remarks: ReadonlyMap<string, string> = new Map()
  private readonly askedAt = new Map<string, number>()
  private readonly wanted = new Set<string>()
  private isGathering = false
  /** Moves on with every change of any name: rows are computed again. */
  revision = 0

  constructor(
    private readonly api: AppApi,
    private readonly scope: PersonScope,
    private readonly clock: Clock,
  ) {
    makeAutoObservable<
      ProfileStore,
      'api' | 'scope' | 'clock' | 'askedAt' | 'wanted' | 'isGathering'
    >(this, {
      api: false,
      scope: false,
      clock: false,
      askedAt: false,
      wanted: false,
      isGathering: false,
      nameOf: false,
      avatarUrlOf: false,
    })
    scope.events.on('opened', ({ cache }) => this.put(cache.profiles()))
    scope.events.on('closed', () => this.clear())
  }

  /** The person's name; empty while it is being fetched, the id when nobody knows it. */
  nameOf(userId: string): string {
    const profile = this.people.get(userId)
    this.want(userId, profile === undefined ? RETRY_UNKNOWN_MS : FRESH_MS)
    const remark = this.remarks.get(userId)
    if (remark !== undefined) return remark
    if (profile !== undefined) return profile.name
    return this.askedAt.get(userId) === undefined ? '' : userId
  }

  avatarUrlOf(userId: string): string {
    return this.people.get(userId)?.avatarUrl ?? ''
  }

  /** One that this person has left, or has not heard of yet, is just a group. */
  groupName(groupId: string): string {
    return this.groups.get(groupId)?.name ?? t('contacts.unknownGroup')
  }

  roomName(roomId: string): string {
    return this.rooms.get(roomId) ?? roomId
  }

  put(profiles: readonly Profile[]): void {
    for (const profile of profiles) this.people.set(profile.userId, profile)
    if (profiles.length > 0) this.revision += 1
  }

  /** All contacts as they are now, with the names this person gave them. */
  putContacts(contacts: readonly Contact[]): void {
    const named = contacts.filter(({ remark }) => remark !== '')
    this.remarks = new Map(named.map(({ userId, remark }) => [userId, remark]))
    this.put(contacts)
  }

  putGroups(groups: readonly GroupProfile[]): void {
    for (const group of groups) this.groups.set(group.groupId, group)
    this.revision += 1
  }

  putRoomName(roomId: string, name: string): void {
    this.rooms.set(roomId, name)
  }

  private clear(): void {
    this.people.clear()
    this.remarks = new Map()
    this.groups.clear()
    this.askedAt.clear()
    this.wanted.clear()
    this.revision += 1
  }

  /** Names kept from the last time count as never asked for. */
  private want(userId: string, againAfterMs: number): void {
    const askedAt = this.askedAt.get(userId)
    const isFresh = askedAt !== undefined && this.clock.now() - askedAt < againAfterMs
    if (isFresh || userId === '' || this.wanted.has(userId)) return
    this.wanted.add(userId)
    if (this.isGathering) return
    this.isGathering = true
    this.clock.after(GATHER_MS, () => {
      this.isGathering = false
      void this.fetchWanted()
    })
  }

  private async fetchWanted(): Promise<void> {
    const ids = [...this.wanted]
    this.wanted.clear()
    for (let start = 0; start < ids.length; start += MAX_PROFILES_PER_CALL) {
      await this.fetch(ids.slice(start, start + MAX_PROFILES_PER_CALL))
    }
    const known = [...this.people.values()]
    const named = known.map((one) => ({ ...one, name: this.remarks.get(one.userId) ?? one.name }))
    this.scope.current?.cache.keepProfiles(named)
  }

  private async fetch(ids: string[]): Promise<void> {
    const person = this.scope.current
    if (person === null) return
    try {
      const profiles = await this.api.profiles(ids)
      if (this.scope.current !== person) return
      for (const id of ids) this.askedAt.set(id, this.clock.now())
      runInAction(() => {
        this.put(profiles)
        // Also when nobody was found: rows then show the id.
        this.revision += 1
      })
    } catch {
      // Names come with the next row that needs them; nothing else depends on them.
    }
  }
}
