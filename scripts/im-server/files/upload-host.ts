import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, rename } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'

import type { Cloud } from '../cloud'
import { parseRange } from './byte-range'
import { contentTypeOf } from './content-types'
import type { Faults } from '../control/faults'
import type { FilePasses } from './file-passes'
import type { Refusal, StorageVendor, VendorAnswer } from './storage-vendor'
import { readUploadForm, type UploadForm } from './upload-form'

const NO_FILE: Refusal = { status: 400, code: 'InvalidArgument', reason: 'file is missing' }
const TOO_LARGE: Refusal = { status: 413, code: 'EntityTooLarge', reason: 'file is too large' }
const OUT_OF_ORDER = { error: 'storage is out of order' }

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

function say(response: ServerResponse, { status, contentType, body }: VendorAnswer): void {
  response.writeHead(status, { 'content-type': contentType }).end(body)
}

function missingOf({ temporaryPath, isTooLarge }: UploadForm): Refusal | null {
  if (isTooLarge) return TOO_LARGE
  return temporaryPath === null ? NO_FILE : null
}

/** The bucket stands in front of a host's name: `bucket.localhost:7421`. */
function bucketOf({ headers: { host = '' } }: IncomingMessage): string {
  const [, bucket = ''] = /^([\w-]+)\.(?!\d)/.exec(host) ?? []
  return bucket
}

/**
 * One upload host: takes the multipart form of its vendor at `POST /`, and serves files at signed
 * addresses, by ranges too.
 */
export class UploadHost {
  private readonly server: Server

  /** @param index which of the hosts this is, 0 the preferred one. */
  constructor(
    private readonly cloud: Cloud,
    private readonly passes: FilePasses,
    private readonly vendor: StorageVendor,
    private readonly index: number,
  ) {
    this.server = createServer((request, response) => {
      this.handle(request, response).catch((error: unknown) => {
        this.cloud.log.warn({ err: error }, 'an upload host request failed')
        if (!response.headersSent) answer(response, 400, { error: 'malformed request' })
        else response.destroy()
      })
    })
  }

  /** @returns the port it listens on. */
  async listen(host: string, port: number): Promise<number> {
    await mkdir(this.cloud.settings.filesDirectory, { recursive: true })
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', reject).listen(port, host, resolve)
    })
    return (this.server.address() as { port: number }).port
  }

  close(): Promise<void> {
    this.server.closeAllConnections()
    return new Promise((resolve) => this.server.close(() => resolve()))
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.setHeader('access-control-allow-origin', '*')
    response.setHeader('x-content-type-options', 'nosniff')
    const url = new URL(request.url ?? '/', 'http://localhost')
    if (request.method === 'POST' && url.pathname === '/') {
      // Storage that takes nothing still serves what it has, so addresses given out stay good.
      if (!this.isFailing(this.cloud.faults.everybody)) return this.take(request, response)
      request.resume()
      return answer(response, 500, OUT_OF_ORDER)
    }
    if (request.method === 'GET' || request.method === 'HEAD') {
      return this.serve(url, request, response)
    }
    return answer(response, 405, { error: 'method not allowed' })
  }

  private async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const form = await readUploadForm(request, this.cloud.settings.filesDirectory)
    const { fields, sizeBytes } = form
    const posted = { fields, sizeBytes, bucket: bucketOf(request) }
    const verdict = this.vendor.judge(posted)
    const refusal = verdict.ok ? missingOf(form) : verdict.refusal
    if (!verdict.ok || refusal !== null || form.temporaryPath === null) {
      await form.discard()
      return say(response, this.vendor.refused(refusal ?? NO_FILE))
    }
    const { key, userId } = verdict
    const { faults, state } = this.cloud
    if (this.isFailing(faults.of(userId))) {
      await form.discard()
      return answer(response, 500, OUT_OF_ORDER)
    }
    await rename(form.temporaryPath, this.pathOf(key))
    state.files.put({
      key,
      userId,
      sizeBytes,
      contentType: contentTypeOf(key),
      uploadedAt: state.clock.now(),
    })
    await state.store.settled()
    say(response, this.vendor.accepted(posted, form.hash))
  }

  private async serve(url: URL, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const key = decodeURIComponent(url.pathname.slice(1))
    const file = this.cloud.state.files.get(key)
    if (!this.passes.mayDownload(key, url.searchParams)) {
      return answer(response, 401, { error: 'the address is not signed, or too old' })
    }
    if (!file) return answer(response, 404, { error: 'no such file' })
    const range = parseRange(request.headers.range, file.sizeBytes)
    if (range === 'unsatisfiable') {
      response.writeHead(416, { 'content-range': `bytes */${file.sizeBytes}` }).end()
      return
    }
    const { first, last } = range ?? { first: 0, last: file.sizeBytes - 1 }
    const saveName = url.searchParams.get('attname')
    response.writeHead(range ? 206 : 200, {
      'content-type': file.contentType,
      'content-length': last - first + 1,
      'accept-ranges': 'bytes',
      ...(range ? { 'content-range': `bytes ${first}-${last}/${file.sizeBytes}` } : {}),
      ...(saveName
        ? { 'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(saveName)}` }
        : {}),
    })
    if (request.method === 'HEAD' || last < first) response.end()
    else await pipeline(createReadStream(this.pathOf(key), { start: first, end: last }), response)
  }

  private isFailing({ failedUploadHosts }: Faults): boolean {
    return failedUploadHosts.has(this.index)
  }

  /** Keys are chosen by clients, so they name no path. */
  private pathOf(key: string): string {
    const name = createHash('sha256').update(key).digest('hex')
    return path.join(this.cloud.settings.filesDirectory, name)
  }
}
