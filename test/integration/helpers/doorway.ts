import { once } from 'node:events'
import net, { type AddressInfo, type Socket } from 'node:net'

/**
 * What a doorway does with those who come: lets them through, turns them away, leaves them standing, or takes them in
 * and brings no word back but the first, which opens a socket.
 */
type Manner = 'open' | 'shut' | 'silent' | 'mute'

/** Another address of a server on this machine, which can fail on its own. */
export class Doorway {
  private readonly inside = new Set<Socket>()
  private manner: Manner = 'open'
  /** Connections let through so far. */
  passedCount = 0

  private constructor(
    private readonly server: net.Server,
    private targetPort: number,
  ) {
    server.on('connection', (socket) => this.enter(socket))
  }

  static async to(targetPort: number): Promise<Doorway> {
    const server = net.createServer()
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    return new Doorway(server, targetPort)
  }

  /** A doorway that is shut, and leads nowhere until `leadTo`. */
  static async shut(): Promise<Doorway> {
    const doorway = await Doorway.to(0)
    doorway.turn('shut')
    return doorway
  }

  /** Opens it to a server. */
  leadTo(targetPort: number): void {
    this.targetPort = targetPort
    this.turn('open')
  }

  /** `host:port`. */
  get host(): string {
    return `127.0.0.1:${(this.server.address() as AddressInfo).port}`
  }

  /** Also ends every connection under way. */
  turn(manner: Manner): void {
    this.manner = manner
    for (const socket of this.inside) socket.destroy()
  }

  async remove(): Promise<void> {
    this.turn('shut')
    this.server.close()
    await once(this.server, 'close')
  }

  private enter(socket: Socket): void {
    this.keep(socket)
    if (this.manner === 'shut') socket.destroy()
    if (this.manner === 'shut' || this.manner === 'silent') return
    this.passedCount += 1
    const onward = net.connect(this.targetPort, '127.0.0.1')
    this.keep(onward)
    socket.pipe(onward)
    if (this.manner === 'open') onward.pipe(socket)
    else onward.once('data', (opening: Buffer) => socket.write(upgradeIn(opening)))
    socket.on('close', () => onward.destroy())
    onward.on('close', () => socket.destroy())
  }

  private keep(socket: Socket): void {
    this.inside.add(socket)
    socket.on('error', () => socket.destroy())
    socket.on('close', () => this.inside.delete(socket))
  }
}

/** The server's CONNACK may come in one piece with it. */
function upgradeIn(opening: Buffer): Buffer {
  const end = opening.indexOf('\r\n\r\n')
  return end < 0 ? opening : opening.subarray(0, end + 4)
}
