import { Command } from '../protocol/flags'
import type { Draft, Message } from '../protocol/messages'
import { Refused, Status } from '../protocol/status'
import type { ConversationState } from '../state/user-settings'
import type { Call, QueryHandlers } from './handler'

const SILENT = 1
const TAGS = 3

/** Source: the cloud's documented limit of conversations in a tag, and far above what a screen pins. */
const LARGEST_CHANGE = 1000

type StateRequest = Message<'SessionStateModifyReq'>
type WireState = Message<'SessionState'>

/** Applies a change to each conversation named, and lets the person's other devices know. */
function change(
  request: StateRequest,
  { cloud, session }: Call,
  apply: (state: ConversationState, given: WireState) => void,
): { version: number; updateVersion: boolean } {
  if (request.state.length > LARGEST_CHANGE) throw new Refused(Status.PARAMETER_INVALID)
  let version = 0
  for (const given of request.state) {
    version = cloud.state.settingsOfUsers.changeState(
      session.userId,
      given.type,
      given.channelId,
      (state) => apply(state, given),
    )
  }
  cloud.delivery.command(session.userId, Command.CONVERSATION_STATES, version, session)
  return { version, updateVersion: true }
}

function setValues(state: ConversationState, given: WireState): void {
  for (const item of given.stateItem) state.values[item.sessionStateType] = item.value
}

function checkTags(request: StateRequest, { cloud, session }: Call): void {
  const known = cloud.state.settingsOfUsers.of(session.userId).tags
  const named = request.state.flatMap(({ stateItem }) => stateItem).flatMap(({ tags }) => tags)
  const isKnown = named.every((tag) => known.some(({ tagId }) => tagId === tag.tagId))
  if (!isKnown) throw new Refused(Status.TAG_MISSING)
}

function putTags(state: ConversationState, given: WireState): void {
  for (const { tagId, isTop } of given.stateItem.flatMap((item) => item.tags)) {
    state.tags[tagId] = { isTop }
  }
}

function takeTags(state: ConversationState, given: WireState): void {
  for (const tag of given.stateItem.flatMap((item) => item.tags)) delete state.tags[tag.tagId]
}

function wireState(state: ConversationState): Draft<WireState> {
  const stateItem: Draft<Message<'SessionStateItem'>>[] = Object.entries(state.values).map(
    ([sessionStateType, value]) => ({ sessionStateType: Number(sessionStateType), value }),
  )
  stateItem.push({
    sessionStateType: TAGS,
    value: '',
    tags: Object.entries(state.tags).map(([tagId, { isTop }]) => ({ tagId, isTop })),
  })
  return { type: state.type, channelId: state.channelId, time: state.time, stateItem }
}

function pull(
  request: Message<'SessionReq'>,
  { cloud, session }: Call,
): Draft<Message<'SessionStates'>> {
  const { states } = cloud.state.settingsOfUsers.of(session.userId)
  const changed = Object.values(states)
    .filter(({ time }) => time > request.time)
    .sort((a, b) => a.time - b.time)
  return {
    version: changed.at(-1)?.time ?? request.time,
    state: changed.map(wireState),
  }
}

function setTypeLevel(
  request: Message<'TypeUnpushInput'>,
  { cloud, session }: Call,
): Draft<Message<'TypeUnpushOutput'>> {
  const version = cloud.state.settingsOfUsers.changeState(
    session.userId,
    request.type,
    '',
    (state) => {
      state.values[SILENT] = String(request.unpushLevel)
    },
  )
  cloud.delivery.command(session.userId, Command.CONVERSATION_STATES, version, session)
  return { version, updateVersion: true }
}

export const conversationStateHandlers: QueryHandlers<
  'setSeAtt' | 'pullSeAtts' | 'setTypeUnpush' | 'addTag' | 'delTag'
> = {
  setSeAtt: (request, call) => change(request, call, setValues),
  pullSeAtts: pull,
  setTypeUnpush: setTypeLevel,
  addTag(request, call) {
    checkTags(request, call)
    return change(request, call, putTags)
  },
  delTag: (request, call) => change(request, call, takeTags),
}
