import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'

import getPort from 'get-port'

import { AppServer } from '../../app-server/helpers/app-server'
import type { PhonePace } from '../../helpers/hutong-phone'
import { ImServer } from '../../helpers/im-server'
import { ChaosPerson } from './chaos-person'
import { people, type PersonId } from './fault-plan'

/** Both servers with data of their own, and three people who talk through them. */
export class ChaosWorld {
  readonly people = new Map<PersonId, ChaosPerson>()
  im!: ImServer
  app!: AppServer
  private directory = ''
  private env: Record<string, string> = {}

  static async start(seed: number, pace: PhonePace): Promise<ChaosWorld> {
    const world = new ChaosWorld()
    await world.startServers()
    await Promise.all(
      people.map(async (id) => {
        world.people.set(id, await ChaosPerson.signedIn(id, seed, world.app.address, pace))
      }),
    )
    return world
  }

  person(id: PersonId): ChaosPerson {
    return this.people.get(id)!
  }

  get everybody(): ChaosPerson[] {
    return [...this.people.values()]
  }

  /** Kills the IM server and starts it again with what it had kept. */
  async restartIm(): Promise<void> {
    await this.im.kill()
    this.im = await ImServer.start(this.env)
  }

  /** Sends and their fates wait on devices: how many in all. */
  get waiting(): number {
    return this.everybody.reduce((total, person) => total + person.waiting, 0)
  }

  async stop(): Promise<void> {
    for (const { phone } of this.everybody) phone.kill()
    await Promise.all([this.app.stop(), this.im.kill()])
    await rm(this.directory, { recursive: true, force: true })
  }

  private async startServers(): Promise<void> {
    this.directory = await mkdtemp(path.join(tmpdir(), 'hutong-chaos-'))
    const [port, controlPort] = [await getPort(), await getPort()]
    this.env = {
      IM_PORT: String(port),
      IM_CONTROL_PORT: String(controlPort),
      IM_DATABASE_URL: `pglite:${path.join(this.directory, 'im')}`,
      IM_FILES_DIR: path.join(this.directory, 'files'),
    }
    const [im, app] = await Promise.all([
      ImServer.start(this.env),
      AppServer.start({
        databaseUrl: 'pglite:memory',
        im: { address: `http://127.0.0.1:${port}` },
        env: { APP_REQUESTS_PER_MINUTE: '1000000' },
      }),
    ])
    this.im = im
    this.app = app
    // The room's quota drops messages without a word; what is lost here must be lost by faults alone.
    await im.api('/chatroom/whitelist/add', { objectnames: ['RC:TxtMsg'] })
  }
}
