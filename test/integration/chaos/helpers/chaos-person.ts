import { autorun, when } from 'mobx-miniprogram'

import type { MessageRow } from '../../../../miniprogram/models/rows'
import type { ChatFace, RoomFace } from '../../../../miniprogram/stores/app-stores'
import { Person } from '../../app-server/helpers/app-server'
import { HutongPhone, rowsOf, type PhonePace } from '../../helpers/hutong-phone'
import type { DeviceStorage } from '../../helpers/node-wx'
import type { ChaosServers } from './chaos-servers'
import { roles, type Kind, type Place, type Role } from './fault-plan'
import { sayOne } from './saying'
import type { SaidFiles } from './said-files'

/** The real ids behind the roles and places of a plan. */
export interface Cast {
  userIds: Record<Role, string>
  groupId: string
  roomId: string
}

/** What one entrance into the room had on screen in the end. */
export interface RoomView {
  labels: string[]
  /** Those among them that were still on their way, or failed: they stand below all others. */
  unsent: Set<string>
  /** Labels that came up together with, or under, the notice that something was missed. */
  underNotice: Set<string>
}

interface Device {
  storage: DeviceStorage
  files: Map<string, Buffer>
}

/** A person of a plan, with every chat open all the time, on one device that may be killed. */
export class ChaosPerson {
  readonly chats = new Map<Place, ChatFace>()
  room!: RoomFace
  /** Labels of what this person said, by place, in order. */
  readonly said = new Map<Place, string[]>()
  /** Of entrances that ended with a kill; the running one is not in it. */
  readonly pastRoomViews: RoomView[] = []
  /** Retries a person had to ask for. */
  retries = 0
  /** Labels of rows they asked to retry: those go to the end of the queue. */
  readonly retried = new Set<string>()
  private cast: Cast | null = null
  private stopWatching = (): void => undefined
  private underNotice = new Set<string>()

  private constructor(
    readonly role: Role,
    public phone: HutongPhone,
    private readonly to: { seed: number; servers: ChaosServers; files: SaidFiles; pace: PhonePace },
  ) {}

  static async signedIn(role: Role, to: ChaosPerson['to']): Promise<ChaosPerson> {
    const { servers, seed, pace } = to
    const wechatCode = servers.newcomersCode(`${seed} ${role}`)
    const phone = await HutongPhone.ofWeChat(servers.app.address, { ...pace, wechatCode })
    return new ChaosPerson(role, phone, to)
  }

  get userId(): string {
    return this.phone.stores.session.userId
  }

  /** The person as the app server knows them, for what no screen of the app does yet. */
  get account(): Person {
    const [, kept = '{}'] = [...this.phone.wx.storage].find(([key]) => key === 'api.session') ?? []
    const tokens = JSON.parse(JSON.parse(kept) as string) as Record<string, string>
    const { userId, accessToken, refreshToken } = tokens
    return new Person(this.to.servers.app, userId, accessToken, refreshToken)
  }

  get chatPlaces(): Place[] {
    return [...roles.filter((role) => role !== this.role).map(privateWith), 'group']
  }

  /** Opens all conversations; from now on the person talks and reads. */
  begin(cast: Cast): void {
    this.cast = cast
    this.chats.clear()
    const { stores } = this.phone
    for (const place of this.chatPlaces) {
      const chat = stores.openChat(this.keyOf(place))
      this.chats.set(place, chat)
      void chat.open()
    }
    this.room = stores.openRoom(cast.roomId)
    this.watchRoom(this.room)
    void this.room.join()
  }

  keyOf(place: Place): ChatFace['key'] {
    const { userIds, groupId, roomId } = this.cast!
    if (place === 'group') return `group:${groupId}`
    if (place === 'room') return `chatroom:${roomId}`
    return `private:${userIds[place.replace('private:', '') as Role]}`
  }

  async say(place: Place, kinds: readonly Kind[]): Promise<void> {
    const said = this.said.get(place) ?? []
    this.said.set(place, said)
    for (const kind of kinds) {
      const label = `${this.to.seed} ${this.role} ${place} ${said.length}`
      const { userIds } = this.cast!
      const friend = userIds[roles.find((role) => role !== this.role)!]
      const { phone } = this
      const { files } = this.to
      said.push(await sayOne({ kind, label, friend, list: this.list(place), phone, files }))
    }
  }

  list(place: Place): ChatFace | RoomFace {
    return place === 'room' ? this.room : this.chats.get(place)!
  }

  labelsOf(place: Place): string[] {
    return rowsOf(this.list(place)).map((row) => this.labelOf(row))
  }

  get rowCount(): number {
    const lists = [...this.chats.values(), this.room]
    return lists.reduce((total, list) => total + rowsOf(list).length, 0)
  }

  private labelOf(row: MessageRow): string {
    switch (row.type) {
      case 'file':
      case 'voice':
        return this.labelOfFile(row.media?.url ?? '')
      case 'notice':
        return `notice ${row.id}`
      default:
        return row.text
    }
  }

  private labelOfFile(url: string): string {
    const local = this.phone.wx.files.get(url)
    return local === undefined ? this.to.files.labelOf(url) : this.to.files.labelOfBytes(local)
  }

  /** Whether nothing of this conversation is on its way any more. */
  hasSent(place: Place): boolean {
    return rowsOf(this.list(place)).every(({ state }) => state === '' || state === 'sent')
  }

  /** Sends that wait on the device. */
  get waiting(): number {
    return [...this.phone.wx.storage.keys()].filter((key) => key.includes('.outbox.')).length
  }

  /** Ends the app as the phone's owner or system does; `restart` starts what it kept. */
  kill(): Device {
    this.pastRoomViews.push(this.roomView())
    this.stopWatching()
    const { files } = this.phone.wx
    return { storage: this.phone.kill(), files }
  }

  restart({ storage, files }: Device): void {
    const { servers, pace } = this.to
    this.phone = new HutongPhone(servers.app.address, storage, files, pace)
    this.begin(this.cast!)
  }

  roomView(): RoomView {
    const unsent = rowsOf(this.room).filter(isUnsent)
    return {
      labels: this.labelsOf('room'),
      unsent: new Set(unsent.map((row) => this.labelOf(row))),
      underNotice: this.underNotice,
    }
  }

  /** A chat opens at what was not read yet; a reader goes on to its end, and up to its beginning. */
  readAll(): void {
    for (const chat of this.chats.values()) {
      if (chat.position.hasLater) void chat.position.toNewest().catch(() => undefined)
      else if (chat.hasEarlier) void chat.loadEarlier()
    }
  }

  /** What people do when the app asks them to: Retry on the strip, on rows, and on the room. */
  retryWhatFailed(): void {
    const { session } = this.phone.stores
    if (session.strip?.action === 'retry') {
      this.retries += 1
      session.retry()
    }
    if (session.status === 'online' && this.room.state === 'failed') {
      this.retries += 1
      void this.room.join()
    }
    for (const place of [...this.chatPlaces, 'room' as const]) {
      for (const row of rowsOf(this.list(place))) {
        if (row.state !== 'failed' || !row.canRetry) continue
        this.retries += 1
        this.retried.add(this.labelOf(row))
        void this.list(place).retry(row.id)
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

  private watchRoom(watched: RoomFace): void {
    this.underNotice = new Set()
    const { underNotice } = this
    const seen = new Set<string>()
    this.stopWatching = autorun(() => {
      const labels = lastArrived(watched).map((row) => this.labelOf(row))
      // The notice is decided right after the rows of the same batch.
      queueMicrotask(() => {
        for (const label of labels) {
          if (seen.has(label)) continue
          seen.add(label)
          if (watched.gapNotice !== '') underNotice.add(label)
        }
      })
    })
  }
}

export function privateWith(role: Role): Place {
  return `private:${role}`
}

/** Of one batch there are never more; what is still on its way stands below all of them. */
function lastArrived({ recentScreens }: RoomFace): MessageRow[] {
  const screens = recentScreens.filter(({ rows }) => rows.some((row) => !isUnsent(row)))
  return screens.slice(-8).flatMap(({ rows }) => [...rows])
}

function isUnsent({ state }: MessageRow): boolean {
  return state === 'sending' || state === 'failed'
}
