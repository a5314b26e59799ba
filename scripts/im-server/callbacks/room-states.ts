import type { RoomChange } from '../state/rooms'
import type { State } from '../state/state'
import type { CallbackAddress } from './callback-address'

/** `type` and `status`. Source: the chatroom status callback's documentation. */
const types = { created: 0, entered: 1, left: 2, destroyed: 3 } as const
const causes = { asked: 0, lost: 1, banned: 2, idle: 3 } as const

/** Changes of one moment travel together. */
const GATHER_MS = 100

/** Tells the back end of rooms made, entered, left and ended. */
export function tellRoomStates(address: CallbackAddress, state: State): void {
  let waiting: object[] = []
  const flush = (): void => {
    const json = waiting
    waiting = []
    state.store.afterCommit(() => address.send({ json }))
  }
  state.rooms.onChange(({ roomId, kind, userIds, cause }: RoomChange) => {
    if (waiting.length === 0) setTimeout(flush, GATHER_MS).unref()
    waiting.push({
      chatRoomId: roomId,
      userIds,
      status: causes[cause],
      type: types[kind],
      time: state.clock.now(),
    })
  })
}
