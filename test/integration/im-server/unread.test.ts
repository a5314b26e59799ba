import { useServer } from '../helpers/use-server'

describe('unread counts kept by the server', () => {
  const town = useServer({ IM_UNREAD_COUNTS: 'server', IM_MULTI_DEVICE: '1' })

  it('are there on a device that was away', async () => {
    const chenId = town.newId('chen')
    const lin = await town.person(town.newId('lin'))
    for (const text of ['1', '2', '3']) await lin.say(lin.conversation('private', chenId), text)
    const chen = await town.person(chenId)
    const conversation = chen.conversation('private', lin.userId)
    expect((await chen.sdk.getUnreadCount(conversation)).data).toBe(3)
  })
})

describe('a conversation list in real time', () => {
  const town = useServer({ IM_UNREAD_COUNTS: 'realtime', IM_MULTI_DEVICE: '1' })

  it('counts on the server, and forgets what was read on another device', async () => {
    const chenId = town.newId('chen')
    const lin = await town.person(town.newId('lin'))
    for (const text of ['1', '2']) await lin.say(lin.conversation('private', chenId), text)
    const chen = await town.person(chenId)
    const conversation = chen.conversation('private', lin.userId)
    expect((await chen.sdk.getRealtimeConTotalUnreadCount()).data).toBe(2)
    const counts = await chen.sdk.getRealtimeConUnreadCounts([conversation])
    expect(counts.data).toMatchObject([{ targetId: lin.userId, unreadCount: 2 }])
    expect((await chen.sdk.clearRealtimeConUnreadCount(conversation)).code).toBe(0)
    const tablet = await town.person(chenId)
    expect((await tablet.sdk.getRealtimeConTotalUnreadCount()).data).toBe(0)
  })
})
