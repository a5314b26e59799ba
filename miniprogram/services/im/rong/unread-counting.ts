import { ImError } from '../im-error'

/** `enum ErrorCode`: SERVER_RECORD_UNREAD_COUNT_ENABLED_FORBIDDEN. */
const COUNTED_BY_CLOUD = 34435

/**
 * Whether a call was refused because the app's owner let the cloud count unread messages (the
 * navigator's `serverSaveUnread`): other calls do then.
 */
export function isCountedByCloud(error: unknown): boolean {
  return error instanceof ImError && error.sdkCode === COUNTED_BY_CLOUD
}
