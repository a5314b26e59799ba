import type { AppContext } from '../context'

/** How old a count may be: room cards are a rough picture, and the cloud limits calls. */
const FRESH_MS = 10_000
const ASKED_AT_ONCE = 10

interface Count {
  askedAt: number
  people: Promise<number | undefined>
}

/** How many people are in rooms now, as the cloud says; asked at most once in ten seconds a room. */
export class HeadCounts {
  private readonly counts = new Map<string, Count>()

  constructor(private readonly parts: Pick<AppContext, 'rongcloud' | 'now' | 'log'>) {}

  /** By room id. A room the cloud tells nothing of is left out: a list of rooms is no less useful for it. */
  async of(roomIds: readonly string[]): Promise<Map<string, number>> {
    this.forgetOld()
    const known = new Map<string, number>()
    for (let start = 0; start < roomIds.length; start += ASKED_AT_ONCE) {
      const ids = roomIds.slice(start, start + ASKED_AT_ONCE)
      await Promise.all(
        ids.map(async (roomId) => {
          const people = await this.countOf(roomId)
          if (people !== undefined) known.set(roomId, people)
        }),
      )
    }
    return known
  }

  private countOf(roomId: string): Promise<number | undefined> {
    const fresh = this.counts.get(roomId)
    if (fresh) return fresh.people
    const people = this.ask(roomId)
    this.counts.set(roomId, { askedAt: this.parts.now(), people })
    return people
  }

  private async ask(roomId: string): Promise<number | undefined> {
    try {
      const form = { chatroomId: roomId }
      const room = await this.parts.rongcloud.call<{ memberCount?: number }>(
        '/chatroom/get.json',
        form,
      )
      return room.memberCount
    } catch (error) {
      this.parts.log.warn({ err: error, roomId }, 'the IM cloud tells no head count')
      return undefined
    }
  }

  private forgetOld(): void {
    const horizon = this.parts.now() - FRESH_MS
    for (const [roomId, { askedAt }] of this.counts) {
      if (askedAt <= horizon) this.counts.delete(roomId)
    }
  }
}
