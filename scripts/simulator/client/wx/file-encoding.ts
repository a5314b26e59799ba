import { fromBase64, toBase64 } from './base64'
import { WxError } from './wx-error'

/** Bytes of what `writeFile` is given. */
export function encodeFile(data: unknown, encoding = 'utf8'): Uint8Array {
  if (data instanceof ArrayBuffer) return new Uint8Array(data)
  if (ArrayBuffer.isView(data)) return new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
  if (typeof data !== 'string') throw new WxError('data to write is empty', 1301002)
  switch (encoding) {
    case 'base64':
      return decodeBase64(data)
    case 'hex':
      return Uint8Array.from(data.match(/../g) ?? [], (pair) => parseInt(pair, 16))
    case 'ascii':
    case 'latin1':
    case 'binary':
      return Uint8Array.from(data, (character) => character.charCodeAt(0) & 0xff)
    case 'ucs2':
    case 'ucs-2':
    case 'utf16le':
    case 'utf-16le':
      return new Uint8Array(Uint16Array.from(data, (unit) => unit.charCodeAt(0)).buffer)
    default:
      return new TextEncoder().encode(data)
  }
}

/** What `readFile` gives for an encoding; an ArrayBuffer without one. */
export function decodeFile(bytes: Uint8Array, encoding?: string): string | ArrayBuffer {
  switch (encoding) {
    case undefined:
    case '':
      return bytes.slice().buffer
    case 'base64':
      return toBase64(bytes)
    case 'hex':
      return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
    case 'ascii':
    case 'latin1':
    case 'binary':
      return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')
    case 'ucs2':
    case 'ucs-2':
    case 'utf16le':
    case 'utf-16le':
      return new TextDecoder('utf-16le').decode(bytes)
    default:
      return new TextDecoder().decode(bytes)
  }
}

function decodeBase64(text: string): Uint8Array {
  try {
    return fromBase64(text)
  } catch {
    throw new WxError('base64 encode error', 1300203)
  }
}
