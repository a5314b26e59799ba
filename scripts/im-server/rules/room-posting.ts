import type { Cloud } from '../cloud'
import type { Session } from '../net/session'
import { newMessageUid } from '../state/message'
import type { MessageDraft } from '../state/messages'

/**
 * Posts a message to a room, as far as the room's quota lets it. One that is dropped is told to nobody,
 * its sender included: the cloud acknowledges it like any other.
 */
export function postInRoom(
  cloud: Cloud,
  draft: MessageDraft,
  sender?: Session,
): { uid: string; time: number } {
  cloud.state.rooms.touch(draft.target)
  if (!cloud.rules.roomQuota.admits(cloud.state, draft)) {
    return { uid: newMessageUid(), time: cloud.state.clock.now() }
  }
  const { uid, time } = cloud.state.messages.add(draft)
  const message = cloud.state.messages.get(uid)!
  sender?.visitOf(draft.target).ownUids.add(uid)
  cloud.delivery.announceInRoom(message, sender)
  return { uid, time }
}
