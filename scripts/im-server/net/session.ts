import { randomBytes } from 'node:crypto'

import type { WebSocket } from 'ws'

import { encodeDown } from '../protocol/frame-codec'
import type { OutgoingDownPacket } from '../protocol/packets'

/** Who connected, and with what. */
export interface SessionIdentity {
  userId: string
  deviceId: string
  /** `platform` of the WebSocket address, e.g. `MiniProgram`. */
  platform: string
  protocolVersion: number
  /** Host and port of the device's side of the connection. */
  address: string
}

/** A device in a room, from its last entrance on. */
interface RoomVisit {
  /** Time of the room's newest message then, Unix ms. */
  readonly since: number
  /** Messages it sent itself; its pulls leave them out, for the SDK would show them twice. */
  readonly ownUids: Set<string>
}

/** One accepted connection of one device. */
export class Session {
  readonly id = randomBytes(8).toString('hex')
  readonly userId: string
  readonly deviceId: string
  readonly platform: string
  readonly protocolVersion: number
  readonly address: string
  /** Whether the person signed out, rather than lost the connection. */
  isSignedOut = false
  readonly connectedAt = Date.now()
  lastHeardAt = Date.now()
  /** By room id. */
  private readonly roomVisits = new Map<string, RoomVisit>()
  /** Ends when the frames received so far are handled; set while one of them waits for something. */
  backlog: Promise<void> | null = null

  constructor(
    identity: SessionIdentity,
    private readonly socket: WebSocket,
  ) {
    this.userId = identity.userId
    this.deviceId = identity.deviceId
    this.platform = identity.platform
    this.protocolVersion = identity.protocolVersion
    this.address = identity.address
  }

  enterRoom(roomId: string, since: number): void {
    this.roomVisits.set(roomId, { since, ownUids: new Set() })
  }

  /** Without an entrance of its own a device has seen nothing said in the room, and said nothing. */
  visitOf(roomId: string): RoomVisit {
    const visit = this.roomVisits.get(roomId) ?? { since: Infinity, ownUids: new Set() }
    this.roomVisits.set(roomId, visit)
    return visit
  }

  get isOpen(): boolean {
    return this.socket.readyState === this.socket.OPEN
  }

  send(packet: OutgoingDownPacket): void {
    this.sendFrame(encodeDown(packet))
  }

  sendFrame(frame: Buffer): void {
    if (this.isOpen) this.socket.send(frame)
  }

  /** Tells why, then closes: the SDK does not close its side on DISCONNECT. */
  disconnect(status: number): void {
    this.send({ name: 'disconnect', reserved: 0, status })
    this.socket.close(1000)
  }

  signOut(): void {
    this.isSignedOut = true
    this.socket.close(1000, 'signed out')
  }

  /** Drops the connection without a word, as a network does. */
  kill(): void {
    this.socket.terminate()
  }

  close(code: number, reason: string): void {
    this.socket.close(code, reason)
  }
}
