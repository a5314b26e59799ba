import { ServerSdk } from '../helpers/server-sdk'
import { textsOf, useServer } from '../helpers/use-server'

const town = useServer()
const api = new ServerSdk(() => town.server.address)

/** Two connected members of a new group. */
async function courtyard() {
  const [lin, chen] = await town.pair()
  const groupId = town.newId('courtyard')
  const userId = [lin.userId, chen.userId]
  await api.ok('/group/create', { userId, groupId, groupName: 'Locust Courtyard' })
  return { lin, chen, groupId, here: lin.conversation('group', groupId) }
}

describe('a group', () => {
  it('lists its members, and each of them their groups', async () => {
    const { lin, chen, groupId } = await courtyard()
    expect(await api.ok('/group/user/query', { groupId })).toMatchObject({
      users: [{ id: lin.userId }, { id: chen.userId }],
    })
    await api.ok('/group/refresh', { groupId, groupName: '槐树院' })
    expect(await api.ok('/user/group/query', { userId: lin.userId })).toMatchObject({
      groups: [{ id: groupId, name: '槐树院' }],
    })
  })

  it('reaches a new member from the moment they join', async () => {
    const { lin, groupId, here } = await courtyard()
    const su = await town.person(town.newId('su'))
    const joined = { userId: su.userId, groupId, groupName: 'Locust Courtyard' }
    expect(await api.ok('/group/join', joined)).toMatchObject({ memberCount: 3 })
    await lin.say(here, 'welcome')
    expect(textsOf(await su.messages(1))).toEqual(['welcome'])
  })

  it('is closed at once to a member who is kicked', async () => {
    const { lin, chen, groupId, here } = await courtyard()
    expect(await api.ok('/group/quit', { userId: chen.userId, groupId })).toMatchObject({
      memberCount: 1,
    })
    expect((await chen.say(here, 'hello?')).code).toBe(22406)
    await lin.say(here, 'only us')
    await lin.say(lin.conversation('private', chen.userId), 'you are out')
    expect(textsOf(await chen.messages(1))).toEqual(['you are out'])
  })

  it('is closed at once to everybody when it is dismissed', async () => {
    const { lin, chen, groupId, here } = await courtyard()
    await api.ok('/group/dismiss', { userId: lin.userId, groupId })
    expect((await lin.say(here, 'anybody?')).code).toBe(22406)
    expect((await chen.say(here, 'anybody?')).code).toBe(22406)
    expect(await api.form('/group/dismiss', { userId: lin.userId, groupId })).toMatchObject({
      code: 1002,
    })
  })

  it('has exactly the members a sync of their groups leaves in it', async () => {
    const { lin, groupId } = await courtyard()
    const other = town.newId('orchard')
    await api.ok('/group/sync', { userId: lin.userId, group: { [other]: 'Orchard' } })
    expect(await api.ok('/user/group/query', { userId: lin.userId })).toMatchObject({
      groups: [{ id: other, name: 'Orchard' }],
    })
    const { users } = await api.ok<{ users: { id: string }[] }>('/group/user/query', { groupId })
    expect(users.map(({ id }) => id)).not.toContain(lin.userId)
  })

  it('tells a muted member 22408 until the mute is lifted', async () => {
    const { chen, groupId, here } = await courtyard()
    const who = { userId: chen.userId, groupId }
    await api.ok('/group/user/gag/add', { ...who, minute: 5 })
    expect((await chen.say(here, 'hm')).code).toBe(22408)
    expect(await api.ok('/group/user/gag/list', { groupId })).toMatchObject({
      users: [{ userId: chen.userId, time: expect.stringMatching(/^\d{4}-/) as string }],
    })
    await api.ok('/group/user/gag/rollback', who)
    expect((await chen.say(here, 'hm')).code).toBe(0)
  })

  it('muted as a whole hears only members who are exempt', async () => {
    const { lin, chen, groupId, here } = await courtyard()
    await api.ok('/group/ban/add', { groupId })
    await api.ok('/group/user/ban/whitelist/add', { userId: lin.userId, groupId })
    expect((await lin.say(here, 'notice')).code).toBe(0)
    expect((await chen.say(here, 'hm')).code).toBe(22408)
    expect(await api.ok('/group/user/ban/whitelist/query', { groupId })).toMatchObject({
      userIds: [lin.userId],
    })
    expect(await api.ok('/group/ban/query', { groupId })).toMatchObject({
      groupinfo: [{ groupId, stat: 1 }],
    })
    const { groupinfo } = await api.ok<{ groupinfo: object[] }>('/group/ban/query', { page: 1 })
    expect(groupinfo).toContainEqual({ groupId, stat: 1 })
    await api.ok('/group/user/ban/whitelist/rollback', { userId: lin.userId, groupId })
    expect((await lin.say(here, 'hm')).code).toBe(22408)
    await api.ok('/group/ban/rollback', { groupId })
    expect((await chen.say(here, 'at last')).code).toBe(0)
  })
})
