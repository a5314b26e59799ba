import { ImError } from '../im-error'

/**
 * Whether the app's owner let the cloud count unread messages.
 * @param navigated figures of the navigator's answer (`getNaviInfoFromCache` in @rongcloud/engine 5.38.0).
 */
export function countsInCloud(navigated: (name: string) => number | undefined): boolean {
  const isRealtime = ((navigated('sessionMode') ?? 0) & 1) === 1
  return isRealtime || navigated('serverSaveUnread') === 1
}

/** `enum ErrorCode`: SERVER_RECORD_UNREAD_COUNT_ENABLED_FORBIDDEN. */
const COUNTED_BY_CLOUD = 34435

/**
 * Whether a call was refused because the app's owner let the cloud count unread messages (the
 * navigator's `serverSaveUnread`): other calls do then.
 */
export function isCountedByCloud(error: unknown): boolean {
  return error instanceof ImError && error.sdkCode === COUNTED_BY_CLOUD
}
