import type { ConversationType } from '../protocol/flags'
import { newMessageUid } from '../state/message'
import type { CallbackAddress } from './callback-address'
import { channelTypes } from './channel-type'

/** A message a client wants to send. */
export interface Candidate {
  from: string
  type: ConversationType
  target: string
  classname: string
  content: string
  /** `platform` of the sending device. */
  platform: string
  timeMs: number
}

/** Source: the message callback's documentation: one try, then the message passes. */
const TIMEOUT_MS = 3000

/** Asks the back end whether a message may be delivered. */
export class Precheck {
  constructor(
    private readonly address: CallbackAddress,
    private readonly appKey: string,
  ) {}

  /** Whether it may; without an answer in time it may. */
  async mayPass(message: Candidate): Promise<boolean> {
    const form = {
      appKey: this.appKey,
      fromUserId: message.from,
      targetId: message.target,
      msgType: message.classname,
      content: message.content,
      channelType: channelTypes[message.type],
      msgTimeStamp: String(message.timeMs),
      messageId: newMessageUid(),
      os: message.platform,
    }
    const verdict = await this.address.ask({ form }, TIMEOUT_MS)
    const pass = (verdict as { pass?: unknown } | null)?.pass
    return !(pass === 0 || pass === '0' || pass === false)
  }
}
