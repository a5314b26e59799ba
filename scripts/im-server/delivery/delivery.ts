import type { Session } from '../net/session'
import type { Sessions } from '../net/sessions'
import { Command, ConversationType, Direction, ExtStatus, Notice } from '../protocol/flags'
import { encodeDown } from '../protocol/frame-codec'
import type { Draft, Message } from '../protocol/messages'
import { encodeMessage } from '../protocol/messages'
import type { DownTopic } from '../protocol/topics'
import { downTopics } from '../protocol/topics'
import type { FaultBook } from '../control/fault-book'
import type { StoredMessage } from '../state/message'
import type { State } from '../state/state'
import { Batcher } from './batcher'

/** Source: the cloud hands out room messages per 200 ms. */
const ROOM_INTERVAL_MS = 200

/** A message that is shown to whoever is online now and kept nowhere. */
export interface StatusMessage {
  type: ConversationType
  from: string
  /** Group or room; absent for a private conversation. */
  groupId?: string
  classname: string
  content: string
}

/** One line of `RC:ChrmMemChange`; status 1 came, 0 went. */
export interface MemberChange {
  userId: string
  status: 0 | 1
  extra: string
}

/**
 * What the server tells connected clients on its own. Every frame waits until the changes made before
 * it are durable.
 */
export class Delivery {
  private readonly roomMessages: Batcher<{ time: number; sender?: Session }>
  private readonly memberChanges: Batcher<MemberChange>

  constructor(
    private readonly state: State,
    private readonly sessions: Sessions,
    private readonly faults: FaultBook,
  ) {
    this.roomMessages = new Batcher(ROOM_INTERVAL_MS, (roomId, items) => {
      const { time, sender } = items[items.length - 1]
      const except = items.every((item) => item.sender === sender) ? sender : undefined
      const notice = { type: Notice.ROOM_MESSAGES, time, chrmId: roomId }
      this.pushToRoom(roomId, 's_ntf', notice, except)
    })
    this.memberChanges = new Batcher(ROOM_INTERVAL_MS, (roomId, userList) => {
      const memberCount = state.rooms.membersOf(roomId).size
      this.showRoomNotice(roomId, 'RC:ChrmMemChange', { userList, memberCount })
    })
  }

  /** Tells every device concerned, `except` the sending one, that its inbox has a new message. */
  announce(message: StoredMessage, except?: Session): void {
    const frame = frameOf('s_ntf', { type: Notice.MESSAGES, time: message.time })
    for (const userId of message.recipients) this.sendTo(userId, frame, except)
    if (!message.isHiddenFromSender) this.sendTo(message.from, frame, except)
  }

  /** Tells the people of a room, `except` the sending device, that it has a new message. */
  announceInRoom(message: StoredMessage, except?: Session): void {
    this.roomMessages.add(message.target, { time: message.time, sender: except })
  }

  /** Tells the people of a room who came and who went. */
  announceMember(roomId: string, change: MemberChange): void {
    this.memberChanges.add(roomId, change)
  }

  showStatus(message: StatusMessage, userIds: Iterable<string>): void {
    const time = this.state.clock.now()
    const frame = frameOf('s_msg', {
      fromUserId: message.from,
      type: message.type,
      groupId: message.groupId,
      classname: message.classname,
      content: message.content,
      dataTime: time,
      status: 0,
      extStatus: ExtStatus.STATUS_MESSAGE,
      direction: Direction.RECEIVED,
    })
    for (const userId of userIds) this.sendTo(userId, frame)
  }

  /** Sends one message straight to a person's devices and keeps it nowhere. */
  push(userId: string, message: Draft<Message<'DownStreamMessage'>>): void {
    const dataTime = this.state.clock.now()
    this.sendTo(userId, frameOf('s_msg', { dataTime, status: 0, ...message }))
  }

  /** Shows a notice such as `RC:ChrmMemChange` to everybody in a room, and to `others`. */
  showRoomNotice(roomId: string, classname: string, content: object, others: string[] = []): void {
    const people = new Set([...this.state.rooms.membersOf(roomId).keys(), ...others])
    this.showStatus(
      {
        type: ConversationType.CHATROOM,
        from: roomId,
        groupId: roomId,
        classname,
        content: JSON.stringify(content),
      },
      people,
    )
  }

  /** Sends an `s_cmd` to a person's devices, `except` the one that caused it. */
  command(userId: string, type: number, time: number, except?: Session): void {
    this.sendTo(userId, frameOf('s_cmd', { type, time }), except)
  }

  announceRoomEntries(roomId: string, version: number): void {
    this.pushToRoom(roomId, 's_cmd', {
      type: Command.ROOM_ENTRIES,
      time: version,
      chrmId: roomId,
    })
  }

  /** @param destroyType 0 by hand, 1 by idleness. */
  announceRoomDestroyed(roomId: string, destroyType: number): void {
    const time = this.state.clock.now()
    const notice = { type: Command.ROOM_DESTROYED, time, chrmId: roomId, destroyType }
    this.pushToRoom(roomId, 's_cmd', notice)
  }

  announceUserSettings(userId: string, version: number, except?: Session): void {
    this.sendTo(userId, frameOf('s_us', { version, reserve: false }), except)
  }

  private pushToRoom(
    roomId: string,
    topic: 's_ntf' | 's_cmd',
    notice: Draft<Message<'NotifyMsg'>>,
    except?: Session,
  ): void {
    const frame = frameOf(topic, notice)
    for (const userId of this.state.rooms.membersOf(roomId).keys()) {
      this.sendTo(userId, frame, except)
    }
  }

  private sendTo(userId: string, frame: Buffer, except?: Session): void {
    for (const session of this.sessions.of(userId)) {
      if (session === except) continue
      this.state.store.afterCommit(() => this.faults.of(userId).deliver(session, frame))
    }
  }
}

function frameOf<Topic extends DownTopic>(
  topic: Topic,
  message: Draft<Message<(typeof downTopics)[Topic]>>,
): Buffer {
  return encodeDown({
    name: 'publish',
    seconds: Math.floor(Date.now() / 1000),
    topic,
    target: '',
    messageId: 0,
    body: encodeMessage(downTopics[topic], message),
  })
}
