import { createHash, randomBytes } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import type { IncomingMessage } from 'node:http'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'

import busboy from 'busboy'

/** Source: the cloud's documented limit of a file. */
export const FILE_LIMIT_BYTES = 100 * 1024 * 1024

export interface UploadForm {
  fields: Record<string, string>
  /** Where the bytes are, until `discard` or a rename takes them away. */
  temporaryPath: string | null
  sizeBytes: number
  hash: string
  isTooLarge: boolean
  discard(): Promise<void>
}

/** Reads a multipart form with one file, in any order of fields. @throws when it is no such form. */
export async function readUploadForm(
  request: IncomingMessage,
  directory: string,
): Promise<UploadForm> {
  const limits = { fileSize: FILE_LIMIT_BYTES, files: 1, fields: 20, fieldSize: 4096 }
  const parser = busboy({ headers: request.headers, limits })
  const temporaryPath = path.join(directory, `.part-${randomBytes(8).toString('hex')}`)
  const form: UploadForm = {
    fields: {},
    temporaryPath: null,
    sizeBytes: 0,
    hash: '',
    isTooLarge: false,
    discard: () => rm(temporaryPath, { force: true }),
  }
  let writing: Promise<void> = Promise.resolve()
  parser.on('field', (name, value) => (form.fields[name] = value))
  parser.on('file', (_name, stream) => {
    const hash = createHash('sha1')
    form.temporaryPath = temporaryPath
    stream.on('data', (chunk: Buffer) => {
      hash.update(chunk)
      form.sizeBytes += chunk.length
    })
    writing = pipeline(stream, createWriteStream(temporaryPath)).then(() => {
      form.hash = hash.digest('base64url')
      form.isTooLarge = stream.truncated === true
    })
    // Awaited below; until then a failure has no other listener.
    writing.catch(() => undefined)
  })
  try {
    // Also ends, with an error, when the sender goes away half way.
    await pipeline(request, parser)
    await writing
  } catch (error) {
    await form.discard()
    throw error
  }
  return form
}
