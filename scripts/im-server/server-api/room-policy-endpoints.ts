import type { Endpoint, Endpoints } from './endpoint'
import { ApiError } from './parameters'
import { existingRoom } from './room-endpoints'

const TYPES_A_CALL = 20
/** Source: the cloud's documented quota of rooms kept alive. */
const KEPT_ROOMS = 5

/** Adds message types to one of the app's lists, or takes them off. */
const changeTypes =
  (list: 'protectedTypes' | 'lowPriorityTypes', field: string, isIn: boolean): Endpoint =>
  (parameters, { state }) => {
    const types = parameters.ids(field, TYPES_A_CALL)
    return () => state.roomPolicies.change(list, types, isIn)
  }

const typesIn =
  (list: 'protectedTypes' | 'lowPriorityTypes', field: string): Endpoint =>
  (_parameters, { state }) =>
  () => ({ [field]: [...state.roomPolicies[list]] })

/** Which messages a crowded room drops last and first, and which rooms live on while empty. */
export const roomPolicyEndpoints: Endpoints = {
  '/chatroom/whitelist/add': changeTypes('protectedTypes', 'objectnames', true),
  '/chatroom/whitelist/delete': changeTypes('protectedTypes', 'objectnames', false),
  // The name is misspelt in the cloud's answer, too.
  '/chatroom/whitelist/query': typesIn('protectedTypes', 'whitlistMsgType'),
  '/chatroom/message/priority/add': changeTypes('lowPriorityTypes', 'objectName', true),
  '/chatroom/message/priority/remove': changeTypes('lowPriorityTypes', 'objectName', false),
  '/chatroom/message/priority/query': typesIn('lowPriorityTypes', 'objectNames'),
  '/chatroom/keepalive/add': (parameters, cloud) => {
    const { id } = existingRoom(parameters, cloud)
    return () => {
      const kept = [...cloud.state.rooms.all()].filter((room) => room.isKeptAlive)
      if (kept.length >= KEPT_ROOMS && !kept.some((room) => room.id === id)) {
        throw new ApiError(1016, `Only ${KEPT_ROOMS} rooms are kept alive.`)
      }
      cloud.state.rooms.update(id, (room) => void (room.isKeptAlive = true))
    }
  },
  '/chatroom/keepalive/remove': (parameters, { state }) => {
    const room = state.rooms.get(parameters.id('chatroomId'))
    if (!room?.isKeptAlive) throw new ApiError(1015, 'chatroomId names no room kept alive.')
    return () => state.rooms.update(room.id, (change) => void (change.isKeptAlive = false))
  },
  '/chatroom/keepalive/query':
    (_parameters, { state }) =>
    () => ({
      chatroomIds: [...state.rooms.all()].filter((room) => room.isKeptAlive).map((room) => room.id),
    }),
}
