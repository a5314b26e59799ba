import { configure } from 'mobx-miniprogram'

import {
  parseConversationKey,
  type ConversationKey,
  type ConversationRef,
} from '../models/conversation-ref'
import type { AudioPlayer } from '../utils/audio-player'
import type { Clock } from '../utils/clock'
import type { Storage } from '../utils/storage'
import type { AppApi } from '../services/api/app-api'
import type { ImService } from '../services/im/im-service'
import type { Person, PersonScope } from '../services/person/person-scope'
import type { Session } from '../services/session/session'
import type { MediaPreparation } from '../services/upload/media-preparation'
import type { AppStores, ChatFace, RoomFace } from './app-stores'
import type { NoticesFace } from './contacts/contact-faces'
import type { HistoryFace } from './history/history-faces'
import { Burns } from './burns'
import { ChatStore } from './chat-store'
import { BlockedPeople } from './contacts/blocked-people'
import { ContactRequests } from './contacts/contact-requests'
import { NoticesStore } from './contacts/notices-store'
import { ContactsStore } from './contacts-store'
import { ConversationListStore } from './conversation-list-store'
import { HistoryStore } from './history/history-store'
import { MeStore } from './me-store'
import { ProfileStore } from './profile-store'
import { RoomListStore } from './room-list-store'
import { RoomStore } from './room-store'
import { SessionStore } from './session-store'
import { SettingsStore } from './settings-store'

export interface StoreDependencies {
  api: AppApi
  im: ImService
  session: Session
  scope: PersonScope
  clock: Clock
  storage: Storage
  media: MediaPreparation
  player: AudioPlayer
  systemLanguage: string
  wechatCode: () => Promise<string>
  useServer: (address: string) => void
}

/** The stores that live as long as the app, and the makers of those that live as long as a page. */
export class Stores implements AppStores {
  readonly session: SessionStore
  readonly profiles: ProfileStore
  readonly conversations: ConversationListStore
  readonly contacts: ContactsStore
  readonly requests: ContactRequests
  readonly blocked: BlockedPeople
  readonly rooms: RoomListStore
  readonly me: MeStore
  readonly settings: SettingsStore
  private readonly burns: Burns

  constructor(private readonly to: StoreDependencies) {
    configure({ enforceActions: 'always' })
    const { api, im, session, scope, clock, storage, systemLanguage, wechatCode, useServer } = to
    this.settings = new SettingsStore(storage, systemLanguage)
    this.burns = new Burns({ im, session, scope, clock })
    this.profiles = new ProfileStore(api, scope, clock)
    const { profiles } = this
    this.contacts = new ContactsStore(api, profiles, scope, im)
    const { contacts } = this
    this.blocked = new BlockedPeople(api, profiles, scope)
    this.requests = new ContactRequests({ api, im, scope, profiles, contacts, clock })
    this.conversations = new ConversationListStore({
      im,
      session,
      scope,
      profiles,
      clock,
      contacts,
    })
    this.rooms = new RoomListStore(api, profiles, scope)
    this.me = new MeStore(api, profiles, scope)
    this.session = new SessionStore({ api, session, scope, clock, wechatCode, useServer })
    session.events.on('online', () => {
      scope.current?.outbox.resume()
      scope.current?.readSync.resume()
      // Group names are needed wherever a group is shown.
      void this.contacts.load()
      void this.requests.load()
      void this.blocked.load()
    })
  }

  /** @throws Error when nobody is signed in or the key is none. */
  openChat(key: ConversationKey): ChatFace {
    const { profiles, conversations, burns } = this
    const person = this.person()
    return new ChatStore(refOf(key), { ...this.to, profiles, conversations, burns, person })
  }

  /** @throws Error when nobody is signed in or the key is none. */
  openNotices(key: ConversationKey): NoticesFace {
    const { profiles, contacts, requests, conversations } = this
    const { im, session, clock } = this.to
    const person = this.person()
    const stores = { profiles, contacts, requests, conversations }
    return new NoticesStore(refOf(key), { im, session, clock, person, ...stores })
  }

  /** @throws Error when nobody is signed in or the key is none. */
  openHistory(key: ConversationKey): HistoryFace {
    const { im, session, clock } = this.to
    const { profiles, conversations } = this
    const { loaded } = conversations
    return new HistoryStore(refOf(key), {
      im,
      session,
      clock,
      person: this.person(),
      profiles,
      loaded,
    })
  }

  openRoom(roomId: string): RoomFace {
    const { im, session, clock, media } = this.to
    const { profiles } = this
    return new RoomStore(roomId, { im, session, profiles, clock, media, person: this.person() })
  }

  private person(): Person {
    const person = this.to.scope.current
    if (person === null) throw new Error('nobody is signed in')
    return person
  }
}

function refOf(key: ConversationKey): ConversationRef {
  const ref = parseConversationKey(key)
  if (ref === null) throw new Error(`not a conversation key: ${key}`)
  return ref
}
