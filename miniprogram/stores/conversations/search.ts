import { action, computed, makeObservable, observable } from 'mobx-miniprogram'

import type { Message } from '../../models/message'
import { avatarOf } from '../../models/profile'
import type { ConversationRow, PersonRow } from '../../models/rows'
import { contentWords } from '../content-words'
import { listTime } from '../date-words'
import type { ContactsStore } from '../contacts-store'
import type { ProfileStore } from '../profile-store'
import type { MessageHit, SearchFace } from './conversation-faces'
import type { LoadedMessages } from './loaded-messages'

/** So many of each kind: enough to choose from. */
const LIMIT = 20

export interface SearchDependencies {
  profiles: ProfileStore
  messages: LoadedMessages
  contacts: ContactsStore
  ownId(): string
  nowMs(): number
}

/** People, groups and messages whose words contain what was typed. */
export class Search implements SearchFace {
  query = ''

  constructor(private readonly to: SearchDependencies) {
    makeObservable<Search, 'wanted'>(this, {
      query: observable,
      setQuery: action,
      wanted: computed,
      people: computed,
      groups: computed,
      messages: computed,
      isEmpty: computed,
    })
  }

  setQuery(query: string): void {
    this.query = query
  }

  /** By name, or by its sound in Latin letters: `lin` and `lx` find 林晓. */
  get people(): readonly PersonRow[] {
    return this.wanted === '' ? [] : this.to.contacts.find(this.wanted).slice(0, LIMIT)
  }

  get groups(): readonly ConversationRow[] {
    if (this.wanted === '') return []
    const has = ({ name }: ConversationRow) => name.toLocaleLowerCase().includes(this.wanted)
    return this.to.contacts.groups.filter(has).slice(0, LIMIT)
  }

  get messages(): readonly MessageHit[] {
    if (this.wanted === '') return []
    return this.to.messages.find(this.wanted, LIMIT).map((message) => this.hit(message))
  }

  get isEmpty(): boolean {
    const found = this.people.length + this.groups.length + this.messages.length
    return this.wanted !== '' && found === 0
  }

  private get wanted(): string {
    return this.query.trim().toLocaleLowerCase()
  }

  private hit(message: Message): MessageHit {
    const { profiles, ownId, nowMs } = this.to
    const { kind, targetId, senderId, uid, content, sentAt } = message
    const isGroup = kind === 'group'
    const title = isGroup ? profiles.groupName(targetId) : profiles.nameOf(targetId)
    const nameOf = (userId: string) => profiles.nameOf(userId)
    return {
      key: message.conversationKey,
      uid,
      title,
      avatar: avatarOf(targetId, title, isGroup ? '' : profiles.avatarUrlOf(targetId)),
      senderName: nameOf(senderId),
      text: contentWords(content, ownId(), nameOf),
      time: listTime(sentAt, nowMs()),
    }
  }
}
