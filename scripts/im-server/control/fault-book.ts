import { Faults } from './faults'

/** The faults of everybody, and those of people who have their own: these meet no others then. */
export class FaultBook {
  readonly everybody = new Faults()
  private readonly own = new Map<string, Faults>()

  of(userId: string): Faults {
    return this.own.get(userId) ?? this.everybody
  }

  /** The faults these people share from now on; everybody's when nobody is named. */
  sharedBy(userIds: readonly string[] = []): Faults {
    if (userIds.length === 0) return this.everybody
    const shared = this.own.get(userIds[0]) ?? new Faults()
    for (const userId of userIds) this.own.set(userId, shared)
    return shared
  }

  /** Everything works again: for these people, or for all when nobody is named. */
  clear(userIds: readonly string[] = []): void {
    if (userIds.length === 0) this.everybody.clear()
    for (const userId of userIds.length === 0 ? [...this.own.keys()] : userIds) {
      this.own.get(userId)?.clear()
      this.own.delete(userId)
    }
  }
}
