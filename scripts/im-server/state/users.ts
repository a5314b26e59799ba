import type { Clock } from './clock'
import type { DurableMap, DurableStore } from './durable-store'

/** A person of the app. Times are Unix ms. */
export interface User {
  id: string
  name: string
  portraitUri: string
  createdAt: number
  /** Tokens issued before this time are expired. */
  tokensValidFrom: number
  blockedUntil: number
  isDeactivated: boolean
  /** May not send in private conversations. */
  isMutedInPrivate: boolean
  /** May not send in any room until then; absent where never set. */
  mutedInRoomsUntil?: number
  /** Ids this person refuses messages from. */
  blacklist: string[]
  /** Ids this person accepts messages from, where the app is in white list mode. */
  whitelist: string[]
}

export class Users {
  private readonly users: DurableMap<User>

  constructor(
    store: DurableStore,
    private readonly clock: Clock,
  ) {
    this.users = store.map('users')
  }

  get(id: string): User | undefined {
    return this.users.get(id)
  }

  all(): IterableIterator<User> {
    return this.users.all()
  }

  /** The person, made on first mention: the cloud also accepts ids it has not seen. */
  ensure(id: string): User {
    const known = this.users.get(id)
    if (known) return known
    const user: User = {
      id,
      name: id,
      portraitUri: '',
      createdAt: this.clock.now(),
      tokensValidFrom: 0,
      blockedUntil: 0,
      isDeactivated: false,
      isMutedInPrivate: false,
      blacklist: [],
      whitelist: [],
    }
    this.users.set(id, user)
    return user
  }

  update(id: string, change: Partial<Omit<User, 'id'>>): User {
    const user = Object.assign(this.ensure(id), change)
    this.users.set(id, user)
    return user
  }

  isBlocked(id: string): boolean {
    return (this.users.get(id)?.blockedUntil ?? 0) > this.clock.now()
  }

  isMutedInRooms(id: string): boolean {
    return (this.users.get(id)?.mutedInRoomsUntil ?? 0) > this.clock.now()
  }

  hasBlacklisted(owner: string, other: string): boolean {
    return this.users.get(owner)?.blacklist.includes(other) ?? false
  }
}
