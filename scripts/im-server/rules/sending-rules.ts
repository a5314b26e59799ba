import type { Cloud } from '../cloud'
import { ConversationType } from '../protocol/flags'
import { Refused, Status } from '../protocol/status'
import { isId } from '../state/keys'

/** Source: the SDK checks the same limit before it sends. */
export const CONTENT_LIMIT_BYTES = 131_072

/**
 * Whether this person may send to this conversation now.
 * @throws {Refused} with the status the cloud documents for the reason.
 */
export function checkMaySend(
  { state, settings }: Cloud,
  from: string,
  type: ConversationType,
  target: string,
): void {
  if (!isId(target)) throw new Refused(Status.PARAMETER_INVALID)
  if (type === ConversationType.PRIVATE) {
    const sender = state.users.get(from)
    if (sender?.isMutedInPrivate) throw new Refused(Status.FORBIDDEN_IN_PRIVATE)
    if (state.users.hasBlacklisted(target, from)) throw new Refused(Status.REJECTED_BY_BLACKLIST)
    const welcomes = state.users.get(target)?.whitelist.includes(from) ?? false
    if (settings.hasWhitelistMode && !welcomes) throw new Refused(Status.NOT_IN_WHITELIST)
  } else if (type === ConversationType.GROUP) {
    const group = state.groups.get(target)
    if (!group || group.members[from] === undefined) throw new Refused(Status.NOT_IN_GROUP)
    if (state.groups.isSilenced(group, from)) throw new Refused(Status.MUTED_IN_GROUP)
  } else if (type === ConversationType.CHATROOM) {
    if (!state.rooms.isMember(target, from)) throw new Refused(Status.NOT_IN_ROOM)
    const isMuted = state.rooms.isSilenced(target, from) || state.users.isMutedInRooms(from)
    if (isMuted) throw new Refused(Status.MUTED_IN_ROOM)
  }
}

/** @throws {Refused} for content over 128 KB. */
export function checkContentSize(content: string): void {
  // A character takes at most three bytes, so short texts need no count.
  const mayBeLarge = content.length * 3 > CONTENT_LIMIT_BYTES
  if (mayBeLarge && Buffer.byteLength(content) > CONTENT_LIMIT_BYTES) {
    throw new Refused(Status.CONTENT_TOO_LARGE)
  }
}
