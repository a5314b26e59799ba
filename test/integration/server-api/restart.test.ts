import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { ImServer } from '../helpers/im-server'
import { ServerSdk } from '../helpers/server-sdk'

describe('what the back end has set', () => {
  let directory: string
  let server: ImServer
  const api = new ServerSdk(() => server.address)

  beforeAll(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'server-api-'))
  })
  afterAll(async () => {
    await server.stop()
    await rm(directory, { recursive: true, force: true })
  })

  const start = async (): Promise<void> => {
    server = await ImServer.start({ IM_DATABASE_URL: `pglite:${path.join(directory, 'data')}` })
  }

  it('holds after the server was killed', async () => {
    await start()
    const group = { groupId: 'courtyard', userId: ['lin', 'chen'] }
    await api.ok('/group/create', { ...group, groupName: 'Locust Courtyard' })
    await api.ok('/group/ban/add', { groupId: 'courtyard' })
    await api.ok('/group/user/ban/whitelist/add', { groupId: 'courtyard', userId: 'lin' })
    await api.ok('/group/user/gag/add', { groupId: 'courtyard', userId: 'chen', minute: 0 })
    const room = { chatroomId: 'lobby', userId: 'chen', minute: 10 }
    await api.ok('/chatroom/create_new', { chatroomId: 'lobby', isBan: true, whiteUserIds: 'lin' })
    await api.ok('/chatroom/user/gag/add', room)
    await api.ok('/chatroom/user/block/add', room)
    await api.ok('/chatroom/user/ban/add', { userId: 'zhao', minute: 10 })
    await api.ok('/chatroom/keepalive/add', { chatroomId: 'lobby' })
    await api.ok('/chatroom/message/priority/add', { objectName: 'app:like' })
    const entry = { chatroomId: 'lobby', userId: 'system', key: 'notice', value: 'hi' }
    await api.ok('/chatroom/entry/set', entry)
    await api.ok('/user/block', { userId: 'zhao', minute: 10 })
    await api.ok('/user/blacklist/add', { userId: 'lin', blackUserId: 'zhao' })
    await api.ok('/sensitiveword/add', { word: 'gamble' })
    const queries: [path: string, fields: Record<string, string>][] = [
      ['/group/user/query', { groupId: 'courtyard' }],
      ['/group/ban/query', { groupId: 'courtyard' }],
      ['/group/user/ban/whitelist/query', { groupId: 'courtyard' }],
      ['/group/user/gag/list', { groupId: 'courtyard' }],
      ['/chatroom/get', { chatroomId: 'lobby' }],
      ['/chatroom/user/gag/list', { chatroomId: 'lobby' }],
      ['/chatroom/user/block/list', { chatroomId: 'lobby' }],
      ['/chatroom/user/ban/whitelist/query', { chatroomId: 'lobby' }],
      ['/chatroom/user/ban/query', {}],
      ['/chatroom/keepalive/query', {}],
      ['/chatroom/message/priority/query', {}],
      ['/chatroom/entry/query', { chatroomId: 'lobby' }],
      ['/user/block/query', {}],
      ['/user/blacklist/query', { userId: 'lin' }],
      ['/sensitiveword/list', { type: '2' }],
    ]
    const ask = async (): Promise<unknown[]> => {
      const answers = []
      for (const [name, fields] of queries) answers.push([name, await api.ok(name, fields)])
      return answers
    }
    const before = await ask()
    expect(JSON.stringify(before).match(/\[\]/g)).toBeNull()
    await server.kill()
    await start()
    expect(await ask()).toEqual(before)
  })
})
