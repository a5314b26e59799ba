import type { Phone } from '../phone'
import { readAnyFile } from './file-source'
import { extensionFor, extensionOf, mimeType } from './file-store'
import { Listeners } from './listeners'
import type { NetworkGate } from './network-gate'
import { headerOf } from './request'
import { lowerCaseNames, requireUrl } from './request-body'
import { failWhenNotCarried } from './proxy-failure'
import { deliver, settle, type WxCallbacks } from './wx-call'
import { requireString, WxError } from './wx-error'

const DEFAULT_TIMEOUT_MS = 60_000
/** Bytes. Source: WeChat, wx.downloadFile. */
const DOWNLOAD_LIMIT = 200 * 1024 * 1024

interface TransferOptions extends WxCallbacks {
  url?: unknown
  header?: unknown
  timeout?: number
  filePath?: unknown
}

interface UploadOptions extends TransferOptions {
  name?: unknown
  formData?: Record<string, unknown>
}

type TransferPhone = Pick<Phone, 'proxied' | 'reportError' | 'files' | 'fileUrl'>

/** `wx.uploadFile` and `wx.downloadFile`, with tasks that report progress. */
export function transfer(phone: TransferPhone, gate: NetworkGate): Record<string, unknown> {
  return {
    uploadFile: (options: UploadOptions = {}) =>
      start(phone, gate, 'uploadFile', options, async (signal, listeners) => {
        const url = requireUrl(options.url, ['http:', 'https:'])
        const path = requireString('filePath', options.filePath)
        const form = new FormData()
        for (const [name, value] of Object.entries(options.formData ?? {}))
          form.append(name, String(value))
        const bytes = await readUpload(phone, path)
        const file = new Blob([bytes.slice()], { type: mimeType(path) })
        form.append(requireString('name', options.name), file, path.split('/').pop())
        return send(phone.proxied(url), form, options, signal, listeners)
      }),
    downloadFile: (options: TransferOptions = {}) =>
      start(phone, gate, 'downloadFile', options, async (signal, listeners) => {
        const url = requireUrl(options.url, ['http:', 'https:'])
        const response = await fetch(phone.proxied(url), {
          headers: lowerCaseNames(options.header),
          signal,
          credentials: 'omit',
        })
        failWhenNotCarried((name) => response.headers.get(name))
        listeners.headers.fire({ statusCode: response.status, header: headerOf(response) })
        const bytes = await receive(response, listeners.progress)
        const result = { statusCode: response.status, header: headerOf(response) }
        if (options.filePath !== undefined) {
          const filePath = requireString('filePath', options.filePath)
          phone.files.write(filePath, bytes)
          return { ...result, filePath, dataLength: bytes.byteLength }
        }
        const extension =
          extensionOf(url) || extensionFor(response.headers.get('content-type') ?? '')
        const tempFilePath = phone.files.addTemporary(bytes, extension)
        return { ...result, tempFilePath, dataLength: bytes.byteLength }
      }),
  }
}

interface TaskListeners {
  progress: Listeners
  headers: Listeners
}

function start(
  phone: TransferPhone,
  gate: NetworkGate,
  name: string,
  options: TransferOptions,
  work: (signal: AbortSignal, listeners: TaskListeners) => Promise<object>,
): object {
  const abort = new AbortController()
  const listeners = { progress: new Listeners(phone), headers: new Listeners(phone) }
  const timeout = options.timeout ?? DEFAULT_TIMEOUT_MS
  const outcome = settle(name, () =>
    gate.run((signal) => work(signal, listeners), timeout, abort.signal),
  )
  deliver(phone, options, outcome)
  return {
    abort: () => abort.abort(),
    onProgressUpdate: listeners.progress.on,
    offProgressUpdate: listeners.progress.off,
    onHeadersReceived: listeners.headers.on,
    offHeadersReceived: listeners.headers.off,
  }
}

async function readUpload(phone: TransferPhone, path: string): Promise<Uint8Array> {
  try {
    return await readAnyFile(phone, path)
  } catch {
    throw new WxError('createUploadTask:fail file not found')
  }
}

/** Only XMLHttpRequest tells how much of a body has been sent. */
function send(
  url: string,
  form: FormData,
  options: UploadOptions,
  signal: AbortSignal,
  listeners: TaskListeners,
): Promise<object> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', url)
    for (const [name, value] of Object.entries(lowerCaseNames(options.header)))
      // The browser writes the multipart boundary itself.
      if (name !== 'content-type') request.setRequestHeader(name, value)
    request.upload.onprogress = ({ loaded, total }) =>
      listeners.progress.fire({
        progress: total ? Math.floor((loaded / total) * 100) : 0,
        totalBytesSent: loaded,
        totalBytesExpectedToSend: total,
      })
    request.onload = () => {
      try {
        failWhenNotCarried((name) => request.getResponseHeader(name))
      } catch (error) {
        reject(error instanceof Error ? error : new Error(String(error)))
        return
      }
      const header = parseHeaders(request.getAllResponseHeaders())
      listeners.headers.fire({ statusCode: request.status, header })
      resolve({ data: request.responseText, statusCode: request.status, header })
    }
    request.onerror = () => reject(new Error('upload failed'))
    request.onabort = () => reject(new Error('aborted'))
    signal.addEventListener('abort', () => request.abort())
    request.send(form)
  })
}

async function receive(response: Response, progress: Listeners): Promise<Uint8Array> {
  const total = Number(response.headers.get('content-length') ?? 0)
  const reader = response.body?.getReader()
  const parts: Uint8Array[] = []
  let written = 0
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    parts.push(part.value)
    written += part.value.byteLength
    if (written > DOWNLOAD_LIMIT) throw new WxError('exceed max file size')
    progress.fire({
      progress: total ? Math.floor((written / total) * 100) : 0,
      totalBytesWritten: written,
      totalBytesExpectedToWrite: total,
    })
  }
  const all = new Uint8Array(written)
  let offset = 0
  for (const part of parts) {
    all.set(part, offset)
    offset += part.byteLength
  }
  return all
}

function parseHeaders(text: string): Record<string, string> {
  const lines = text.trim().split(/\r?\n/).filter(Boolean)
  return Object.fromEntries(
    lines.map((line) => {
      const colon = line.indexOf(':')
      return [line.slice(0, colon).trim(), line.slice(colon + 1).trim()]
    }),
  )
}
