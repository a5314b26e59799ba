import { messageFor } from '../delivery/message-view'
import type { ConversationType } from '../protocol/flags'
import type { Draft, Message } from '../protocol/messages'
import { keyOf } from '../state/keys'
import type { StoredMessage } from '../state/message'
import type { ConversationRef } from '../state/messages'
import type { Call, QueryHandlers } from './handler'

const LARGEST_PAGE = 1000

interface Listed extends ConversationRef {
  last: StoredMessage
}

/** The conversation with its last message, unless it is off this person's list. */
function listed({ cloud, session }: Call, conversation: ConversationRef): Listed | undefined {
  const { type, target } = conversation
  const { state } = cloud
  const { clearedAt, removedAt } = state.marks.get(session.userId, type, target)
  const last = state.messages.lastFor(session.userId, conversation, Math.max(clearedAt, removedAt))
  return last && { ...conversation, last }
}

function infoOf({ session }: Call, { type, target, last }: Listed): Draft<Message<'RelationInfo'>> {
  return { type, userId: target, msg: messageFor(last, session.userId), versionTime: last.time }
}

/** Conversations of these types (none: all), newest first. */
function conversationsOf(call: Call, types: number[]): Listed[] {
  const { cloud, session } = call
  return cloud.state.messages
    .conversationsOf(session.userId)
    .filter(({ type }) => types.length === 0 || types.includes(type))
    .flatMap((conversation) => listed(call, conversation) ?? [])
    .sort((a, b) => b.last.time - a.last.time)
}

function limited(count: number, standard: number): number {
  return Math.min(Math.max(count || standard, 1), LARGEST_PAGE)
}

function list(request: Message<'RelationQryInput'>, call: Call): Draft<Message<'RelationsOutput'>> {
  // `type` is a leftover that the SDK always sets to 1; `channelType` names the types, if any.
  const all = conversationsOf(call, request.channelType)
  const isForward = request.order === 1
  const wanted = isForward
    ? all.reverse().filter(({ last }) => last.time > request.startTime)
    : all.filter(({ last }) => request.startTime === 0 || last.time < request.startTime)
  const count = limited(request.count, 300)
  return {
    info: wanted.slice(0, count).map((conversation) => infoOf(call, conversation)),
    isFinished: wanted.length <= count,
    pullTime: call.cloud.state.clock.now(),
  }
}

/** The conversations asked for; one that has no message left comes without one. */
function byIds(
  request: Message<'RelationDelBatchReq'>,
  call: Call,
): Draft<Message<'RelationsOutput'>> {
  const info = request.relation.slice(0, 100).flatMap((relation) => {
    const type = relation.conversationType as ConversationType
    const conversation = listed(call, { type, target: relation.conversationId })
    return conversation ? [infoOf(call, conversation)] : []
  })
  return { info, isFinished: true, pullTime: call.cloud.state.clock.now() }
}

function hasTag(call: Call, { type, target }: ConversationRef, tags: string[]): boolean {
  const { states } = call.cloud.state.settingsOfUsers.of(call.session.userId)
  const inTags = states[keyOf(type, target)]?.tags ?? {}
  return tags.some((tagId) => tagId in inTags)
}

function isTop(call: Call, { type, target }: ConversationRef, tags: string[]): boolean {
  const state = call.cloud.state.settingsOfUsers.of(call.session.userId).states[keyOf(type, target)]
  if (tags.length > 0) return tags.some((tagId) => state?.tags[tagId]?.isTop)
  return state?.values[2] === '1'
}

/** A page of the list, of a type or of a tag; the page token is how many came before. */
function filtered(
  request: Message<'RelationQryFilter'>,
  call: Call,
): Draft<Message<'RelationsOutput'>> {
  let all = conversationsOf(call, request.type)
  if (request.tags.length > 0) all = all.filter((item) => hasTag(call, item, request.tags))
  if (request.order === 1) all.reverse()
  if (request.isTagTop) {
    const top = all.filter((item) => isTop(call, item, request.tags))
    all = [...top, ...all.filter((item) => !top.includes(item))]
  }
  const start = Number(request.pageToken) || 0
  const end = start + limited(request.count, 20)
  return {
    info: all.slice(start, end).map((conversation) => infoOf(call, conversation)),
    isFinished: all.length <= end,
    pullTime: call.cloud.state.clock.now(),
    pageToken: all.length <= end ? '' : String(end),
  }
}

function remove(request: Message<'RelationDelBatchReq'>, { cloud, session }: Call): void {
  const removedAt = cloud.state.clock.mark()
  for (const { conversationType, conversationId } of request.relation) {
    cloud.state.marks.update(session.userId, conversationType as ConversationType, conversationId, {
      removedAt,
      ...(request.cleanMsg ? { clearedAt: removedAt } : {}),
    })
  }
}

export const conversationHandlers: QueryHandlers<
  'qryRelationR' | 'qryRLBatch' | 'qryRelationFilter' | 'delRelationBatch'
> = {
  qryRelationR: list,
  qryRLBatch: byIds,
  qryRelationFilter: filtered,
  delRelationBatch: remove,
}
