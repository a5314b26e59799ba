import { ConversationType } from '../../../scripts/im-server/protocol/flags'
import { postInRoom } from '../../../scripts/im-server/rules/room-posting'
import { destroyIdleRooms } from '../../../scripts/im-server/rules/room-membership'
import { stillCloud, text } from './helpers'

const MINUTE_MS = 60_000

async function lobby() {
  const { cloud, pass } = await stillCloud()
  const { rooms } = cloud.state
  rooms.ensure('lobby')
  rooms.enter('lobby', 'lin')
  const livesAfter = (minutes: number): boolean => {
    pass(minutes * MINUTE_MS)
    destroyIdleRooms(cloud)
    return rooms.get('lobby') !== undefined
  }
  return { cloud, rooms, livesAfter }
}

describe('a room nobody uses', () => {
  it('ends after an hour without speech or joins, with people sitting in it', async () => {
    const { livesAfter } = await lobby()
    expect(livesAfter(60)).toBe(true)
    expect(livesAfter(1)).toBe(false)
  })

  it('starts its hour again with each message and each person who comes, not with one who goes', async () => {
    const { cloud, rooms, livesAfter } = await lobby()
    expect(livesAfter(50)).toBe(true)
    postInRoom(cloud, text(ConversationType.CHATROOM, 'lin', 'lobby', 'hello'))
    expect(livesAfter(50)).toBe(true)
    rooms.enter('lobby', 'chen')
    expect(livesAfter(50)).toBe(true)
    rooms.leave('lobby', 'chen')
    expect(livesAfter(11)).toBe(false)
  })

  it('lives as long as it was made for', async () => {
    const { rooms, livesAfter } = await lobby()
    rooms.update('lobby', (room) => void (room.lifetimeMinutes = 10_080))
    expect(livesAfter(10_080)).toBe(true)
    expect(livesAfter(1)).toBe(false)
  })

  it('never ends while it is kept alive', async () => {
    const { rooms, livesAfter } = await lobby()
    rooms.update('lobby', (room) => void (room.isKeptAlive = true))
    expect(livesAfter(100_000)).toBe(true)
  })
})
