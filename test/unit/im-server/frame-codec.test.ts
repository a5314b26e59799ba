import {
  decodeDown,
  decodeUp,
  encodeDown,
  encodeUp,
  MalformedFrame,
} from '../../../scripts/im-server/protocol/frame-codec'
import { decodeMessage, encodeMessage } from '../../../scripts/im-server/protocol/messages'
import type {
  OutgoingDownPacket,
  OutgoingUpPacket,
} from '../../../scripts/im-server/protocol/packets'

const bytes = (hex: string): Buffer => Buffer.from(hex.replace(/\s/g, ''), 'hex')

/** Frames as imlib-next 5.38.0 wrote them. */
const up: [what: string, hex: string, packet: OutgoingUpPacket][] = [
  [
    'a pull',
    '50 0007 70756c6c4d7367 0005 7573657241 0005 08001000200130003801 4801',
    {
      name: 'query',
      dup: false,
      qos: 0,
      topic: 'pullMsg',
      target: 'userA',
      messageId: 5,
      body: bytes('08001000200130003801 4801'),
    },
  ],
  [
    'a private text',
    '32 0006 70704d736750 0005 7573657241 0009 0803 1209 52433a5478744d7367 1a10 7b22636f6e74656e74223a226869227d',
    {
      name: 'publish',
      dup: false,
      qos: 1,
      topic: 'ppMsgP',
      target: 'userA',
      messageId: 9,
      body: bytes('0803 1209 52433a5478744d7367 1a10 7b22636f6e74656e74223a226869227d'),
    },
  ],
  ['a ping', 'c0', { name: 'ping', dup: false, qos: 0 }],
]

/** Frames imlib-next 5.38.0 took. */
const down: [what: string, hex: string, packet: OutgoingDownPacket][] = [
  [
    'a welcome',
    '20 00 00 0005 7573657241 0006 736573732d31 000001a1fceb289e',
    {
      name: 'connectAck',
      dup: false,
      qos: 0,
      reserved: 0,
      status: 0,
      userId: 'userA',
      sessionId: 'sess-1',
      timeMs: 0x1a1fceb289e,
    },
  ],
  ['a refusal', '20 00 04', { name: 'connectRefused', dup: false, qos: 0, reserved: 0, status: 4 }],
  [
    'an acknowledgement',
    '42 0009 6b014258 0000 02ae 0013 32384a5a2d545554432d465332322d344b4334',
    {
      name: 'publishAck',
      dup: false,
      qos: 1,
      messageId: 9,
      seconds: 0x6b014258,
      status: 0,
      milliseconds: 0x2ae,
      messageUid: '28JZ-TUTC-FS22-4KC4',
    },
  ],
]

describe('frames', () => {
  it.each(up)('of a client are read and written: %s', (_what, hex, packet) => {
    expect({ ...decodeUp(bytes(hex)) }).toEqual(packet)
    expect(encodeUp(packet).equals(bytes(hex))).toBe(true)
  })

  it.each(down)('of the server are read and written: %s', (_what, hex, packet) => {
    expect({ ...decodeDown(bytes(hex)) }).toEqual(packet)
    expect(encodeDown(packet).equals(bytes(hex))).toBe(true)
  })

  it('name a target with an emoji, written as two halves of three bytes', () => {
    const frame = bytes('50 0001 78 0007 61 eda0bd edb880 0001')
    expect(decodeUp(frame)).toMatchObject({ target: 'a\u{1F600}' })
  })

  it.each([
    ['nothing', ''],
    ['an unknown command', 'f0'],
    ['a text longer than the frame', '50 00ff 7071'],
    ['a cut number', '40 00'],
    ['bytes after the end', 'c0 00'],
  ])('that are no packet are refused: %s', (_what, hex) => {
    expect(() => decodeUp(bytes(hex))).toThrow(MalformedFrame)
  })
})

describe('message bodies', () => {
  it('carry times as plain numbers and texts as they are', () => {
    const message = { fromUserId: 'lin', dataTime: 1_795_249_288_715, content: '你好 😀' }
    const decoded = decodeMessage('DownStreamMessage', encodeMessage('DownStreamMessage', message))
    expect({ ...decoded }).toMatchObject(message)
  })

  it('that are not what their topic asks for are refused', () => {
    expect(() => decodeMessage('UpStreamMessage', bytes('0a ff'))).toThrow('UpStreamMessage')
  })
})
