import { once } from 'node:events'
import http from 'node:http'
import path from 'node:path'
import { text } from 'node:stream/consumers'

/** What `uploadFile` hands to its socket at once. */
const PIECE_BYTES = 64 * 1024
export interface Callbacks {
  success?: (result: object) => void
  fail?: (result: { errMsg: string }) => void
  complete?: (result: object) => void
}

export interface RequestOptions extends Callbacks {
  url: string
  method?: string
  data?: unknown
  header?: Record<string, string>
  timeout?: number
  dataType?: string
  responseType?: 'text' | 'arraybuffer'
}

export interface UploadOptions extends Callbacks {
  url: string
  filePath: string
  name: string
  formData?: Record<string, string>
  header?: Record<string, string>
  timeout?: number
}

/** `wx.request` by `fetch`. */
export async function httpRequest(options: RequestOptions, signal: AbortSignal): Promise<object> {
  const method = (options.method ?? 'GET').toUpperCase()
  const headers = { 'content-type': 'application/json', ...lowerCased(options.header) }
  const { url, body } = requestBody(options, method, headers['content-type'] ?? '')
  const response = await fetch(url, { method, headers, body, signal })
  const header: Record<string, string> = {}
  response.headers.forEach((value, name) => (header[name] = value))
  const { status: statusCode } = response
  if (options.responseType === 'arraybuffer') {
    return { statusCode, header, data: await response.arrayBuffer() }
  }
  const answer = await response.text()
  const isJson = (options.dataType ?? 'json') === 'json'
  return { statusCode, header, data: isJson ? parsed(answer) : answer }
}

/** `wx.uploadFile`: sends a form piece by piece, as a phone does, and tells how far it is. */
export async function postForm(
  options: UploadOptions,
  bytes: Buffer,
  signal: AbortSignal,
  tell: (sent: number, size: number) => void,
): Promise<{ statusCode: number; data: string }> {
  const form = new FormData()
  for (const [name, value] of Object.entries(options.formData ?? {})) form.append(name, value)
  form.append(options.name, new Blob([new Uint8Array(bytes)]), path.basename(options.filePath))
  // The form's text comes of the platform; its pieces are what a socket takes at once.
  const encoded = new Response(form)
  const body = Buffer.from(await encoded.arrayBuffer())
  const { host } = new URL(options.url)
  const headers = {
    ...options.header,
    host,
    'content-type': encoded.headers.get('content-type')!,
    'content-length': body.length,
  }
  // Not every system finds names under `localhost`, though they are this machine's.
  const url = options.url.replace(/[\w-]+\.localhost/, '127.0.0.1')
  const request = http.request(url, { method: 'POST', headers, signal })
  const answered = once(request, 'response') as Promise<[http.IncomingMessage]>
  answered.catch(() => undefined)
  for (let sent = 0; sent < body.length && !request.destroyed;) {
    const piece = body.subarray(sent, sent + PIECE_BYTES)
    if (!request.write(piece)) await Promise.race([once(request, 'drain', { signal }), answered])
    sent += piece.length
    tell(sent, body.length)
  }
  request.end()
  const [response] = await answered
  return { statusCode: response.statusCode!, data: await text(response) }
}

function lowerCased(header: Record<string, string> = {}): Record<string, string> {
  return Object.fromEntries(
    Object.entries(header).map(([name, value]) => [name.toLowerCase(), value]),
  )
}

function requestBody(
  { url, data }: RequestOptions,
  method: string,
  contentType: string,
): { url: string; body?: string } {
  const isPlain = typeof data === 'object' && data !== null && !isArrayBuffer(data)
  if (method === 'GET' || method === 'HEAD') {
    if (!isPlain) return { url }
    const query = new URLSearchParams(data as Record<string, string>).toString()
    return { url: `${url}${url.includes('?') ? '&' : '?'}${query}` }
  }
  if (!isPlain) return { url, body: data as string | undefined }
  const isForm = contentType.toLowerCase().includes('application/x-www-form-urlencoded')
  const body = isForm
    ? new URLSearchParams(data as Record<string, string>).toString()
    : JSON.stringify(data)
  return { url, body }
}

/** Also true for a buffer made in another context, where `instanceof` is not. */
function isArrayBuffer(data: unknown): data is ArrayBuffer {
  return Object.prototype.toString.call(data) === '[object ArrayBuffer]'
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return text
  }
}
