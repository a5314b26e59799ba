import type {
  Contact,
  ContactRequest,
  GroupMember,
  GroupProfile,
  Profile,
} from '../../models/profile'
import type { Room } from '../../models/room'
import type { ApiClient } from './api-client'
import { ApiError } from './api-error'
import type { TokenStore } from './token-store'

/** What the IM cloud needs to know this person, as our server says it. */
export interface ImAccess {
  token: string
  userId: string
  appKey: string
  navigators: string[]
  cmpHosts: string[]
}

/** At most this many ids a call of `GET /v1/users`. */
export const MAX_PROFILES_PER_CALL = 100

/** The app server as stores see it. Every method rejects with `ApiError` and nothing else. */
export interface AppApi {
  /** @returns null when nobody is signed in. */
  signedInUserId(): string | null
  /** @returns an empty list when the server has no demo. */
  demoPeople(): Promise<Profile[]>
  signInAsDemo(userId: string): Promise<string>
  /** `code` is what wx.login gave. */
  signInWithWeChat(code: string): Promise<string>
  /** Forgets the session here whatever the server answers. */
  signOut(): Promise<void>
  imAccess(): Promise<ImAccess>
  /** At most `MAX_PROFILES_PER_CALL` ids; unknown ones are left out. */
  profiles(userIds: readonly string[]): Promise<Profile[]>
  me(): Promise<Profile>
  rename(name: string): Promise<Profile>
  myGroups(): Promise<GroupProfile[]>
  /** Owner, admins, then by joining. */
  groupMembers(groupId: string): Promise<GroupMember[]>
  /** In the order of an address book. */
  contacts(): Promise<Contact[]>
  /** A name only oneself sees; empty takes it away. */
  setRemark(userId: string, remark: string): Promise<void>
  /** Ends the contact for both. */
  removeContact(userId: string): Promise<void>
  /** People whose messages do not arrive. */
  blocked(): Promise<Profile[]>
  setBlocked(userId: string, isBlocked: boolean): Promise<void>
  /** Those that wait for an answer, to and from oneself, newest first. */
  contactRequests(): Promise<ContactRequest[]>
  /** @returns null when they had asked already, and so are contacts now. */
  requestContact(userId: string, message: string): Promise<ContactRequest | null>
  /** `accept` and `refuse` one to oneself, `withdraw` an own one. */
  answerContactRequest(requestId: string, answer: ContactAnswer): Promise<void>
  rooms(): Promise<Room[]>
  report(report: Report): Promise<void>
}

export type ContactAnswer = 'accept' | 'refuse' | 'withdraw'

export interface Report {
  subjectType: 'user' | 'group' | 'room' | 'message'
  /** The person's, group's or room's id, or the cloud's id of the message. */
  subjectId: string
  /** At most 50 characters. */
  reason: string
}

interface ProfileAnswer {
  id: string
  nickname: string
  avatar: string
}

interface ContactItem extends ProfileAnswer {
  remark: string
  latinName?: string
  initial?: string
}

interface ContactRequestItem {
  id: string
  fromId: string
  toId: string
  message: string
  status: 'pending' | 'accepted'
  createdAt: number
}

interface SessionAnswer {
  accessToken: string
  refreshToken: string
  expiresIn: number
  user: ProfileAnswer
}

export class HttpAppApi implements AppApi {
  constructor(
    private readonly client: ApiClient,
    private readonly tokens: TokenStore,
  ) {}

  signedInUserId(): string | null {
    return this.tokens.get()?.userId ?? null
  }

  async demoPeople(): Promise<Profile[]> {
    try {
      const { items } = await this.client.open<Page<ProfileAnswer>>('GET', '/v1/demo/people')
      return items.map(profileFrom)
    } catch (error) {
      if (error instanceof ApiError && error.status === 404) return []
      throw error
    }
  }

  signInAsDemo(userId: string): Promise<string> {
    return this.signIn('/v1/demo/sessions', { userId })
  }

  signInWithWeChat(code: string): Promise<string> {
    return this.signIn('/v1/sessions', { code })
  }

  private async signIn(path: string, body: object): Promise<string> {
    const answer = await this.client.open<SessionAnswer>('POST', path, body)
    return this.client.keep(answer.user.id, answer).userId
  }

  signOut(): Promise<void> {
    return this.client.end('/v1/sessions/current').catch(() => undefined)
  }

  async imAccess(): Promise<ImAccess> {
    type Answer = Omit<ImAccess, 'cmpHosts'> & { cmp: string[] }
    const { cmp, ...rest } = await this.client.authorized<Answer>('POST', '/v1/im/token')
    return { ...rest, cmpHosts: cmp }
  }

  async profiles(userIds: readonly string[]): Promise<Profile[]> {
    const ids = userIds.map(encodeURIComponent).join(',')
    const { items } = await this.get<ProfileAnswer>(`/v1/users?ids=${ids}`)
    return items.map(profileFrom)
  }

  async me(): Promise<Profile> {
    return profileFrom(await this.client.authorized<ProfileAnswer>('GET', '/v1/me'))
  }

  async rename(name: string): Promise<Profile> {
    const answer = await this.client.authorized<ProfileAnswer>('PATCH', '/v1/me', {
      nickname: name,
    })
    return profileFrom(answer)
  }

  async myGroups(): Promise<GroupProfile[]> {
    const { items } = await this.get<{ id: string; name: string; memberCount: number }>(
      '/v1/me/groups',
    )
    return items.map(({ id, name, memberCount }) => ({
      groupId: id,
      name,
      avatarUrl: '',
      memberCount,
    }))
  }

  async contacts(): Promise<Contact[]> {
    const { items } = await this.get<ContactItem>('/v1/contacts')
    return items.map(contactFrom)
  }

  async setRemark(userId: string, remark: string): Promise<void> {
    await this.client.authorized('PATCH', contactPath(userId), { remark })
  }

  async removeContact(userId: string): Promise<void> {
    await this.client.authorized('DELETE', contactPath(userId))
  }

  async blocked(): Promise<Profile[]> {
    const { items } = await this.get<ProfileAnswer>('/v1/me/blocks')
    return items.map(profileFrom)
  }

  async setBlocked(userId: string, isBlocked: boolean): Promise<void> {
    const path = `/v1/me/blocks/${encodeURIComponent(userId)}`
    await this.client.authorized(isBlocked ? 'PUT' : 'DELETE', path)
  }

  async contactRequests(): Promise<ContactRequest[]> {
    const { items } = await this.get<ContactRequestItem>('/v1/contact-requests')
    return items.map(contactRequestFrom)
  }

  async requestContact(userId: string, message: string): Promise<ContactRequest | null> {
    const answer = await this.client.authorized<ContactRequestItem>(
      'POST',
      '/v1/contact-requests',
      {
        userId,
        message,
      },
    )
    return answer.status === 'accepted' ? null : contactRequestFrom(answer)
  }

  async answerContactRequest(requestId: string, answer: ContactAnswer): Promise<void> {
    const path = `/v1/contact-requests/${encodeURIComponent(requestId)}/${answer}`
    await this.client.authorized('POST', path)
  }

  async rooms(): Promise<Room[]> {
    const { items } = await this.get<{ id: string; name: string; memberCount?: number }>(
      '/v1/rooms',
    )
    return items.map(({ id, name, memberCount = -1 }) => ({ roomId: id, name, memberCount }))
  }

  async groupMembers(groupId: string): Promise<GroupMember[]> {
    const path = `/v1/groups/${encodeURIComponent(groupId)}/members`
    const { items } = await this.get<ProfileAnswer & { role: GroupMember['role'] }>(path)
    return items.map((item) => ({ ...profileFrom(item), role: item.role }))
  }

  async report(report: Report): Promise<void> {
    await this.client.authorized('POST', '/v1/reports', report)
  }

  private get<T>(path: string): Promise<Page<T>> {
    return this.client.authorized<Page<T>>('GET', path)
  }
}

interface Page<T> {
  items: T[]
}

function profileFrom({ id, nickname, avatar }: ProfileAnswer): Profile {
  return { userId: id, name: nickname, avatarUrl: avatar }
}

function contactPath(userId: string): string {
  return `/v1/contacts/${encodeURIComponent(userId)}`
}

/** A server without an index of its own leaves names in Latin letters to be indexed here. */
function contactFrom({ remark, latinName = '', initial, ...profile }: ContactItem): Contact {
  const name = remark || profile.nickname
  const first = name.trim().charAt(0).toUpperCase()
  const ownInitial = first >= 'A' && first <= 'Z' ? first : '#'
  return {
    ...profileFrom({ ...profile, nickname: name }),
    remark,
    latinName,
    initial: initial ?? ownInitial,
  }
}

function contactRequestFrom(item: ContactRequestItem): ContactRequest {
  const { id, fromId, toId, message, createdAt } = item
  return { requestId: id, fromId, toId, message, createdAt }
}
