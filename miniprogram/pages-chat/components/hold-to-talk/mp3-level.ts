const HEADER_BYTES = 4
/** The quietest sound that shows and the loudest a voice reaches, as the format's global gain. */
const QUIET = 140
const LOUD = 205

/**
 * How loud a piece of a recording is, without decoding it: MP3 states the gain of each frame in its side information.
 * Source: ISO/IEC 11172-3, 2.4.1.7 (MPEG 1) and 13818-3, 2.4.1.7 (MPEG 2), layer III.
 * @returns 0-1, or null when the piece holds no MP3 frame.
 */
export function mp3Level(piece: ArrayBuffer): number | null {
  const bytes = new Uint8Array(piece)
  let loudest = -1
  for (let at = 0; at + HEADER_BYTES + 12 < bytes.length; at++) {
    if (!isFrameStart(bytes, at)) continue
    loudest = Math.max(loudest, globalGain(bytes, at))
    at += HEADER_BYTES
  }
  if (loudest < 0) return null
  return Math.max(0, Math.min(1, (loudest - QUIET) / (LOUD - QUIET)))
}

/** Eleven bits of sync, a known version, layer III, and a bit rate and sample rate that exist. */
function isFrameStart(bytes: Uint8Array, at: number): boolean {
  if (bytes[at] !== 0xff || (bytes[at + 1] & 0xe6) !== 0xe2) return false
  const hasVersion = (bytes[at + 1] & 0x18) !== 0x08
  const bitRate = bytes[at + 2] >> 4
  return hasVersion && bitRate !== 0 && bitRate !== 15 && (bytes[at + 2] & 0x0c) !== 0x0c
}

function globalGain(bytes: Uint8Array, frame: number): number {
  const isMpeg1 = (bytes[frame + 1] & 0x18) === 0x18
  const hasChecksum = (bytes[frame + 1] & 1) === 0
  const isMono = (bytes[frame + 3] & 0xc0) === 0xc0
  // Bits before the first granule: main data pointer, private bits, and in MPEG 1 the shared scale factors.
  const lead = isMpeg1 ? (isMono ? 18 : 20) : isMono ? 9 : 10
  const GAIN_AFTER = 12 + 9
  const start = frame + HEADER_BYTES + (hasChecksum ? 2 : 0)
  return readByte(bytes, start * 8 + lead + GAIN_AFTER)
}

function readByte(bytes: Uint8Array, bit: number): number {
  const at = bit >> 3
  const pair = ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)
  return (pair >> (8 - (bit & 7))) & 0xff
}
