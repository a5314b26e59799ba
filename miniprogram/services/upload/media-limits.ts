import { ImError } from '../im/im-error'

const MB = 1024 * 1024

/** Source: the vendor's document on message types; files: its storage. */
export const MAX_FILE_BYTES = 100 * MB
export const MAX_GIF_BYTES = 2 * MB
export const MAX_VIDEO_SECONDS = 120
export const MAX_VOICE_SECONDS = 60

export interface MediaFacts {
  type: 'image' | 'gif' | 'voice' | 'video' | 'file'
  bytes: number
  durationSeconds?: number
}

/**
 * Checked before any byte is sent.
 * @throws {ImError} `FILE_TOO_LARGE`, `FILE_EMPTY`, `GIF_TOO_LARGE`, `VIDEO_TOO_LONG`, `VOICE_TOO_LONG`.
 */
export function checkMedia({ type, bytes, durationSeconds = 0 }: MediaFacts): void {
  if (bytes <= 0) throw refusal('FILE_EMPTY', `${type} of ${bytes} bytes`)
  if (bytes > MAX_FILE_BYTES) throw refusal('FILE_TOO_LARGE', `${type} of ${bytes} bytes`)
  if (type === 'gif' && bytes > MAX_GIF_BYTES) throw refusal('GIF_TOO_LARGE', `${bytes} bytes`)
  // Recorders round up: a second over is the recorder's, not the person's.
  if (type === 'video' && durationSeconds > MAX_VIDEO_SECONDS + 1) {
    throw refusal('VIDEO_TOO_LONG', `${durationSeconds} s`)
  }
  if (type === 'voice' && durationSeconds > MAX_VOICE_SECONDS + 1) {
    throw refusal('VOICE_TOO_LONG', `${durationSeconds} s`)
  }
}

function refusal(
  code: 'FILE_EMPTY' | 'FILE_TOO_LARGE' | 'GIF_TOO_LARGE' | 'VIDEO_TOO_LONG' | 'VOICE_TOO_LONG',
  detail: string,
): ImError {
  return new ImError(code, false, 0, detail)
}
