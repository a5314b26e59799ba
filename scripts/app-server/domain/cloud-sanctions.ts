import type { SanctionKind } from '../data/tables'

/** 30 days: the longest mute or ban the cloud takes. Source: `minute` in the Server API's documentation. */
export const LONGEST_CLOUD_MINUTES = 43_200

interface CloudSanction {
  /** Field that names the group or room. */
  idField: 'groupId' | 'chatroomId' | null
  impose: string
  lift: string
}

/** Which endpoints stand for which sanction; the word that undoes one differs by family. */
export const CLOUD_SANCTIONS: Record<SanctionKind, CloudSanction> = {
  'app.ban': { idField: null, impose: '/user/block.json', lift: '/user/unblock.json' },
  'group.mute': {
    idField: 'groupId',
    impose: '/group/user/gag/add.json',
    lift: '/group/user/gag/rollback.json',
  },
  'room.mute': {
    idField: 'chatroomId',
    impose: '/chatroom/user/gag/add.json',
    lift: '/chatroom/user/gag/rollback.json',
  },
  'room.ban': {
    idField: 'chatroomId',
    impose: '/chatroom/user/block/add.json',
    lift: '/chatroom/user/block/rollback.json',
  },
}
