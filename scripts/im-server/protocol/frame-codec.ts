import type {
  DownPacket,
  DownPacketName,
  FieldKind,
  OutgoingDownPacket,
  OutgoingUpPacket,
  UpPacket,
  UpPacketName,
} from './packets'
import { downPackets, upPackets } from './packets'
import { decodeText } from './text'

/** A frame that is not a packet of the protocol. The connection that sent it is closed. */
export class MalformedFrame extends Error {
  override name = 'MalformedFrame'
}

type AnyPacket = Record<string, string | number | boolean | Uint8Array | undefined>
type AnyLayout = { command: number; fields: Record<string, FieldKind> }

const upByCommand = new Map<number, UpPacketName>(
  (Object.keys(upPackets) as UpPacketName[]).map((name) => [upPackets[name].command, name]),
)

const fixedSizes = { u8: 1, u16: 2, i32: 4, i64: 8 } as const

function readFields(bytes: Buffer, layout: AnyLayout): AnyPacket {
  const header = bytes[0]
  const packet: AnyPacket = { dup: (header & 8) !== 0, qos: (header >> 1) & 3 }
  let offset = 1
  const take = (size: number): number => {
    const start = offset
    if (start + size > bytes.length) throw new MalformedFrame('The frame ends inside a field.')
    offset += size
    return start
  }
  for (const [field, kind] of Object.entries(layout.fields)) {
    if (kind === 'rest') packet[field] = bytes.subarray(take(bytes.length - offset))
    else if (kind === 'utf') {
      const length = bytes.readUInt16BE(take(2))
      const start = take(length)
      packet[field] = decodeText(bytes.subarray(start, start + length))
    } else {
      const start = take(fixedSizes[kind])
      if (kind === 'u8') packet[field] = bytes[start]
      else if (kind === 'u16') packet[field] = bytes.readUInt16BE(start)
      else if (kind === 'i32') packet[field] = bytes.readInt32BE(start)
      else packet[field] = Number(bytes.readBigInt64BE(start))
    }
  }
  if (offset !== bytes.length) throw new MalformedFrame('The frame is longer than its packet.')
  return packet
}

function writeFields(packet: AnyPacket, layout: AnyLayout): Buffer {
  const fields = Object.entries(layout.fields)
  let size = 1
  for (const [field, kind] of fields) {
    if (kind === 'utf') size += 2 + Buffer.byteLength(packet[field] as string)
    else if (kind === 'rest') size += (packet[field] as Uint8Array).length
    else size += fixedSizes[kind]
  }
  const bytes = Buffer.allocUnsafe(size)
  bytes[0] = (layout.command << 4) | (packet.dup ? 8 : 0) | (((packet.qos as number) ?? 0) << 1)
  let offset = 1
  for (const [field, kind] of fields) {
    const value = packet[field]
    if (kind === 'utf') {
      const length = bytes.write(value as string, offset + 2)
      bytes.writeUInt16BE(length, offset)
      offset += 2 + length
    } else if (kind === 'rest') {
      bytes.set(value as Uint8Array, offset)
      offset += (value as Uint8Array).length
    } else {
      if (kind === 'u8') bytes[offset] = value as number
      else if (kind === 'u16') bytes.writeUInt16BE(value as number, offset)
      else if (kind === 'i32') bytes.writeInt32BE(value as number, offset)
      else bytes.writeBigInt64BE(BigInt(value as number), offset)
      offset += fixedSizes[kind]
    }
  }
  return bytes
}

/**
 * Reads one frame of a client.
 * @throws {MalformedFrame} when the bytes are no packet a client may send.
 */
export function decodeUp(bytes: Buffer): UpPacket {
  if (bytes.length === 0) throw new MalformedFrame('The frame is empty.')
  const name = upByCommand.get(bytes[0] >> 4)
  if (!name) throw new MalformedFrame(`No client packet has command ${bytes[0] >> 4}.`)
  return { name, ...readFields(bytes, upPackets[name]) } as UpPacket
}

/** Writes one frame of a client. The server itself never sends these; load and fuzz clients do. */
export function encodeUp(packet: OutgoingUpPacket): Buffer {
  return writeFields(packet, upPackets[packet.name])
}

/** Writes one frame of the server. */
export function encodeDown(packet: OutgoingDownPacket): Buffer {
  return writeFields(packet, downPackets[packet.name])
}

function downName(bytes: Buffer): DownPacketName | undefined {
  const command = bytes[0] >> 4
  if (command === downPackets.connectAck.command && bytes.length === 3) return 'connectRefused'
  return (Object.keys(downPackets) as DownPacketName[]).find(
    (name) => downPackets[name].command === command,
  )
}

/**
 * Reads one frame of the server as a client of protocol version 3 does.
 * @throws {MalformedFrame} when the bytes are no packet of the server.
 */
export function decodeDown(bytes: Buffer): DownPacket {
  const name = bytes.length > 0 ? downName(bytes) : undefined
  if (!name) throw new MalformedFrame('No server packet has this command.')
  return { name, ...readFields(bytes, downPackets[name]) } as DownPacket
}
