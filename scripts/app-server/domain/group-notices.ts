import type { CloudCall } from '../outbox/outbox'

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
