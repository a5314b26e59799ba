import pino from 'pino'

import type { Cloud } from '../../../scripts/im-server/cloud'
import { FaultBook } from '../../../scripts/im-server/control/fault-book'
import { Delivery } from '../../../scripts/im-server/delivery/delivery'
import { Sessions } from '../../../scripts/im-server/net/sessions'
import { ConversationType, UpFlag } from '../../../scripts/im-server/protocol/flags'
import { RateLimit } from '../../../scripts/im-server/rules/rate-limit'
import { RoomQuota } from '../../../scripts/im-server/rules/room-quota'
import { readSettings } from '../../../scripts/im-server/settings'
import { Clock } from '../../../scripts/im-server/state/clock'
import { NoJournal } from '../../../scripts/im-server/state/journal'
import type { MessageDraft } from '../../../scripts/im-server/state/messages'
import { State } from '../../../scripts/im-server/state/state'

/** A server's insides without sockets, whose time is moved by hand. */
export interface StillCloud {
  cloud: Cloud
  pass(ms: number): void
}

export async function stillCloud(): Promise<StillCloud> {
  let now = Date.UTC(2026, 10, 21)
  const settings = readSettings(['node', 'im-server', '--app-key', 'k', '--app-secret', 's'])
  const clock = new Clock(() => now)
  const fail = (error: unknown): never => {
    throw error
  }
  const state = await State.load(settings, new NoJournal(), fail, clock)
  const sessions = new Sessions()
  const faults = new FaultBook()
  const rules = {
    messageRate: new RateLimit<never>(0, () => now),
    roomQuota: new RoomQuota(),
  }
  const delivery = new Delivery(state, sessions, faults)
  const log = pino({ level: 'silent' })
  // Callbacks and files need sockets and disks; nothing here reaches them.
  const cloud = { settings, state, sessions, delivery, faults, rules, uploadHosts: [], log }
  return { cloud: cloud as unknown as Cloud, pass: (ms) => void (now += ms) }
}

/** A text as it is kept. */
export function text(
  type: ConversationType,
  from: string,
  target: string,
  content: string,
  classname = 'RC:TxtMsg',
): MessageDraft {
  return {
    type,
    from,
    target,
    classname,
    recipients: type === ConversationType.PRIVATE ? [target] : [],
    content: JSON.stringify({ content }),
    flags: UpFlag.PERSISTED | UpFlag.COUNTED,
  }
}
