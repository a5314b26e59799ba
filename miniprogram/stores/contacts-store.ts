import { makeAutoObservable, runInAction } from 'mobx-miniprogram'

import { saying } from '../i18n/error-words'
import { conversationKey } from '../models/conversation-ref'
import type { Message } from '../models/message'
import { avatarOf, type Contact, type GroupProfile } from '../models/profile'
import type { ContactRow, ContactSection, ConversationRow } from '../models/rows'
import type { AppApi } from '../services/api/app-api'
import type { ImService } from '../services/im/im-service'
import type { PersonScope } from '../services/person/person-scope'
import type { ContactsFace } from './app-stores'
import { Loading } from './loading'
import type { ProfileStore } from './profile-store'

/** The people and groups one may talk with. */
export class ContactsStore implements ContactsFace {
  private people: readonly Contact[] = []
  private joined: readonly GroupProfile[] = []
  private readonly loading = new Loading()

  constructor(
    private readonly api: AppApi,
    private readonly profiles: ProfileStore,
    private readonly scope: PersonScope,
    im: ImService,
  ) {
    makeAutoObservable<ContactsStore, 'api' | 'profiles' | 'scope' | 'loading'>(this, {
      api: false,
      profiles: false,
      scope: false,
      loading: false,
    })
    scope.events.on('opened', ({ cache }) =>
      runInAction(() => this.take(cache.contacts(), cache.groups())),
    )
    scope.events.on('closed', () =>
      runInAction(() => {
        this.people = []
        this.joined = []
      }),
    )
    im.on('messages', (messages) => {
      if (messages.some(isAboutMembership)) void this.load()
    })
  }

  get isLoading(): boolean {
    return this.loading.isUnderWay
  }

  get failure(): string {
    return this.loading.failure
  }

  /** The server knows how names in Chinese sound, so its order is the book's. */
  get sections(): readonly ContactSection[] {
    const sections = new Map<string, ContactRow[]>()
    for (const person of this.people) {
      const rows = sections.get(person.initial) ?? []
      sections.set(person.initial, [...rows, rowOf(person)])
    }
    const others = sections.get('#')
    sections.delete('#')
    if (others !== undefined) sections.set('#', others)
    return [...sections].map(([key, rows]) => ({ key, rows }))
  }

  has(userId: string): boolean {
    return this.people.some((person) => person.userId === userId)
  }

  /**
   * People by a part of their name, or of its sound: `lin`, `linxiao` and `lx` find 林晓.
   * @param wanted in lower case.
   */
  find(wanted: string): ContactRow[] {
    return this.people.filter((person) => isFoundBy(person, wanted)).map(rowOf)
  }

  get groups(): readonly ConversationRow[] {
    return this.joined.map(({ groupId, name, avatarUrl }) => ({
      id: conversationKey({ kind: 'group', targetId: groupId }),
      kind: 'group',
      targetId: groupId,
      name,
      avatar: avatarOf(groupId, name, avatarUrl),
      prefix: '',
      preview: '',
      time: '',
      state: '',
      unreadCount: 0,
      badge: '',
      isMuted: false,
      isPinned: false,
      typing: '',
      isMarkedUnread: false,
    }))
  }

  isIn(groupId: string): boolean {
    return this.joined.some((group) => group.groupId === groupId)
  }

  remarkOf(userId: string): string {
    return this.people.find((person) => person.userId === userId)?.remark ?? ''
  }

  async setRemark(userId: string, remark: string): Promise<void> {
    await saying(() => this.api.setRemark(userId, remark))
    await this.load()
  }

  async remove(userId: string): Promise<void> {
    await saying(() => this.api.removeContact(userId))
    runInAction(() => {
      const others = this.people.filter((person) => person.userId !== userId)
      this.take(others, this.joined)
      this.scope.current?.cache.keepContacts(others)
    })
  }

  private take(people: readonly Contact[], groups: readonly GroupProfile[]): void {
    this.people = people
    this.joined = groups
    this.profiles.putContacts(people)
    this.profiles.putGroups(groups)
  }

  async load(): Promise<void> {
    const person = this.scope.current
    if (person === null) return
    await this.loading.run({
      isFirst: this.people.length === 0,
      ask: () => Promise.all([this.api.contacts(), this.api.myGroups()]),
      take: ([people, groups]) => {
        if (this.scope.current !== person) return
        this.take(people, groups)
        person.cache.keepContacts(people)
        person.cache.keepGroups(groups)
      },
    })
  }
}

function isAboutMembership({ content }: Message): boolean {
  return content.type === 'notice' && content.membership !== undefined
}

function rowOf({ userId, name, avatarUrl }: Contact): ContactRow {
  return { userId, name, avatar: avatarOf(userId, name, avatarUrl) }
}

function isFoundBy({ name, latinName }: Contact, wanted: string): boolean {
  const sounds = latinName.split(' ')
  const initials = sounds.map((sound) => sound.charAt(0)).join('')
  return (
    name.toLocaleLowerCase().includes(wanted) ||
    latinName.includes(wanted) ||
    sounds.join('').startsWith(wanted) ||
    initials.startsWith(wanted)
  )
}
