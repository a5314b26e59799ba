import type { RoomPolicies } from '../state/room-policies'
import { ApiError } from './api-error'
import { endpoint, type Endpoint, type Endpoints } from './endpoint'
import { existingRoom } from './existing-room'
import { Id, Texts } from './fields'

/** Source: the cloud's documented quota of rooms kept alive. */
const KEPT_ROOMS = 5
const Types = Texts(20, 64)

type List = Parameters<RoomPolicies['change']>[0]

/** Adds message types to one of the app's lists, or takes them off. */
const change = (list: List, field: string, isIn: boolean): Endpoint =>
  endpoint({ [field]: Types }, (given, { state }) =>
    state.roomPolicies.change(list, given[field], isIn),
  )

const query = (list: List, field: string): Endpoint =>
  endpoint({}, (_given, { state }) => ({ [field]: [...state.roomPolicies[list]] }))

/** Which messages a crowded room drops last and first, and which rooms live on while empty. */
export const roomPolicyEndpoints: Endpoints = {
  '/chatroom/whitelist/add': change('protectedTypes', 'objectnames', true),
  '/chatroom/whitelist/delete': change('protectedTypes', 'objectnames', false),
  // The name is misspelt in the cloud's answer, too.
  '/chatroom/whitelist/query': query('protectedTypes', 'whitlistMsgType'),
  '/chatroom/message/priority/add': change('lowPriorityTypes', 'objectName', true),
  '/chatroom/message/priority/remove': change('lowPriorityTypes', 'objectName', false),
  '/chatroom/message/priority/query': query('lowPriorityTypes', 'objectNames'),
  '/chatroom/keepalive/add': endpoint(
    { chatroomId: Id },
    ({ chatroomId }, { state }) => {
      existingRoom(state, chatroomId)
      const kept = [...state.rooms.all()].filter((room) => room.isKeptAlive)
      if (kept.length >= KEPT_ROOMS && !kept.some((room) => room.id === chatroomId)) {
        throw new ApiError(1016, `Only ${KEPT_ROOMS} rooms are kept alive.`)
      }
      state.rooms.update(chatroomId, (room) => void (room.isKeptAlive = true))
    },
    { service: 'keep-alive' },
  ),
  '/chatroom/keepalive/remove': endpoint(
    { chatroomId: Id },
    ({ chatroomId }, { state }) => {
      if (!state.rooms.get(chatroomId)?.isKeptAlive) {
        throw new ApiError(1015, 'chatroomId names no room kept alive.')
      }
      state.rooms.update(chatroomId, (room) => void (room.isKeptAlive = false))
    },
    { service: 'keep-alive' },
  ),
  '/chatroom/keepalive/query': endpoint(
    {},
    (_given, { state }) => ({
      chatroomIds: [...state.rooms.all()].filter((room) => room.isKeptAlive).map((room) => room.id),
    }),
    { service: 'keep-alive' },
  ),
}
