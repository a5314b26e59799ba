import type { PhonePace } from '../../helpers/hutong-phone'
import { ChaosPerson, privateWith, type Cast } from './chaos-person'
import type { ChaosServers } from './chaos-servers'
import { roles, type Place, type Role } from './fault-plan'
import { SaidFiles } from './said-files'

/** The three people of one seed, who share servers with those of other seeds and nothing else. */
export class ChaosWorld {
  readonly files = new SaidFiles()
  hasRestartedServer = false
  cast!: Cast
  private readonly people = new Map<Role, ChaosPerson>()

  private constructor(
    readonly servers: ChaosServers,
    readonly speed: number,
  ) {}

  static async start(servers: ChaosServers, seed: number, pace: PhonePace): Promise<ChaosWorld> {
    const world = new ChaosWorld(servers, pace.speed ?? 1)
    const to = { seed, servers, files: world.files, pace }
    try {
      // One after the other: seeds that start together are crowd enough.
      for (const role of roles) world.people.set(role, await ChaosPerson.signedIn(role, to))
      const { groupId, roomId } = await servers.introduce(
        world.everybody.map(({ account }) => account),
      )
      const idOf = (role: Role) => world.person(role).userId
      const userIds = { lin: idOf('lin'), chen: idOf('chen'), wang: idOf('wang') }
      world.cast = { userIds, groupId, roomId }
      for (const person of world.everybody) person.begin(world.cast)
      return world
    } catch (error) {
      world.stop()
      throw error
    }
  }

  person(role: Role): ChaosPerson {
    return this.people.get(role)!
  }

  get everybody(): ChaosPerson[] {
    return [...this.people.values()]
  }

  /** Asks the server for a fault that hits these three people only. */
  async control(verb: string, body: object = {}): Promise<void> {
    const userIds = Object.values(this.cast.userIds)
    await this.servers.control(verb, { ...body, userIds })
  }

  /** Sends and their fates wait on devices: how many in all. */
  get waiting(): number {
    return this.everybody.reduce((total, person) => total + person.waiting, 0)
  }

  /** Rows on all screens. */
  get rowCount(): number {
    return this.everybody.reduce((total, person) => total + person.rowCount, 0)
  }

  /** What was said in a conversation that one person sees as this place, by each who talks there. */
  saidIn(viewer: Role, place: Place): string[][] {
    return roles
      .map((role) => {
        const { said } = this.person(role)
        if (!place.startsWith('private:') || role === viewer) return said.get(place) ?? []
        return place === privateWith(role) ? (said.get(privateWith(viewer)) ?? []) : []
      })
      .filter((labels) => labels.length > 0)
  }

  stop(): void {
    for (const { phone } of this.everybody) phone.kill()
  }
}
