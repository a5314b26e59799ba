import { autorun, when } from 'mobx-miniprogram'

import type { ChatFace, MessageListFace, RoomFace } from '../../../../miniprogram/stores/app-stores'
import type { MessageRow } from '../../../../miniprogram/models/rows'
import { HutongPhone, rowsOf, type PhonePace } from '../../helpers/hutong-phone'
import type { DeviceStorage } from '../../helpers/node-wx'
import { group, people, room, type PersonId } from './fault-plan'

const [, roomId] = room.split(':')

/** What one entrance into the room had on screen in the end. */
export interface RoomView {
  texts: string[]
  /** Those among them that were still on their way, or failed: they stand below all others. */
  unsent: Set<string>
  /** Texts that came up together with, or under, the notice that something was missed. */
  underNotice: Set<string>
}

/** A person of the suite, with every chat open all the time, on one device that may be killed. */
export class ChaosPerson {
  phone!: HutongPhone
  readonly chats = new Map<string, ChatFace>()
  room!: RoomFace
  /** What this person typed, by conversation key, in order. */
  readonly typed = new Map<string, string[]>()
  /** Of entrances that ended with a kill; the running one is not in it. */
  readonly pastRoomViews: RoomView[] = []
  /** Retries a person had to ask for. */
  retries = 0
  /** Texts of rows they asked to retry: those go to the end of the queue. */
  readonly retried = new Set<string>()
  private stopWatching = (): void => undefined
  private underNotice = new Set<string>()

  private constructor(
    readonly id: PersonId,
    private readonly seed: number,
    private readonly apiUrl: string,
    private readonly pace: PhonePace,
  ) {}

  static async signedIn(
    id: PersonId,
    seed: number,
    apiUrl: string,
    pace: PhonePace,
  ): Promise<ChaosPerson> {
    const person = new ChaosPerson(id, seed, apiUrl, pace)
    person.phone = await HutongPhone.of(apiUrl, id, pace)
    person.openAll()
    return person
  }

  get conversationKeys(): string[] {
    return [...people.filter((id) => id !== this.id).map((id) => `private:${id}`), group]
  }

  say(key: string, count: number): void {
    const typed = this.typed.get(key) ?? []
    this.typed.set(key, typed)
    for (let index = 0; index < count; index += 1) {
      const text = `${this.seed} ${this.id} ${key} ${typed.length}`
      const outcome = this.list(key).send(text)
      if (outcome !== 'accepted') throw new Error(`${text} was ${outcome}`)
      typed.push(text)
    }
  }

  list(key: string): ChatFace | RoomFace {
    return key === room ? this.room : this.chats.get(key)!
  }

  textsOf(key: string): string[] {
    return saidRows(rowsOf(this.list(key)))
  }

  /** Whether nothing of this conversation is on its way any more. */
  hasSent(key: string): boolean {
    return rowsOf(this.list(key)).every(({ state }) => state === '' || state === 'sent')
  }

  /** Sends that wait on the device. */
  get waiting(): number {
    return [...this.phone.wx.storage.keys()].filter((key) => key.includes('.outbox.')).length
  }

  /** Ends the app as the phone's owner or system does. What it keeps is started with `restart`. */
  kill(): DeviceStorage {
    this.pastRoomViews.push(this.roomView())
    this.stopWatching()
    return this.phone.kill()
  }

  restart(storage: DeviceStorage): void {
    this.phone = new HutongPhone(this.apiUrl, storage, undefined, this.pace)
    this.openAll()
  }

  roomView(): RoomView {
    const unsent = rowsOf(this.room).filter(
      ({ state }) => state === 'sending' || state === 'failed',
    )
    return {
      texts: this.textsOf(room),
      unsent: new Set(unsent.map(({ text }) => text)),
      underNotice: this.underNotice,
    }
  }

  /** A chat opens at what was not read yet; a reader goes on to its end. */
  readOn(): void {
    for (const { position } of this.chats.values()) {
      if (position.hasLater) void position.toNewest().catch(() => undefined)
    }
  }

  /** What people do when the app asks them to: Retry on the strip, on rows, and on the room. */
  retryWhatFailed(): void {
    const { session } = this.phone.stores
    if (session.strip?.action === 'retry') {
      this.retries += 1
      session.retry()
    }
    if (session.status === 'online' && this.room.state === 'failed') void this.room.join()
    for (const key of [...this.conversationKeys, room]) {
      for (const row of rowsOf(this.list(key))) {
        if (row.state !== 'failed' || !row.canRetry) continue
        this.retries += 1
        this.retried.add(row.text)
        void this.list(key).retry(row.id)
      }
    }
  }

  /** Resolves once the condition holds. @returns whether it did within the time. */
  async until(condition: () => boolean, timeoutMs: number): Promise<boolean> {
    try {
      await when(condition, { timeout: timeoutMs })
      return true
    } catch {
      return false
    }
  }

  private openAll(): void {
    const { stores } = this.phone
    this.chats.clear()
    for (const key of this.conversationKeys) {
      const chat = stores.openChat(key as ChatFace['key'])
      this.chats.set(key, chat)
      void chat.open()
    }
    this.room = stores.openRoom(roomId)
    this.watchRoom(this.room)
    void this.room.join()
  }

  private watchRoom(watched: RoomFace): void {
    this.underNotice = new Set()
    const { underNotice } = this
    const seen = new Set<string>()
    this.stopWatching = autorun(() => {
      const texts = newestRows(watched)
      // The notice is decided right after the rows of the same batch.
      queueMicrotask(() => {
        for (const text of texts) {
          if (seen.has(text)) continue
          seen.add(text)
          if (watched.gapNotice !== '') underNotice.add(text)
        }
      })
    })
  }
}

/** Arrivals of one batch are never more than the last screens hold. */
function newestRows(list: MessageListFace): string[] {
  return list.recentScreens.slice(-8).flatMap(({ rows }) => saidRows(rows))
}

/** Without the grey lines, which nobody typed. */
function saidRows(rows: readonly MessageRow[]): string[] {
  return rows.filter(({ type }) => type === 'text').map(({ text }) => text)
}
