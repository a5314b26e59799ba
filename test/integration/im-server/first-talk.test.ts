import { ImServer } from '../helpers/im-server'
import { SdkPerson } from '../helpers/sdk-person'

describe('two people and the published SDK', () => {
  let server: ImServer
  const people: SdkPerson[] = []

  async function person(userId: string): Promise<SdkPerson> {
    const someone = await SdkPerson.connected(server, userId)
    people.push(someone)
    return someone
  }

  beforeAll(async () => {
    server = await ImServer.start()
  })
  afterEach(async () => {
    await Promise.all(people.splice(0).map((someone) => someone.leave()))
  })
  afterAll(() => server.stop())

  it('shows a text to the other person, with the id and time the sender was given', async () => {
    const [lin, chen] = await Promise.all([person('lin'), person('chen')])
    const { code, data } = await lin.say(lin.conversation('private', 'chen'), '你好 😀')
    expect(code).toBe(0)
    const [message] = await chen.messages(1)
    expect(message).toMatchObject({
      senderUserId: 'lin',
      content: { content: '你好 😀' },
      messageUId: data!.messageUId,
      sentTime: data!.sentTime,
    })
  })
})
