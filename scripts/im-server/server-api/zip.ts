import { deflateRawSync } from 'node:zlib'

/** Source: APPNOTE.TXT, PKWARE's description of the format. */
const LOCAL_HEADER = 0x04034b50
const CENTRAL_HEADER = 0x02014b50
const END_OF_DIRECTORY = 0x06054b50
const VERSION = 20
const UTF8_NAMES = 1 << 11
const DEFLATED = 8
/** 1980-01-01, the earliest day the format can write. */
const NO_DATE = (1 << 5) | 1

const crcTable = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1
  return crc
})

function crc32(bytes: Buffer): number {
  let crc = 0xffffffff
  for (const byte of bytes) crc = crcTable[(crc ^ byte) & 0xff] ^ (crc >>> 8)
  return (crc ^ 0xffffffff) >>> 0
}

/** Little-endian numbers, each of 2 or 4 bytes. */
function packed(...numbers: [value: number, size: 2 | 4][]): Buffer {
  return Buffer.concat(
    numbers.map(([value, size]) => {
      const bytes = Buffer.alloc(size)
      bytes.writeUIntLE(value, 0, size)
      return bytes
    }),
  )
}

/** A ZIP archive of one file. */
export function zipOf(name: string, content: Buffer): Buffer {
  const nameBytes = Buffer.from(name)
  const data = deflateRawSync(content)
  const entry = packed(
    [VERSION, 2],
    [UTF8_NAMES, 2],
    [DEFLATED, 2],
    [0, 2],
    [NO_DATE, 2],
    [crc32(content), 4],
    [data.length, 4],
    [content.length, 4],
    [nameBytes.length, 2],
    [0, 2],
  )
  const local = Buffer.concat([packed([LOCAL_HEADER, 4]), entry, nameBytes, data])
  const central = Buffer.concat([
    packed([CENTRAL_HEADER, 4], [VERSION, 2]),
    entry,
    packed([0, 2], [0, 2], [0, 2], [0, 4], [0, 4]),
    nameBytes,
  ])
  const end = packed(
    [END_OF_DIRECTORY, 4],
    [0, 2],
    [0, 2],
    [1, 2],
    [1, 2],
    [central.length, 4],
    [local.length, 4],
    [0, 2],
  )
  return Buffer.concat([local, central, end])
}
