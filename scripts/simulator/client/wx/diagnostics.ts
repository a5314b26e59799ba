import type { Phone } from '../phone'
import { wxCall } from './wx-call'

/** Logs and measurements, which go to the browser's console or nowhere. */
export function diagnostics(phone: Phone): Record<string, unknown> {
  const nothing = (): void => undefined
  const log = {
    log: console.log.bind(console),
    info: console.info.bind(console),
    debug: console.debug.bind(console),
    warn: console.warn.bind(console),
    error: console.error.bind(console),
  }
  const realtime = { ...log, in: nothing, setFilterMsg: nothing, addFilterMsg: nothing }
  return {
    getLogManager: () => log,
    getRealtimeLogManager: () => ({
      ...realtime,
      tag: () => realtime,
      getCurrentState: () => ({}),
    }),
    reportEvent: nothing,
    reportAnalytics: nothing,
    reportMonitor: nothing,
    reportPerformance: nothing,
    getPerformance: () => ({
      getEntries: () => [],
      getEntriesByName: () => [],
      getEntriesByType: () => [],
      setBufferSize: nothing,
      createObserver: () => ({ observe: nothing, disconnect: nothing, supportedEntryTypes: [] }),
    }),
    reportPrefetch: wxCall(phone, 'reportPrefetch', nothing),
  }
}
