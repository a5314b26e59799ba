import { WxError } from './wx-error'

export interface RequestShape {
  url: string
  method: string
  header: Record<string, string>
  body?: string | ArrayBuffer
}

const METHODS = ['OPTIONS', 'GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'TRACE', 'CONNECT', 'PATCH']

/**
 * What `wx.request` puts on the wire for its options: data into the query of GET, as JSON or a form into the body of
 * others by `content-type`.
 * @throws {WxError} for an invalid address or method.
 */
export function shapeRequest(options: {
  url?: unknown
  method?: unknown
  header?: unknown
  data?: unknown
}): RequestShape {
  const url = requireUrl(options.url, ['http:', 'https:'])
  const method = typeof options.method === 'string' ? options.method.toUpperCase() : 'GET'
  if (!METHODS.includes(method)) throw new WxError(`invalid method ${method}`, 600009)
  const header = lowerCaseNames(options.header)
  header['content-type'] ??= 'application/json'
  const { data } = options
  if (method === 'GET' || method === 'HEAD' || method === 'OPTIONS') {
    const isBag = typeof data === 'object' && data !== null && !(data instanceof ArrayBuffer)
    return { url: isBag ? withQuery(url, data) : url, method, header }
  }
  return { url, method, header, body: encodeBody(data, header['content-type']) }
}

/** @throws {WxError} unless it is an absolute address of one of the protocols. */
export function requireUrl(url: unknown, protocols: string[]): string {
  try {
    const parsed = new URL(url as string)
    if (protocols.includes(parsed.protocol)) return parsed.href
  } catch {
    // Not an address at all: the same answer.
  }
  throw new WxError(`invalid url "${String(url)}"`, 600009)
}

export function lowerCaseNames(header: unknown): Record<string, string> {
  const entries = Object.entries((header ?? {}) as Record<string, unknown>)
  return Object.fromEntries(entries.map(([name, value]) => [name.toLowerCase(), String(value)]))
}

function encodeBody(data: unknown, contentType: string): string | ArrayBuffer | undefined {
  if (data === undefined || data === null) return undefined
  if (typeof data === 'string' || data instanceof ArrayBuffer) return data
  if (ArrayBuffer.isView(data)) return copyOf(data)
  if (contentType.includes('application/x-www-form-urlencoded')) return formText(data)
  return JSON.stringify(data)
}

function copyOf(view: ArrayBufferView): ArrayBuffer {
  const bytes = new Uint8Array(view.byteLength)
  bytes.set(new Uint8Array(view.buffer, view.byteOffset, view.byteLength))
  return bytes.buffer
}

function withQuery(url: string, data: object): string {
  const text = formText(data)
  if (!text) return url
  const [address, hash] = url.split('#')
  return `${address}${address.includes('?') ? '&' : '?'}${text}${hash ? `#${hash}` : ''}`
}

function formText(data: object): string {
  return Object.entries(data)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => {
      const text = typeof value === 'object' ? JSON.stringify(value) : String(value)
      return `${encodeURIComponent(name)}=${encodeURIComponent(text)}`
    })
    .join('&')
}
