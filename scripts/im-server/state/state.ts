import type { Settings } from '../settings'
import { Clock } from './clock'
import { ConversationMarks } from './conversation-marks'
import { DeletedArchives } from './deleted-archives'
import { DurableStore } from './durable-store'
import type { Journal } from './journal'
import { Events } from './events'
import { Files } from './files'
import { Groups } from './groups'
import { Messages } from './messages'
import { Receipts } from './receipts'
import { RoomEntries } from './room-entries'
import { RoomPolicies } from './room-policies'
import { Rooms } from './rooms'
import { SensitiveWords } from './sensitive-words'
import { Tokens } from './tokens'
import { SettingsOfUsers } from './user-settings'
import { Users } from './users'

/** Everything the server knows. */
export class State {
  readonly store: DurableStore
  readonly users: Users
  readonly tokens: Tokens
  readonly groups: Groups
  readonly messages: Messages
  readonly deletedArchives: DeletedArchives
  readonly marks: ConversationMarks
  readonly settingsOfUsers: SettingsOfUsers
  readonly receipts: Receipts
  readonly events: Events
  readonly files: Files
  readonly rooms: Rooms
  readonly roomEntries: RoomEntries
  readonly roomPolicies: RoomPolicies
  readonly sensitiveWords: SensitiveWords

  private constructor(
    settings: Settings,
    journal: Journal,
    onCommitFailure: (error: unknown) => void,
    readonly clock: Clock,
  ) {
    this.store = new DurableStore(journal, onCommitFailure)
    this.users = new Users(this.store, this.clock)
    this.tokens = new Tokens(settings.appSecret, settings.tokenLifetimeMs, this.users, this.clock)
    this.groups = new Groups(this.store, this.clock)
    this.messages = new Messages(this.store, this.clock)
    this.deletedArchives = new DeletedArchives(this.store)
    this.marks = new ConversationMarks(this.store)
    this.settingsOfUsers = new SettingsOfUsers(this.store, this.clock)
    this.receipts = new Receipts(this.store)
    this.events = new Events(this.store, this.clock)
    this.files = new Files(this.store)
    this.rooms = new Rooms(this.store, this.clock)
    this.roomEntries = new RoomEntries(this.store, this.clock)
    this.roomPolicies = new RoomPolicies(this.store)
    this.sensitiveWords = new SensitiveWords(this.store)
  }

  /** Makes the state and fills it from the journal. */
  static async load(
    settings: Settings,
    journal: Journal,
    onCommitFailure: (error: unknown) => void,
    clock = new Clock(),
  ): Promise<State> {
    const state = new State(settings, journal, onCommitFailure, clock)
    await state.store.load()
    state.groups.index()
    state.messages.index()
    state.roomEntries.index()
    state.receipts.index()
    state.events.index()
    return state
  }
}
