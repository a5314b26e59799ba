import type { Cloud } from '../cloud'
import { ConversationType } from '../protocol/flags'

/** `operateType` of `RC:ChrmBanMsg`. Source: enum ChrmMemBanType, @rongcloud/engine 5.38.0. */
export const RoomBan = {
  UNMUTE_USERS: 0,
  MUTE_USERS: 1,
  UNMUTE_ALL: 2,
  MUTE_ALL: 3,
  REMOVE_EXEMPTION: 4,
  ADD_EXEMPTION: 5,
  UNMUTE_EVERYWHERE: 6,
  MUTE_EVERYWHERE: 7,
} as const
type RoomBan = (typeof RoomBan)[keyof typeof RoomBan]

interface Detail {
  userIds?: string[]
  durationTime?: number
  extra?: string
}

function contentOf(cloud: Cloud, roomId: string, operateType: number, detail: Detail): object {
  return {
    chatroomId: roomId,
    operateType,
    durationTime: detail.durationTime ?? 0,
    operateTime: cloud.state.clock.now(),
    userList: detail.userIds ?? [],
    extra: detail.extra ?? '',
  }
}

/** Tells everybody in a room of a mute. */
export function tellOfBan(
  cloud: Cloud,
  roomId: string,
  operateType: RoomBan,
  detail: Detail,
): void {
  const content = contentOf(cloud, roomId, operateType, detail)
  cloud.delivery.showRoomNotice(roomId, 'RC:ChrmBanMsg', content)
}

/** Tells of a ban: everybody in the room, or only the people given. */
export function tellOfBlock(
  cloud: Cloud,
  roomId: string,
  { isBlocked, ...detail }: Detail & { isBlocked: boolean },
  audience: 'room' | string[],
): void {
  const content = contentOf(cloud, roomId, isBlocked ? 1 : 0, detail)
  if (audience === 'room') {
    cloud.delivery.showRoomNotice(roomId, 'RC:ChrmBlockMsg', content, detail.userIds)
    return
  }
  const message = {
    type: ConversationType.CHATROOM,
    from: roomId,
    groupId: roomId,
    classname: 'RC:ChrmBlockMsg',
    content: JSON.stringify(content),
  }
  cloud.delivery.showStatus(message, audience)
}
