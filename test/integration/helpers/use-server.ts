import { ImServer } from './im-server'
import { SdkPerson, type PersonOptions } from './sdk-person'

export interface Neighbourhood {
  readonly server: ImServer
  /** A connected person; everybody's device is switched off after the test. */
  person(userId: string, options?: PersonOptions): Promise<SdkPerson>
  /** Two connected people who have not talked yet. */
  pair(): Promise<[SdkPerson, SdkPerson]>
  /** A user id nobody has used: tests share one server, and must not see each other's messages. */
  newId(name: string): string
  /** A group of these people. @returns its id. */
  group(userIds: string[]): Promise<string>
}

/** Starts one IM server for the test file and gives out people who talk through it. */
export function useServer(env: Record<string, string> = {}): Neighbourhood {
  let server: ImServer
  let count = 0
  const people: SdkPerson[] = []
  beforeAll(async () => {
    server = await ImServer.start(env)
  })
  afterEach(async () => {
    await server.control('clear')
    await Promise.all(people.splice(0).map((person) => person.leave()))
  })
  afterAll(() => server.stop())

  const newId = (name: string): string => `${name}-${++count}`
  const person = async (userId: string, options: PersonOptions = {}): Promise<SdkPerson> => {
    const someone = await SdkPerson.connected(server, userId, options)
    people.push(someone)
    return someone
  }
  return {
    get server() {
      return server
    },
    person,
    newId,
    pair: () => Promise.all([person(newId('lin')), person(newId('chen'))]),
    async group(userIds) {
      const groupId = newId('courtyard')
      await server.api('/group/create', { userId: userIds, groupId, groupName: 'Locust Courtyard' })
      return groupId
    },
  }
}

/** The text of each message, in order. */
export function textsOf(messages: { content: unknown }[]): string[] {
  return messages.map(({ content }) => (content as { content: string }).content)
}
