import type { Message } from '../../models/message'
import { ImError } from '../im/im-error'
import type { ImService } from '../im/im-service'
import type { OutboxEntry } from './outbox-entry'
import { mayPass } from './send-failure'

const PAGE = 100
/** 1,000 messages of a lively group; beyond that a person decides. */
const MAX_PAGES = 10
/** The cloud's machines may disagree on the time by this much. */
const MARGIN_MS = 5_000
/** Our idea of the server's time is learnt when the link comes up; a clock set later puts it off. */
const GUESS_MARGIN_MS = 3600_000

/**
 * Looks in history for a message that may have arrived without its ack.
 * @returns null when history is certain not to hold it.
 * @throws {ImError} `TIMEOUT` (final) when that cannot be known: the message must not go twice.
 */
export async function findSent(im: ImService, entry: OutboxEntry): Promise<Message | null> {
  let after = earliest(entry)
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const { messages, hasMore } = await pageAfter(im, entry, after)
    const found = messages.find(({ isOwn, clientId }) => isOwn && clientId === entry.clientId)
    if (found !== undefined) return found
    const newest = messages[messages.length - 1]
    if (!hasMore || newest === undefined) return null
    after = newest.sentAt
  }
  throw unknowable('too much was said since')
}

/** Times the server gave are trusted, our own estimates are not. */
function earliest({ seenUntil, firstTriedAt, createdAt }: OutboxEntry): number {
  const after =
    seenUntil > 0 ? seenUntil - MARGIN_MS : (firstTriedAt || createdAt) - GUESS_MARGIN_MS
  return Math.max(1, after)
}

async function pageAfter(im: ImService, entry: OutboxEntry, after: number) {
  try {
    return await im.history(entry.conversation, { after, count: PAGE })
  } catch (error) {
    const imError = ImError.fromThrown(error, 'findSent')
    if (mayPass(imError, entry)) throw imError
    throw unknowable(`no history: ${imError.code}`)
  }
}

function unknowable(why: string): ImError {
  return new ImError('TIMEOUT', false, -1, `fate of a send is unknown: ${why}`)
}
