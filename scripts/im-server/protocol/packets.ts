/**
 * Every packet of the RongCloud web IM wire protocol, declared once: one WebSocket message carries one packet.
 * A packet is a header byte (`command << 4 | dup << 3 | qos << 1 | retain`) and then its fields in order.
 * Source: @rongcloud/engine 5.38.0, as its frames were seen on the wire.
 */

/** `utf` is a u16 byte length and its bytes; `rest` is everything up to the end. Integers are big-endian. */
export type FieldKind = 'u8' | 'u16' | 'i32' | 'i64' | 'utf' | 'rest'

type Layout = { command: number; fields: Record<string, FieldKind> }

/** Packets a client sends. */
export const upPackets = {
  publish: { command: 3, fields: { topic: 'utf', target: 'utf', messageId: 'u16', body: 'rest' } },
  publishAck: { command: 4, fields: { messageId: 'u16' } },
  query: { command: 5, fields: { topic: 'utf', target: 'utf', messageId: 'u16', body: 'rest' } },
  queryConfirm: { command: 7, fields: { messageId: 'u16' } },
  ping: { command: 12, fields: {} },
  disconnect: { command: 14, fields: { reserved: 'u8', status: 'u8', body: 'rest' } },
} as const satisfies Record<string, Layout>

/**
 * Packets the server sends. `connectAck` answers protocol version 3, `connectAckFlagged` version 4;
 * `connectRefused` is how both versions are told a failure.
 */
export const downPackets = {
  connectAck: {
    command: 2,
    fields: { reserved: 'u8', status: 'u8', userId: 'utf', sessionId: 'utf', timeMs: 'i64' },
  },
  connectAckFlagged: {
    command: 2,
    fields: {
      reserved: 'u8',
      status: 'u8',
      flags: 'u8',
      userId: 'utf',
      sessionId: 'utf',
      timeMs: 'i64',
    },
  },
  connectRefused: { command: 2, fields: { reserved: 'u8', status: 'u8' } },
  publish: {
    command: 3,
    fields: { seconds: 'i32', topic: 'utf', target: 'utf', messageId: 'u16', body: 'rest' },
  },
  publishAck: {
    command: 4,
    fields: {
      messageId: 'u16',
      seconds: 'i32',
      status: 'u16',
      milliseconds: 'u16',
      messageUid: 'utf',
    },
  },
  queryAck: {
    command: 6,
    fields: { messageId: 'u16', seconds: 'i32', status: 'u16', body: 'rest' },
  },
  pong: { command: 13, fields: {} },
  disconnect: { command: 14, fields: { reserved: 'u8', status: 'u8' } },
} as const satisfies Record<string, Layout>

/** CONNACK flag bits of protocol version 4: user id, session id and time are present. */
export const CONNECT_ACK_FLAGS = 1 | 2 | 4

type FieldValue<Kind extends FieldKind> = Kind extends 'utf'
  ? string
  : Kind extends 'rest'
    ? Uint8Array
    : number

type Header = { dup: boolean; qos: number }

type PacketOf<Packets extends Record<string, Layout>> = {
  [Name in keyof Packets]: { name: Name } & Header & {
      -readonly [Field in keyof Packets[Name]['fields']]: FieldValue<
        Packets[Name]['fields'][Field] & FieldKind
      >
    }
}

type Outgoing<Packets extends Record<string, Layout>> = {
  [Name in keyof Packets]: { name: Name } & Partial<Header> & {
      [Field in keyof Packets[Name]['fields']]: FieldValue<
        Packets[Name]['fields'][Field] & FieldKind
      >
    }
}

export type UpPacketName = keyof typeof upPackets
export type UpPacket<Name extends UpPacketName = UpPacketName> = PacketOf<typeof upPackets>[Name]
export type DownPacketName = keyof typeof downPackets
export type DownPacket<Name extends DownPacketName = DownPacketName> = PacketOf<
  typeof downPackets
>[Name]
export type OutgoingUpPacket = Outgoing<typeof upPackets>[UpPacketName]
export type OutgoingDownPacket = Outgoing<typeof downPackets>[DownPacketName]
