import { ConversationType } from '../../../scripts/im-server/protocol/flags'
import { postInRoom } from '../../../scripts/im-server/rules/room-posting'
import { stillCloud, text } from './helpers'

const LOW = 'app:like'
const HIGH = 'RC:TxtMsg'

async function lobby() {
  const { cloud, pass } = await stillCloud()
  cloud.state.rooms.ensure('lobby')
  cloud.state.roomPolicies.change('lowPriorityTypes', [LOW], true)
  const post = (count: number, classname: string, from = 'lin'): void => {
    for (let n = 1; n <= count; n++) {
      const draft = text(ConversationType.CHATROOM, from, 'lobby', `${classname} ${n}`, classname)
      postInRoom(cloud, draft)
    }
  }
  const kept = (): string[] =>
    [...cloud.state.messages.log(ConversationType.CHATROOM, 'lin', 'lobby').after(0)].map(
      ({ content }) => (JSON.parse(content) as { content: string }).content,
    )
  const keptOf = (classname: string): number =>
    kept().filter((content) => content.startsWith(classname)).length
  return { cloud, pass, post, kept, keptOf }
}

describe('a room that is flooded', () => {
  it('keeps the first 40 messages of 200 ms and drops the newest', async () => {
    const { post, kept, pass } = await lobby()
    post(50, HIGH)
    expect(kept()).toHaveLength(40)
    expect(kept().at(-1)).toBe(`${HIGH} 40`)
    pass(199)
    post(1, HIGH)
    expect(kept()).toHaveLength(40)
    pass(1)
    post(1, HIGH)
    expect(kept()).toHaveLength(41)
  })

  it('keeps 20 places for high priority however many likes came first', async () => {
    const { post, keptOf } = await lobby()
    post(50, LOW)
    expect(keptOf(LOW)).toBe(20)
    post(50, HIGH)
    expect(keptOf(HIGH)).toBe(20)
  })

  it('gives likes only what high priority has left', async () => {
    const { post, keptOf } = await lobby()
    post(35, HIGH)
    post(50, LOW)
    expect([keptOf(HIGH), keptOf(LOW)]).toEqual([35, 5])
  })

  it('always takes what a host says and what is of a protected type', async () => {
    const { cloud, post, kept, keptOf } = await lobby()
    cloud.state.rooms.update('lobby', (room) => void (room.hosts = ['host']))
    cloud.state.roomPolicies.change('protectedTypes', ['app:gift'], true)
    post(40, HIGH)
    post(5, HIGH, 'host')
    post(5, 'app:gift')
    expect(kept()).toHaveLength(50)
    cloud.state.roomPolicies.change('protectedTypes', ['app:gift'], false)
    post(1, 'app:gift')
    expect(keptOf('app:gift')).toBe(5)
  })
})
