import type { Clock } from './clock'
import type { DurableMap, DurableStore } from './durable-store'
import { keyOf } from './keys'

/** State of one conversation, as `SessionState` on the wire; `channelId` '' stands for the whole type. */
export interface ConversationState {
  type: number
  channelId: string
  /** Version: when it last changed, Unix ms. */
  time: number
  /** Value by `SessionStateType`. */
  values: Record<number, string>
  /** Tags the conversation is in, and whether it is on top there. */
  tags: Record<string, { isTop: boolean }>
}

export interface Tag {
  tagId: string
  name: string
  createdTime: number
}

export interface QuietHours {
  startTime: string
  spanMinutes: number
  level: number
  timezone: string
}

/** Everything a person's devices share. */
export interface UserSettings {
  states: Record<string, ConversationState>
  tags: Tag[]
  /** Plain settings by key, each with the version of its last change. */
  values: Record<string, { value: string; version: number }>
  tagsVersion: number
  quietHours?: QuietHours
}

export class SettingsOfUsers {
  private readonly settings: DurableMap<UserSettings>
  /** Versions of one person rise strictly, also when two changes fall into one millisecond. */
  private readonly latest = new Map<string, number>()

  constructor(
    store: DurableStore,
    private readonly clock: Clock,
  ) {
    this.settings = store.map('user-settings')
  }

  of(userId: string): Readonly<UserSettings> {
    return this.settings.get(userId) ?? emptySettings()
  }

  /** Changes a person's settings under a new version. @returns that version. */
  change(userId: string, change: (settings: UserSettings, version: number) => void): number {
    const settings = this.settings.get(userId) ?? emptySettings()
    const version = this.clock.after(this.latest.get(userId) ?? 0)
    this.latest.set(userId, version)
    change(settings, version)
    this.settings.set(userId, settings)
    return version
  }

  /** Changes the state of one conversation. */
  changeState(
    userId: string,
    type: number,
    channelId: string,
    change: (state: ConversationState) => void,
  ): number {
    return this.change(userId, (settings, version) => {
      const key = keyOf(type, channelId)
      const state = (settings.states[key] ??= { type, channelId, time: 0, values: {}, tags: {} })
      change(state)
      state.time = version
    })
  }
}

function emptySettings(): UserSettings {
  return { states: {}, tags: [], values: {}, tagsVersion: 0 }
}
