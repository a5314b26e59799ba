import getPort from 'get-port'

import { onEachDatabase } from '../helpers/databases'
import { ImServer } from '../helpers/im-server'
import { SdkPerson } from '../helpers/sdk-person'
import { AppServer, type Listed } from './helpers/app-server'

onEachDatabase('callbacks from the IM cloud', 'app', (database) => {
  let im: ImServer
  let server: AppServer

  beforeAll(async () => {
    const port = await getPort({ host: '127.0.0.1' })
    const hooks = `http://127.0.0.1:${port}/v1/hooks/rongcloud`
    im = await ImServer.start({
      IM_CALLBACK_MESSAGES: `${hooks}/messages`,
      IM_CALLBACK_PRECHECK: `${hooks}/precheck`,
      IM_CALLBACK_PRESENCE: `${hooks}/presence`,
      IM_CALLBACK_ROOMS: `${hooks}/rooms`,
    })
    const env = { APP_PORT: String(port) }
    server = await AppServer.start({ databaseUrl: database.url(), im, env })
  })
  afterAll(async () => {
    await im?.stop()
    await server?.stop()
  })

  it('keep what was said, as evidence for a report', async () => {
    const lin = await server.signIn('lin')
    const chenPhone = await SdkPerson.connected(im, 'chen')
    const sent = await chenPhone.say(chenPhone.conversation('private', 'lin'), '证据在此')
    const report = { subjectType: 'message', subjectId: sent.data!.messageUId, reason: '看' }
    let evidence: unknown = null
    // The cloud tells of a message after it has delivered it; a report may come first.
    for (let turn = 0; turn < 100 && !evidence; turn++) {
      await lin.post('/reports', report)
      const { items } = (await lin.get<Listed>('/admin/reports?limit=100')).body
      evidence = items.at(-1)?.['evidence']
      if (items.length > 15) break
    }
    expect(evidence).toMatchObject({ fromId: 'chen', channel: 'PERSON', targetId: 'lin' })
    await chenPhone.leave()
  })

  it('stop a text with a word that was put on the list a moment ago', async () => {
    const lin = await server.signIn('lin')
    const [chenPhone, wangPhone] = await Promise.all(
      ['chen', 'wang'].map((id) => SdkPerson.connected(im, id)),
    )
    const conversation = chenPhone.conversation('private', 'wang')
    await lin.put('/admin/words', { word: '坏词' })
    const stopped = await chenPhone.say(conversation, '这是坏词')
    const passed = await chenPhone.say(conversation, '这是好词')
    expect(passed.code).toBe(0)
    const [first] = await wangPhone.messages(1, (message) => message.senderUserId === 'chen')
    expect(first.content).toMatchObject({ content: '这是好词' })
    expect(first.messageUId).not.toBe(stopped.data?.messageUId)
    await Promise.all([chenPhone.leave(), wangPhone.leave()])
  })

  it('tell who is online and who is gone', async () => {
    const lin = await server.signIn('lin')
    const isOnline = async () => (await lin.get('/users/su/presence')).body['isOnline']
    const becomes = async (wanted: boolean): Promise<boolean> => {
      for (let turn = 0; turn < 200; turn++) if ((await isOnline()) === wanted) return true
      return false
    }
    const phone = await SdkPerson.connected(im, 'su')
    expect(await becomes(true)).toBe(true)
    await phone.leave()
    expect(await becomes(false)).toBe(true)
  })
})
