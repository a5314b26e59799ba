/** Conversation types, equal to `ChannelType` on the wire. */
export const ConversationType = { PRIVATE: 1, GROUP: 3, CHATROOM: 4, SYSTEM: 6 } as const
export type ConversationType = (typeof ConversationType)[keyof typeof ConversationType]

export const Direction = { SENT: 1, RECEIVED: 2 } as const

/** Bits of `UpStreamMessage.sessionId`. */
export const UpFlag = {
  PERSISTED: 1,
  COUNTED: 2,
  MENTIONED: 4,
  SILENT: 32,
  EXPANDABLE: 64,
} as const

/** Bits of `UpStreamMessage.optionBits`. */
export const OptionBit = { KEEP_LAST_MESSAGE: 1, NEED_RECEIPT: 2, RECEIPT_SENT: 4 } as const

const downBits: [up: number, down: number][] = [
  [UpFlag.PERSISTED, 16],
  [UpFlag.COUNTED, 32],
  [UpFlag.MENTIONED, 64],
  [UpFlag.SILENT, 512],
  [UpFlag.EXPANDABLE, 1024],
]

/** `DownStreamMessage.status` for the flags a message was sent with. */
export function downStatus(upFlags: number): number {
  return downBits.reduce((status, [up, down]) => (upFlags & up ? status | down : status), 0)
}

/** Bits of `DownStreamMessage.extStatus`. */
export const ExtStatus = { MODIFIED: 4, STATUS_MESSAGE: 64 } as const

/** `NotifyMsg.type` on topic `s_ntf`. */
export const Notice = { MESSAGES: 1, ROOM_MESSAGES: 2 } as const

/** `NotifyMsg.type` on topic `s_cmd`. */
export const Command = {
  ROOM_ENTRIES: 2,
  CONVERSATION_STATES: 3,
  ROOM_DESTROYED: 4,
  EVENTS: 11,
  MODIFIED_MESSAGES: 12,
  UNREAD_COUNTS: 13,
} as const
