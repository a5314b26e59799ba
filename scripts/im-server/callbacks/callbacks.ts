import type { Logger } from 'pino'

import type { Sessions } from '../net/sessions'
import type { Settings } from '../settings'
import type { State } from '../state/state'
import { CallbackAddress } from './callback-address'
import { routeMessages } from './message-routing'
import { Precheck } from './precheck'
import { tellPresence } from './presence'
import { tellRoomStates } from './room-states'

/** Everything the cloud tells the app's back end on its own, as far as addresses are set for it. */
export class Callbacks {
  /** Null where no address asks to judge messages. */
  readonly precheck: Precheck | null
  private readonly addresses: CallbackAddress[] = []

  constructor(settings: Settings, state: State, sessions: Sessions, log: Logger) {
    const open = (url: string | undefined): CallbackAddress | null => {
      if (!url) return null
      const address = new CallbackAddress(url, settings, log)
      this.addresses.push(address)
      return address
    }
    const { messages, precheck, presence, rooms } = settings.callbacks
    const judge = open(precheck)
    this.precheck = judge && new Precheck(judge, settings.appKey)
    const routing = open(messages)
    if (routing) routeMessages(routing, state, sessions)
    const online = open(presence)
    if (online) tellPresence(online, state, sessions)
    const roomStates = open(rooms)
    if (roomStates) tellRoomStates(roomStates, state)
  }

  close(): void {
    for (const address of this.addresses) address.close()
  }
}
