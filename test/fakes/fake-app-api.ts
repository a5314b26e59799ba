import type { GroupMember, GroupProfile, Profile } from '../../miniprogram/models/profile'
import type { Room } from '../../miniprogram/models/room'
import type { AppApi, ImAccess, Report } from '../../miniprogram/services/api/app-api'

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

  async myGroups(): Promise<GroupProfile[]> {
    return [{ groupId: 'courtyard', name: 'Locust Courtyard', avatarUrl: '', memberCount: 5 }]
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

  async contacts(): Promise<Profile[]> {
    return [profile('chen')]
  }

  async rooms(): Promise<Room[]> {
    return [{ roomId: 'lobby', name: 'The Lobby', memberCount: 3 }]
  }
}

function profile(userId: string): Profile {
  return { userId, name: `Name of ${userId}`, avatarUrl: '' }
}
