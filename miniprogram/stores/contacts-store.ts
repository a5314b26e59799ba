import { makeAutoObservable, runInAction } from 'mobx-miniprogram'

import { errorWords } from '../i18n/error-words'
import { conversationKey } from '../models/conversation'
import { avatarOf, type GroupProfile, type Profile } from '../models/profile'
import type { ContactSection, ConversationRow } from '../models/rows'
import type { AppApi } from '../services/api/app-api'
import type { PersonScope } from '../services/person/person-scope'
import type { ContactsFace } from './app-stores'
import type { ProfileStore } from './profile-store'

/** The people and groups one may talk with. */
export class ContactsStore implements ContactsFace {
  private people: readonly Profile[] = []
  private joined: readonly GroupProfile[] = []
  isLoading = false
  failure = ''

  constructor(
    private readonly api: AppApi,
    private readonly profiles: ProfileStore,
    private readonly scope: PersonScope,
  ) {
    makeAutoObservable<ContactsStore, 'api' | 'profiles' | 'scope'>(this, {
      api: false,
      profiles: false,
      scope: false,
    })
    scope.events.on('closed', () =>
      runInAction(() => {
        this.people = []
        this.joined = []
      }),
    )
  }

  get sections(): readonly ContactSection[] {
    const sorted = [...this.people].sort((a, b) => (a.name < b.name ? -1 : 1))
    const sections = new Map<string, Profile[]>()
    for (const person of sorted) {
      const key = sectionOf(person)
      sections.set(key, [...(sections.get(key) ?? []), person])
    }
    return [...sections.entries()]
      .sort(([a], [b]) => (a === '#' ? 1 : b === '#' ? -1 : a < b ? -1 : 1))
      .map(([key, people]) => ({
        key,
        rows: people.map(({ userId, name, avatarUrl }) => ({
          userId,
          name,
          avatar: avatarOf(userId, name, avatarUrl),
        })),
      }))
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

  async load(): Promise<void> {
    const person = this.scope.current
    if (person === null) return
    this.isLoading = this.people.length === 0
    try {
      const [people, groups] = await Promise.all([this.api.contacts(), this.api.myGroups()])
      if (this.scope.current !== person) return
      runInAction(() => {
        this.people = people
        this.joined = groups
        this.failure = ''
        this.profiles.put(people)
        this.profiles.putGroups(groups)
      })
    } catch (error) {
      runInAction(() => (this.failure = errorWords(error)))
    } finally {
      runInAction(() => (this.isLoading = false))
    }
  }
}

/** Names in Latin letters go under their first letter, all others under `#`. */
function sectionOf({ name }: Profile): string {
  const first = name.trim().charAt(0).toUpperCase()
  return first >= 'A' && first <= 'Z' ? first : '#'
}
