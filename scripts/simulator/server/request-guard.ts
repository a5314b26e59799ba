import type { IncomingMessage } from 'node:http'

const loopbackHost = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/i

export function isLoopback(hostname: string): boolean {
  return loopbackHost.test(hostname)
}

/**
 * True when the request comes from the simulator's own pages or from a program on this machine. Other web sites open
 * in the same browser can also reach loopback addresses; they show by their Origin, or by a Host that only resolves to
 * loopback.
 */
export function isOwnRequest(request: Pick<IncomingMessage, 'headers'>): boolean {
  const { host = '', origin } = request.headers
  if (!isLoopback(host.replace(/:\d+$/, ''))) return false
  if (request.headers['sec-fetch-site'] === 'cross-site') return false
  return origin === undefined || origin === `http://${host}`
}
