import type { Phone } from '../phone'
import { Listeners } from './listeners'
import type { NetworkGate } from './network-gate'
import { shapeRequest } from './request-body'
import { failWhenNotCarried } from './proxy-failure'
import { deliver, settle, type WxCallbacks } from './wx-call'

const DEFAULT_TIMEOUT_MS = 60_000

interface RequestOptions extends WxCallbacks {
  url?: unknown
  method?: unknown
  header?: unknown
  data?: unknown
  timeout?: number
  dataType?: string
  responseType?: 'text' | 'arraybuffer'
  enableChunked?: boolean
}

/** `wx.request`: always answers a task; the outcome goes to the callbacks. */
export function request(
  phone: Pick<Phone, 'proxied' | 'reportError'>,
  gate: NetworkGate,
): Record<string, unknown> {
  return {
    request: (options: RequestOptions = {}) => {
      const abort = new AbortController()
      const headers = new Listeners(phone)
      const chunks = new Listeners(phone)
      const outcome = settle('request', () => {
        const shape = shapeRequest(options)
        return gate.run(
          async (signal) => {
            const response = await fetch(phone.proxied(shape.url), {
              method: shape.method,
              headers: shape.header,
              body: shape.body,
              signal,
              credentials: 'omit',
              cache: 'no-store',
            })
            failWhenNotCarried((name) => response.headers.get(name))
            headers.fire({ statusCode: response.status, header: headerOf(response) })
            if (options.enableChunked) return answerInChunks(response, chunks)
            return answer(response, options)
          },
          options.timeout ?? DEFAULT_TIMEOUT_MS,
          abort.signal,
        )
      })
      deliver(phone, options, outcome)
      return {
        abort: () => abort.abort(),
        onHeadersReceived: headers.on,
        offHeadersReceived: headers.off,
        onChunkReceived: chunks.on,
        offChunkReceived: chunks.off,
      }
    },
  }
}

async function answer(response: Response, options: RequestOptions): Promise<object> {
  const bytes = await response.arrayBuffer()
  return { ...headOf(response), data: decode(bytes, options) }
}

async function answerInChunks(response: Response, chunks: Listeners): Promise<object> {
  const reader = response.body?.getReader()
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read())
    chunks.fire({ data: part.value.slice().buffer })
  return { ...headOf(response), data: '' }
}

function headOf(response: Response): object {
  return {
    statusCode: response.status,
    header: headerOf(response),
    cookies: [],
    exception: { retryCount: 0, reasons: [] },
  }
}

export function headerOf(response: Response): Record<string, string> {
  return Object.fromEntries(response.headers.entries())
}

/** JSON is parsed unless `dataType` says otherwise; what does not parse stays text. */
function decode(bytes: ArrayBuffer, options: RequestOptions): unknown {
  if (options.responseType === 'arraybuffer') return bytes
  const text = new TextDecoder().decode(bytes)
  if ((options.dataType ?? 'json') !== 'json') return text
  try {
    return JSON.parse(text) as unknown
  } catch {
    return text
  }
}
