import type { Clock } from './clock'
import type { DurableMap, DurableStore } from './durable-store'

/** A group. Times are Unix ms. */
export interface Group {
  id: string
  name: string
  createdAt: number
  /** Joining time by user id. */
  members: Record<string, number>
  /** End of mute by user id; 0 means until it is lifted. */
  mutedUntil: Record<string, number>
  isMuted: boolean
  /** May speak while the whole group is muted. */
  exempt: string[]
}

export class Groups {
  private readonly groups: DurableMap<Group>
  private readonly groupsOf = new Map<string, Set<string>>()

  constructor(
    store: DurableStore,
    private readonly clock: Clock,
  ) {
    this.groups = store.map('groups')
  }

  /** Rebuilds what is derived from the records; call once they are loaded. */
  index(): void {
    for (const group of this.groups.all()) {
      for (const userId of Object.keys(group.members)) this.remember(userId, group.id)
    }
  }

  get(id: string): Group | undefined {
    return this.groups.get(id)
  }

  all(): IterableIterator<Group> {
    return this.groups.all()
  }

  of(userId: string): Group[] {
    return [...(this.groupsOf.get(userId) ?? [])].map((id) => this.groups.get(id)!)
  }

  isMember(id: string, userId: string): boolean {
    return this.groups.get(id)?.members[userId] !== undefined
  }

  /** Whether a mute stops this member's messages: their own, or the group's without an exemption. */
  isSilenced(group: Group, userId: string): boolean {
    const until = group.mutedUntil[userId]
    if (until !== undefined && (until === 0 || until > this.clock.now())) return true
    return group.isMuted && !group.exempt.includes(userId)
  }

  /** Adds members, making the group when it is new. People already in keep their joining time. */
  join(id: string, name: string, userIds: string[]): Group {
    const now = this.clock.mark()
    const group: Group = this.groups.get(id) ?? {
      id,
      name,
      createdAt: now,
      members: {},
      mutedUntil: {},
      isMuted: false,
      exempt: [],
    }
    if (name) group.name = name
    for (const userId of userIds) {
      group.members[userId] ??= now
      this.remember(userId, id)
    }
    this.groups.set(id, group)
    return group
  }

  quit(id: string, userIds: string[]): void {
    const group = this.groups.get(id)
    if (!group) return
    for (const userId of userIds) {
      delete group.members[userId]
      delete group.mutedUntil[userId]
      this.groupsOf.get(userId)?.delete(id)
    }
    group.exempt = group.exempt.filter((userId) => !userIds.includes(userId))
    this.groups.set(id, group)
  }

  dismiss(id: string): void {
    for (const userId of Object.keys(this.groups.get(id)?.members ?? {})) {
      this.groupsOf.get(userId)?.delete(id)
    }
    this.groups.delete(id)
  }

  update(id: string, change: (group: Group) => void): void {
    const group = this.groups.get(id)
    if (!group) return
    change(group)
    this.groups.set(id, group)
  }

  private remember(userId: string, id: string): void {
    const groups = this.groupsOf.get(userId)
    if (groups) groups.add(id)
    else this.groupsOf.set(userId, new Set([id]))
  }
}
