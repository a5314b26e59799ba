import http from 'node:http'
import https from 'node:https'
import type { Readable } from 'node:stream'

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

import { proxyFailureHeader, routes } from '../wire'
import { isLoopback } from './request-guard'

/** Belong to one connection, or name the browser's page; neither is the mini-program's. */
const notForwarded = new Set([
  'host',
  'connection',
  'keep-alive',
  'proxy-connection',
  'transfer-encoding',
  'upgrade',
  'te',
  'trailer',
  'origin',
  'referer',
  'cookie',
])
const notReturned = new Set(['connection', 'keep-alive', 'transfer-encoding', 'upgrade', 'trailer'])

export interface ProxyOptions {
  /** Hosts outside this machine that may be reached: `api.example.com`, or `*.example.com`. */
  allowedHosts: readonly string[]
  /** Sent as WeChat sends it: `https://servicewechat.com/<appid>/<version>/page-frame.html`. */
  referer: string
}

/**
 * `/__proxy?url=`: carries requests, uploads and downloads of the mini-program to other origins, since a browser asks
 * for CORS where WeChat does not. Bodies stream both ways. Loopback is always reachable, other hosts only when allowed.
 */
export function registerProxy(server: FastifyInstance, options: ProxyOptions): void {
  void server.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', (_request, payload, done) => done(null, payload))
    scope.all(routes.proxy, async (request: FastifyRequest, reply) => {
      const { url } = request.query as { url?: string }
      const target = parseTarget(url)
      if (!target) return reply.code(400).send({ error: 'url must be an http or https address' })
      if (!isAllowed(target.hostname, options.allowedHosts)) {
        const error = `${target.hostname} is not allowed: name it in --allow-host or SIM_ALLOWED_HOSTS`
        server.log.warn({ host: target.host }, error)
        return reply.code(403).header(proxyFailureHeader, 'forbidden').send({ error })
      }
      return forward(request, reply, target, options.referer)
    })
  })
}

/** What pages of a phone may load and connect to: the same hosts, also by WebSocket and as pictures. */
export function contentSecurityPolicy(allowedHosts: readonly string[]): string {
  const loopback = [
    'http://127.0.0.1:*',
    'ws://127.0.0.1:*',
    'http://localhost:*',
    'ws://localhost:*',
  ]
  const others = allowedHosts.flatMap((host) =>
    ['https', 'wss', 'http', 'ws'].map((scheme) => `${scheme}://${host}`),
  )
  const sources = ["'self'", "'unsafe-inline'", "'unsafe-eval'", 'data:', 'blob:']
  return `default-src ${[...sources, ...loopback, ...others].join(' ')}`
}

function parseTarget(url: string | undefined): URL | undefined {
  if (!url || !URL.canParse(url)) return undefined
  const target = new URL(url)
  return target.protocol === 'http:' || target.protocol === 'https:' ? target : undefined
}

function isAllowed(hostname: string, allowedHosts: readonly string[]): boolean {
  if (isLoopback(hostname)) return true
  return allowedHosts.some((allowed) =>
    allowed.startsWith('*.') ? hostname.endsWith(allowed.slice(1)) : hostname === allowed,
  )
}

async function forward(
  request: FastifyRequest,
  reply: FastifyReply,
  target: URL,
  referer: string,
): Promise<FastifyReply> {
  try {
    const answer = await send(request, reply, target, referer)
    reply.code(answer.statusCode ?? 502)
    for (const [name, value] of Object.entries(answer.headers)) {
      if (value === undefined || notReturned.has(name)) continue
      // A cookie would be set for the simulator's own origin; the phone reads it from here.
      if (name === 'set-cookie') reply.header('x-simulator-set-cookie', JSON.stringify(value))
      else if (name === 'location') reply.header(name, proxied(String(value), target))
      else reply.header(name, value)
    }
    return await reply.send(answer)
  } catch (error) {
    reply.code(502).header(proxyFailureHeader, 'unreachable')
    return reply.send({ error: `${target.host}: ${(error as Error).message || 'no answer'}` })
  }
}

function send(
  request: FastifyRequest,
  reply: FastifyReply,
  target: URL,
  referer: string,
): Promise<http.IncomingMessage> {
  const headers: http.OutgoingHttpHeaders = { referer }
  for (const [name, value] of Object.entries(request.headers)) {
    if (!notForwarded.has(name) && !name.startsWith('sec-')) headers[name] = value
  }
  const client = target.protocol === 'https:' ? https : http
  return new Promise((resolve, reject) => {
    const outgoing = client.request(target, { method: request.method, headers }, resolve)
    outgoing.once('error', reject)
    reply.raw.once('close', () => outgoing.destroy())
    const body = request.body as Readable | undefined
    if (body) body.pipe(outgoing)
    else outgoing.end()
  })
}

function proxied(location: string, from: URL): string {
  return `${routes.proxy}?url=${encodeURIComponent(new URL(location, from).href)}`
}
