import Type from 'typebox'

import type { Cloud } from '../cloud'
import { ConversationType } from '../protocol/flags'
import type { StoredMessage } from '../state/message'
import { endpoint, type Endpoints } from './endpoint'
import { existingGroup } from './group-endpoints'
import { Ids } from './fields'
import { draftOf, publicationFields, send } from './publication'

/** Source: the API's documented limits of targets in one call. */
const LIMITS = { users: 1000, groups: 3, rooms: 10, systemUsers: 100 }

/** `messageUIDs` of an answer: the message each target got. */
function uidsBy(field: string, ids: string[], sendTo: (id: string) => StoredMessage): object {
  return { messageUIDs: ids.map((id) => ({ [field]: id, messageUID: sendTo(id).uid })) }
}

function groupRecipients(
  { state }: Cloud,
  groupId: string,
  from: string,
  directedTo: string[] | undefined,
): string[] {
  return Object.keys(existingGroup(state, groupId).members).filter(
    (userId) => userId !== from && (directedTo === undefined || directedTo.includes(userId)),
  )
}

/**
 * Messages sent for somebody. Mutes, membership and sensitive words do not stop them, as in the cloud;
 * the black list does where the call asks for it.
 */
export const messageEndpoints: Endpoints = {
  '/message/private/publish': endpoint(
    { ...publicationFields, toUserId: Ids(LIMITS.users) },
    ({ toUserId, ...given }, cloud) => {
      const draft = draftOf(given)
      const refuses = (id: string): boolean => cloud.state.users.hasBlacklisted(id, draft.from)
      const reached = toUserId.filter((id) => !(given.verifyBlacklist && refuses(id)))
      const type = ConversationType.PRIVATE
      return uidsBy('userId', reached, (id) =>
        send(cloud, { ...draft, type, target: id, recipients: [id] }),
      )
    },
  ),
  '/message/group/publish': endpoint(
    {
      ...publicationFields,
      toGroupId: Ids(LIMITS.groups),
      toUserId: Type.Optional(Ids(LIMITS.users)),
    },
    ({ toGroupId, toUserId, ...given }, cloud) => {
      const draft = { ...draftOf(given), ...(toUserId ? { directedTo: toUserId } : {}) }
      const type = ConversationType.GROUP
      const recipients = new Map(
        toGroupId.map((id) => [id, groupRecipients(cloud, id, draft.from, toUserId)]),
      )
      return uidsBy('groupId', toGroupId, (id) =>
        send(cloud, { ...draft, type, target: id, recipients: recipients.get(id)! }),
      )
    },
  ),
  '/message/chatroom/publish': endpoint(
    { ...publicationFields, toChatroomId: Ids(LIMITS.rooms) },
    ({ toChatroomId, ...given }, cloud) => {
      const draft = draftOf(given)
      const type = ConversationType.CHATROOM
      return uidsBy('chatroomId', toChatroomId, (id) =>
        send(cloud, { ...draft, type, target: id, recipients: [] }),
      )
    },
  ),
  '/message/system/publish': endpoint(
    { ...publicationFields, toUserId: Ids(LIMITS.systemUsers) },
    ({ toUserId, ...given }, cloud) => {
      const draft = { ...draftOf(given), isHiddenFromSender: true }
      const type = ConversationType.SYSTEM
      return uidsBy('userId', toUserId, (id) =>
        send(cloud, { ...draft, type, target: id, recipients: [id] }),
      )
    },
  ),
}
