import { action, computed, makeObservable, observable } from 'mobx-miniprogram'

import type { Message } from '../../models/message'
import { avatarOf } from '../../models/profile'
import type { ConversationRow, PersonRow } from '../../models/rows'
import { contentWords } from '../content-words'
import { listTime } from '../date-words'
import type { ProfileStore } from '../profile-store'
import type { MessageHit, SearchFace } from './conversation-faces'
import type { LoadedMessages } from './loaded-messages'

/** So many of each kind: enough to choose from. */
const LIMIT = 20

export interface SearchDependencies {
  profiles: ProfileStore
  messages: LoadedMessages
  /** Everybody and every group this phone knows. */
  people(): readonly PersonRow[]
  groups(): readonly ConversationRow[]
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

  get people(): readonly PersonRow[] {
    return this.matching(this.to.people())
  }

  get groups(): readonly ConversationRow[] {
    return this.matching(this.to.groups())
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

  private matching<Row extends { name: string }>(rows: readonly Row[]): Row[] {
    if (this.wanted === '') return []
    const has = ({ name }: Row) => name.toLocaleLowerCase().includes(this.wanted)
    return rows.filter(has).slice(0, LIMIT)
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
