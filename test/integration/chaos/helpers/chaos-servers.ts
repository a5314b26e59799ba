import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'

import getPort from 'get-port'

import { AppServer, type Person } from '../../app-server/helpers/app-server'
import { WECHAT_APP_ID, WECHAT_APP_SECRET, WeChatStub } from '../../app-server/helpers/wechat-stub'
import { ImServer } from '../../helpers/im-server'

const READY_MS = 60_000

/** Both servers with data of their own, for seeds that run together and have people of their own. */
export class ChaosServers {
  im!: ImServer
  app!: AppServer
  private wechat!: WeChatStub
  private directory = ''
  private env: Record<string, string> = {}
  /** Seeds that have not restarted the server yet. */
  private expected = 0
  private waiting: (() => void)[] = []
  private restarting: Promise<void> = Promise.resolve()

  static async start(): Promise<ChaosServers> {
    const servers = new ChaosServers()
    servers.directory = await mkdtemp(path.join(tmpdir(), 'hutong-chaos-'))
    const ports = await Promise.all(Array.from({ length: 4 }, () => getPort()))
    const [port, controlPort, uploadPort, uploadPort2] = ports.map(String)
    servers.env = {
      IM_PORT: port,
      IM_CONTROL_PORT: controlPort,
      IM_UPLOAD_PORT: uploadPort,
      IM_UPLOAD_PORT_2: uploadPort2,
      IM_DATABASE_URL: `pglite:${path.join(servers.directory, 'im')}`,
      IM_FILES_DIR: path.join(servers.directory, 'files'),
    }
    servers.wechat = await WeChatStub.start()
    const [im, app] = await Promise.all([
      ImServer.start(servers.env),
      AppServer.start({
        databaseUrl: 'pglite:memory',
        im: { address: `http://127.0.0.1:${port}` },
        env: {
          APP_REQUESTS_PER_MINUTE: '1000000',
          WECHAT_APP_ID,
          WECHAT_APP_SECRET,
          WECHAT_API_URL: servers.wechat.address,
        },
      }),
    ])
    servers.im = im
    servers.app = app
    // The room's quota drops messages without a word; what is lost here must be lost by faults alone.
    const objectnames = ['RC:TxtMsg', 'RC:FileMsg', 'RC:HQVCMsg']
    await im.api('/chatroom/whitelist/add', { objectnames })
    return servers
  }

  /** What `wx.login` gives on the phone of somebody new. */
  newcomersCode(name: string): string {
    this.wechat.give(`code ${name}`, { openid: `openid ${name}`, session_key: 'key' })
    return `code ${name}`
  }

  /** Makes these people contacts, with a group and a room of their own. */
  async introduce(people: Person[]): Promise<{ groupId: string; roomId: string }> {
    const [first, ...others] = people
    for (const [index, person] of people.entries()) {
      for (const other of people.slice(index + 1)) {
        await person.post('/contact-requests', { userId: other.id })
        // Who asks back has accepted.
        await other.post('/contact-requests', { userId: person.id })
      }
    }
    const memberIds = others.map(({ id }) => id)
    const group = await first.post<{ id: string }>('/groups', { name: 'Courtyard', memberIds })
    const room = await first.post<{ id: string }>('/rooms', { name: 'Lobby' })
    if (!group.body.id || !room.body.id) {
      throw new Error(`no group or room: ${JSON.stringify([group.body, room.body])}`)
    }
    await this.untilCloudHas(group.body.id, people.length)
    return { groupId: group.body.id, roomId: room.body.id }
  }

  /** The app server tells the cloud of a group in its own time. */
  private async untilCloudHas(groupId: string, members: number): Promise<void> {
    for (const until = Date.now() + READY_MS; Date.now() < until;) {
      const { users } = await this.im.api('/group/user/query', { groupId })
      if (Array.isArray(users) && users.length === members) return
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    throw new Error(`the cloud never heard of group ${groupId}`)
  }

  /** So many seeds will ask for `restartIm`, or `leave`. */
  expect(seeds: number): void {
    this.expected = seeds
  }

  /** A seed that ended early does not keep the others waiting. */
  leave(): void {
    this.expected -= 1
    this.restartWhenAllWait()
  }

  /**
   * Kills the IM server and starts it again with what it had kept, once for all seeds: it waits until
   * each of them has come this far.
   * @returns when the kill begins; `restarted` is over when the server is back.
   */
  async restartIm(): Promise<void> {
    const killed = new Promise<void>((resolve) => this.waiting.push(resolve))
    this.restartWhenAllWait()
    await killed
  }

  get restarted(): Promise<void> {
    return this.restarting
  }

  /** Asks the server for a fault, once it is there. */
  async control(verb: string, body: object): Promise<void> {
    await this.restarting
    await this.im.control(verb, body)
  }

  private restartWhenAllWait(): void {
    if (this.waiting.length === 0 || this.waiting.length < this.expected) return
    this.restarting = this.restart()
    for (const resolve of this.waiting.splice(0)) resolve()
  }

  private async restart(): Promise<void> {
    await this.im.kill()
    this.im = await ImServer.start(this.env)
  }

  async stop(): Promise<void> {
    await Promise.all([this.app.stop(), this.im.kill()])
    await this.wechat.stop()
    await rm(this.directory, { recursive: true, force: true })
  }
}
