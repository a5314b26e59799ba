import type { Phone } from '../phone'
import type { NetworkGate } from './network-gate'
import { requireUrl } from './request-body'
import { SocketTask } from './socket-task'
import { deliver, settle, wxCall, type WxCallbacks } from './wx-call'
import { WxError } from './wx-error'

/** Source: WeChat, wx.connectSocket (since 1.7.0). */
const MAX_SOCKETS = 5

type Listener = (detail: unknown) => void

/** `wx.connectSocket`, and the older calls that speak to the first socket still open. */
export function sockets(
  phone: Pick<Phone, 'reportError'>,
  gate: NetworkGate,
): Record<string, unknown> {
  const open = new Set<SocketTask>()
  const first = (): SocketTask | undefined => [...open][0]
  const global: Record<'open' | 'close' | 'error' | 'message', Listener | undefined> = {
    open: undefined,
    close: undefined,
    error: undefined,
    message: undefined,
  }
  let count = 0

  const connect = (options: { url?: unknown; protocols?: string[] }): SocketTask => {
    const url = requireUrl(options.url, ['ws:', 'wss:', 'http:', 'https:']).replace(/^http/, 'ws')
    if (open.size >= MAX_SOCKETS) throw new WxError('exceed max task count')
    const task: SocketTask = new SocketTask(phone, gate, () => open.delete(task))
    task.onOpen((detail: unknown) => global.open?.(detail))
    task.onClose((detail: unknown) => global.close?.(detail))
    task.onError((detail: unknown) => global.error?.(detail))
    task.onMessage((detail: unknown) => global.message?.(detail))
    open.add(task)
    task.connect(url, options.protocols ?? [])
    return task
  }
  const noTask = (name: string) =>
    wxCall(phone, name, () => {
      throw new WxError('taskID not exist')
    })

  return {
    connectSocket: (options: WxCallbacks & { url?: unknown; protocols?: string[] } = {}) => {
      const made: SocketTask[] = []
      const outcome = settle('connectSocket', () => {
        made.push(connect(options))
        return { socketTaskId: (count += 1) }
      })
      deliver(phone, options, outcome)
      return made[0]
    },
    sendSocketMessage: (options: unknown) =>
      (first()?.send ?? noTask('sendSocketMessage'))(options),
    closeSocket: (options: unknown) => (first()?.close ?? noTask('closeSocket'))(options),
    onSocketOpen: (listener: Listener) => void (global.open = listener),
    onSocketClose: (listener: Listener) => void (global.close = listener),
    onSocketError: (listener: Listener) => void (global.error = listener),
    onSocketMessage: (listener: Listener) => void (global.message = listener),
  }
}
