import { randomBytes } from 'node:crypto'

import { ConversationType } from '../protocol/flags'
import { keyOf } from './keys'

/** A message as the server keeps it. Times are Unix ms. */
export interface StoredMessage {
  uid: string
  time: number
  type: ConversationType
  from: string
  /** Peer, group or room. */
  target: string
  classname: string
  content: string
  /** `UpFlag` bits it was sent with. */
  flags: number
  /** Where it comes from when no client sent it, e.g. `Server`. */
  source?: string
  /** Whose inbox it is in, the sender's own left out. Rooms have no inboxes. */
  recipients: string[]
  /** Present when directed at some members of a group. */
  directedTo?: string[]
  /** The sender's inbox leaves it out: a notice only the others shall see. */
  isHiddenFromSender?: boolean
  clientUniqueId?: number
  configFlag?: number
  optionBits?: number
  pushText?: string
  pushData?: string
  pushExt?: { title?: string; pushId?: string; pushConfigs?: string; templateId?: string }
  quoted?: { msgId: string; fromUserId: string; classname: string }
  /** Expansion by key. */
  expansion?: Record<string, string>
  modifiedAt?: number
  /** People who deleted it for themselves. */
  deletedFor?: string[]
}

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUV'

/** A message id in the cloud's shape: four groups of four letters or digits, 80 random bits. */
export function newMessageUid(): string {
  const bytes = randomBytes(16)
  let uid = ''
  for (let index = 0; index < 16; index++) {
    if (index > 0 && index % 4 === 0) uid += '-'
    uid += ALPHABET[bytes[index] & 31]
  }
  return uid
}

/** The record of messages two people, a group, a room or a person's system notices share. */
export function logKeyOf(type: ConversationType, from: string, target: string): string {
  if (type === ConversationType.PRIVATE) {
    return from < target ? keyOf(type, from, target) : keyOf(type, target, from)
  }
  return type === ConversationType.SYSTEM ? keyOf(type, target, from) : keyOf(type, target)
}

/** The conversation's id as one of its people sees it: the peer, the group or the room. */
export function targetSeenBy(message: StoredMessage, userId: string): string {
  const isWithPerson =
    message.type === ConversationType.PRIVATE || message.type === ConversationType.SYSTEM
  return isWithPerson && message.from !== userId ? message.from : message.target
}

/** Whether the message is addressed to, or was sent by, this person. */
export function isVisibleTo(message: StoredMessage, userId: string): boolean {
  if (message.deletedFor?.includes(userId)) return false
  if (message.from === userId) return !message.isHiddenFromSender
  // Who is in a room is asked where rooms are read; everywhere else the message names its readers.
  return message.type === ConversationType.CHATROOM || message.recipients.includes(userId)
}
