import { ImServer } from '../helpers/im-server'
import { onEachDatabase } from '../helpers/databases'
import { AppServer } from './helpers/app-server'

onEachDatabase('the IM cloud', 'app', (database) => {
  let im: ImServer
  let server: AppServer

  beforeAll(async () => {
    im = await ImServer.start()
    server = await AppServer.start({ databaseUrl: database.url(), im })
  })
  afterAll(async () => {
    await server?.stop()
    await im?.stop()
  })

  it('hands out a token of the cloud with where to connect', async () => {
    const lin = await server.signIn('lin')
    const answer = await lin.post('/im/token')
    expect(answer.body).toEqual({
      token: expect.stringMatching(/^[^@]{16,}@?/) as string,
      userId: 'lin',
      appKey: 'hutong-test',
      navigators: [im.address],
      cmp: [im.address.replace('http://', '')],
    })
  })
})
