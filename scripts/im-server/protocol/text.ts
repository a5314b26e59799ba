const decoder = new TextDecoder('utf-8')
const SURROGATE_LEAD = 0xed

/**
 * Reads the text of a client's frame. The SDK writes a character outside the basic plane as two 3-byte
 * surrogate halves (CESU-8), which a strict UTF-8 reader would replace; both forms are accepted.
 */
export function decodeText(bytes: Uint8Array): string {
  if (!bytes.includes(SURROGATE_LEAD)) return decoder.decode(bytes)
  let text = ''
  let start = 0
  for (let index = 0; index + 2 < bytes.length; index++) {
    const isHalf = bytes[index] === SURROGATE_LEAD && bytes[index + 1] >= 0xa0
    if (!isHalf) continue
    text += decoder.decode(bytes.subarray(start, index))
    text += String.fromCharCode(
      0xd000 | ((bytes[index + 1] & 0x3f) << 6) | (bytes[index + 2] & 0x3f),
    )
    index += 2
    start = index + 1
  }
  return text + decoder.decode(bytes.subarray(start))
}
