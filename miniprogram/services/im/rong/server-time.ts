import type { Emitter } from '../../../utils/emitter'
import type { ImEvents } from '../im-service'
import type { SdkCaller } from './sdk-caller'

/** As the SDK itself adds, to a time of its own: `getHistoryMessages`, @rongcloud/engine 5.38.0. */
const MARGIN_MS = 60_000

/** The server's time as the phone knows it. The SDK forgets it at each start, and learns it once a link. */
export class ServerTime {
  /** The server's time less the phone's, ms, as the last link told it. */
  private aheadMs = 0
  /** Server time of the newest message told, Unix ms: it is not earlier, whatever the phone's clock was set to. */
  private newestTold = 0

  constructor(emitter: Emitter<ImEvents>, sdk: SdkCaller) {
    emitter.on('link', ({ state }) => {
      if (state === 'connected') this.aheadMs = sdk.serverTime() - Date.now()
    })
    emitter.on('messages', (messages) => {
      this.newestTold = Math.max(this.newestTold, ...messages.map(({ sentAt }) => sentAt))
    })
  }

  /** Unix ms. */
  now(): number {
    return Math.max(Date.now() + this.aheadMs, this.newestTold)
  }

  /** Later than any message there is, Unix ms. */
  afterAll(): number {
    return this.now() + MARGIN_MS
  }
}
