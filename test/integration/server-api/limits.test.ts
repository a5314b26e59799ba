import { ServerSdk } from '../helpers/server-sdk'
import { useServer } from '../helpers/use-server'

const town = useServer({ IM_API_CALLS_PER_SECOND: '20', IM_SERVICES_OFF: 'keep-alive' })
const api = new ServerSdk(() => town.server.address)

describe('limits of the Server API', () => {
  it('refuse calls of one endpoint that come too often, and no others', async () => {
    const call = (n: number) => api.form('/user/getToken', { userId: `user-${n}` })
    const startedAt = performance.now()
    const answers = await Promise.all(Array.from({ length: 200 }, (_, n) => call(n)))
    const seconds = Math.floor((performance.now() - startedAt) / 1000) + 1
    const passed = answers.filter((answer) => answer.code === 200)
    const refused = answers.filter((answer) => answer.code === 1008)
    expect(passed.length).toBeGreaterThanOrEqual(20)
    expect(passed.length).toBeLessThanOrEqual(20 * seconds)
    expect(refused).toHaveLength(answers.length - passed.length)
    expect(refused[0]).toMatchObject({ status: 429 })
    expect(await api.form('/user/checkOnline', { userId: 'user-0' })).toMatchObject({ code: 200 })
  })

  it('let two broadcasts an hour through', async () => {
    const notice = { fromUserId: 'system', objectName: 'RC:TxtMsg', content: '{"content":"hi"}' }
    const codes = []
    for (let n = 0; n < 3; n++) codes.push((await api.form('/message/broadcast', notice)).code)
    expect(codes).toEqual([200, 200, 1008])
  })

  it('answer 1009 for a service that is not on', async () => {
    const answer = await api.form('/chatroom/keepalive/add', { chatroomId: 'lobby' })
    expect(answer).toMatchObject({ code: 1009 })
  })
})
