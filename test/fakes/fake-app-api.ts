import type {
  Contact,
  ContactRequest,
  GroupMember,
  GroupProfile,
  Profile,
} from '../../miniprogram/models/profile'
import type { Room } from '../../miniprogram/models/room'
import type {
  AppApi,
  ContactAnswer,
  ImAccess,
  Report,
} from '../../miniprogram/services/api/app-api'

/** An app server of one's own: everybody it is asked for exists. */
export class FakeAppApi implements AppApi {
  readonly calls: string[] = []
  userId: string | null = null
  /** Thrown by the next `imAccess`, then by none. */
  failure: Error | null = null

  signedInUserId(): string | null {
    return this.userId
  }

  async demoPeople(): Promise<Profile[]> {
    return [profile('lin'), profile('chen')]
  }

  async signInAsDemo(userId: string): Promise<string> {
    this.userId = userId
    return userId
  }

  signInWithWeChat(): Promise<string> {
    return this.signInAsDemo('lin')
  }

  async signOut(): Promise<void> {
    this.userId = null
  }

  async imAccess(): Promise<ImAccess> {
    this.calls.push('imAccess')
    const { failure } = this
    this.failure = null
    if (failure !== null) throw failure
    const token = `token-${this.calls.length}`
    const navigators = ['http://navi']
    return { token, userId: 'lin', appKey: 'key', navigators, cmpHosts: ['cmp1', 'cmp2'] }
  }

  async profiles(userIds: readonly string[]): Promise<Profile[]> {
    this.calls.push(`profiles ${userIds.length}`)
    return userIds.map(profile)
  }

  async me(): Promise<Profile> {
    return profile(this.userId ?? 'lin')
  }

  async rename(name: string): Promise<Profile> {
    return { ...profile('lin'), name }
  }

  groups: GroupProfile[] = [
    { groupId: 'courtyard', name: 'Locust Courtyard', avatarUrl: '', memberCount: 5 },
  ]

  async myGroups(): Promise<GroupProfile[]> {
    return this.groups
  }

  /** Members of every group; who is asked for decides what may be done. */
  members: GroupMember[] = [
    { ...profile('lin'), role: 'owner' },
    { ...profile('chen'), role: 'member' },
    { ...profile('wang'), role: 'member' },
  ]
  readonly reports: Report[] = []

  async groupMembers(): Promise<GroupMember[]> {
    this.calls.push('groupMembers')
    return this.members
  }

  async report(report: Report): Promise<void> {
    this.reports.push(report)
  }

  people: Contact[] = [{ ...profile('chen'), remark: '', initial: 'N', latinName: 'name of chen' }]
  requests: ContactRequest[] = []
  /** Thrown by the next call about contacts, then by none. */
  contactFailure: Error | null = null

  async contacts(): Promise<Contact[]> {
    this.calls.push('contacts')
    return this.people
  }

  async contactRequests(): Promise<ContactRequest[]> {
    this.failOnce()
    return this.requests
  }

  async requestContact(userId: string, message: string): Promise<ContactRequest | null> {
    this.failOnce()
    const ids = { requestId: `to ${userId}`, fromId: this.userId ?? '', toId: userId }
    const request = { ...ids, message, createdAt: 1 }
    this.requests = [...this.requests, request]
    return request
  }

  async answerContactRequest(requestId: string, answer: ContactAnswer): Promise<void> {
    this.calls.push(`${answer} ${requestId}`)
    this.failOnce()
    this.requests = this.requests.filter((request) => request.requestId !== requestId)
  }

  async setRemark(userId: string, remark: string): Promise<void> {
    this.failOnce()
    this.people = this.people.map((person) =>
      person.userId === userId
        ? { ...person, remark, name: remark || profile(userId).name }
        : person,
    )
  }

  async removeContact(userId: string): Promise<void> {
    this.failOnce()
    this.people = this.people.filter((person) => person.userId !== userId)
  }

  blockedIds: string[] = []

  async blocked(): Promise<Profile[]> {
    this.failOnce()
    return this.blockedIds.map(profile)
  }

  async setBlocked(userId: string, isBlocked: boolean): Promise<void> {
    this.failOnce()
    const others = this.blockedIds.filter((id) => id !== userId)
    this.blockedIds = isBlocked ? [...others, userId] : others
  }

  private failOnce(): void {
    const { contactFailure } = this
    this.contactFailure = null
    if (contactFailure !== null) throw contactFailure
  }

  async rooms(): Promise<Room[]> {
    return [{ roomId: 'lobby', name: 'The Lobby', memberCount: 3 }]
  }
}

function profile(userId: string): Profile {
  return { userId, name: `Name of ${userId}`, avatarUrl: '' }
}
