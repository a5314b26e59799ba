import { Refused, Status } from '../protocol/status'
import { FILE_LIMIT_BYTES } from '../files/upload-form'
import type { Vendor } from '../files/storage-vendor'
import type { Draft, Message } from '../protocol/messages'
import type { Call, QueryHandlers } from './handler'

/** Source: the vendor's first storage gives tokens of an hour. */
const UPLOAD_LIFETIME_S = 3600

/** Source: the cloud keeps files half a year. */
const DOWNLOAD_LIFETIME_S = 180 * 24 * 3600

const KEY_LENGTH = 512

/** Image, audio, video, file, short video, combined messages. */
const FILE_TYPES = new Set([1, 2, 3, 4, 5, 6])

function checkFile(type: number, key: string): void {
  if (!FILE_TYPES.has(type) || key === '' || key.length > KEY_LENGTH) {
    throw new Refused(Status.PARAMETER_INVALID)
  }
}

/** An address at the storage of that vendor, or at the first one. */
function urlAt(
  vendor: Vendor,
  { type, key, fileName }: Message<'GetDownloadUrlInput'>,
  { cloud }: Call,
): Draft<Message<'GetDownloadUrlOutput'>> {
  checkFile(type, key)
  const deadline = Math.floor(cloud.state.clock.now() / 1000) + DOWNLOAD_LIFETIME_S
  const index = Math.max(0, cloud.settings.uploadVendors.indexOf(vendor))
  const path = cloud.filePasses.downloadPath(key, fileName, deadline)
  return { downloadUrl: `http://${cloud.uploadHosts[index]}${path}` }
}

export const fileHandlers: QueryHandlers<'qnTkn' | 'qnUrl' | 'aliUrl' | 's3Url'> = {
  qnTkn({ type, key, size }, { cloud, session }) {
    checkFile(type, key)
    if (size > FILE_LIMIT_BYTES) throw new Refused(Status.FILE_TOO_LARGE)
    const owner = cloud.state.files.get(key)?.userId
    // A key is taken for good: nobody replaces a file others have an address of.
    if (owner !== undefined) throw new Refused(Status.PARAMETER_INVALID)
    const deadline = Math.floor(cloud.state.clock.now() / 1000) + UPLOAD_LIFETIME_S
    const pass = { userId: session.userId, key, deadline }
    const signatures = cloud.settings.uploadVendors.map((name) => cloud.storages[name].sign(pass))
    const token = cloud.filePasses.issueUpload(pass)
    const signed = signatures.reduce((all, one) => ({ ...all, ...one }), {})
    return { ...signed, deadline, token }
  },
  qnUrl: (request, call) => urlAt('qiniu', request, call),
  aliUrl: (request, call) => urlAt('aliyun', request, call),
  s3Url: (request, call) => urlAt('s3', request, call),
}
