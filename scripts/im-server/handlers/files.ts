import { Refused, Status } from '../protocol/status'
import { FILE_LIMIT_BYTES } from '../files/upload-form'
import type { QueryHandlers } from './handler'

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

export const fileHandlers: QueryHandlers<'qnTkn' | 'qnUrl'> = {
  qnTkn({ type, key, size }, { cloud, session }) {
    checkFile(type, key)
    if (size > FILE_LIMIT_BYTES) throw new Refused(Status.FILE_TOO_LARGE)
    const owner = cloud.state.files.get(key)?.userId
    // A key is taken for good: nobody replaces a file others have an address of.
    if (owner !== undefined) throw new Refused(Status.PARAMETER_INVALID)
    const deadline = Math.floor(cloud.state.clock.now() / 1000) + UPLOAD_LIFETIME_S
    return {
      deadline,
      token: cloud.filePasses.issueUpload({ userId: session.userId, key, deadline }),
    }
  },
  qnUrl({ type, key, fileName }, { cloud }) {
    checkFile(type, key)
    const deadline = Math.floor(cloud.state.clock.now() / 1000) + DOWNLOAD_LIFETIME_S
    const [host] = cloud.uploadHosts
    const path = cloud.filePasses.downloadPath(key, fileName, deadline)
    return { downloadUrl: `http://${host}${path}` }
  },
}
