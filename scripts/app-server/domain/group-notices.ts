import type { CloudCall } from '../outbox/outbox'
import { systemToldAll } from './system-notices'

/** Operations of RongCloud's built-in group notification, as its clients show them. */
export type GroupOperation =
  'Create' | 'Add' | 'Quit' | 'Kicked' | 'Rename' | 'Bulletin' | 'Dismiss' | 'Transfer'

export function groupSubject(groupId: string): string {
  return `group:${groupId}`
}

/**
 * Tells a group's members what was done, as a `RC:GrpNtf` message from the person who did it: a grey line that is
 * kept in the history and not counted as unread.
 * Source: GroupNotificationMessage, docs.rongcloud.cn (message types).
 */
export function groupTold(
  groupId: string,
  operatorId: string,
  operation: GroupOperation,
  data: Record<string, unknown>,
): CloudCall {
  return {
    subject: groupSubject(groupId),
    path: '/message/group/publish.json',
    form: {
      fromUserId: operatorId,
      toGroupId: [groupId],
      objectName: 'RC:GrpNtf',
      content: JSON.stringify({
        operatorUserId: operatorId,
        operation,
        data: JSON.stringify(data),
        message: '',
      }),
      isIncludeSender: 1,
      isPersisted: 1,
      isCounted: 0,
    },
  }
}

/** What can be done to a person's part in a group. */
export type MembershipChange = 'added' | 'removed' | 'dissolved'

/**
 * Tells people by themselves what was done to their part in a group, in the system conversation: who was added may not
 * look into the group, and who is outside sees nothing of it. A type of the app's own, since clients of the cloud
 * count no `RC:GrpNtf` as unread.
 */
export function membershipTold(
  userIds: readonly string[],
  group: { id: string; name: string },
  operatorId: string,
  operation: MembershipChange,
): CloudCall[] {
  const content = { operation, operatorId, groupId: group.id, groupName: group.name }
  return systemToldAll(groupSubject(group.id), userIds, 'app:GroupNotice', content)
}
