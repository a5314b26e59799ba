import { CallbackReceiver, type Received } from '../helpers/callback-receiver'
import { onEachDatabase } from '../helpers/databases'
import { ImServer } from '../helpers/im-server'
import { SdkPerson } from '../helpers/sdk-person'
import { AppServer, type Listed } from './helpers/app-server'

const MESSAGES = '/v1/hooks/rongcloud/messages'
const PRESENCE = '/v1/hooks/rongcloud/presence'

onEachDatabase('callbacks from the IM cloud', 'app', (database) => {
  let im: ImServer
  let server: AppServer
  /** Stands between the two, and sees what the app server has taken. */
  let hooks: CallbackReceiver

  beforeAll(async () => {
    hooks = await CallbackReceiver.start()
    im = await ImServer.start({
      IM_CALLBACK_MESSAGES: hooks.address(MESSAGES),
      IM_CALLBACK_PRECHECK: hooks.address('/v1/hooks/rongcloud/precheck'),
      IM_CALLBACK_PRESENCE: hooks.address(PRESENCE),
      IM_CALLBACK_ROOMS: hooks.address('/v1/hooks/rongcloud/rooms'),
    })
    server = await AppServer.start({ databaseUrl: database.url(), im })
    hooks.handOnTo(server.address)
  })
  afterAll(async () => {
    await im?.stop()
    await hooks?.stop()
    await server?.stop()
  })

  it('keep what was said, as evidence for a report', async () => {
    const lin = await server.signIn('lin')
    const chenPhone = await SdkPerson.connected(im, 'chen')
    const sent = await chenPhone.say(chenPhone.conversation('private', 'lin'), '证据在此')
    const subjectId = sent.data!.messageUId
    await hooks.first(MESSAGES, ({ body }) => body.includes(subjectId))
    await lin.post('/reports', { subjectType: 'message', subjectId, reason: '看' })
    const { items } = (await lin.get<Listed>('/admin/reports')).body
    const evidence = { fromId: 'chen', channel: 'PERSON', targetId: 'lin' }
    expect(items).toMatchObject([{ subjectId, evidence }])
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
    const told = (status: string) => (callback: Received) =>
      callback.body.includes(`"userid":"su","status":"${status}"`)
    const phone = await SdkPerson.connected(im, 'su')
    await hooks.first(PRESENCE, told('0'))
    expect(await isOnline()).toBe(true)
    await phone.leave()
    await hooks.first(PRESENCE, told('1'))
    expect(await isOnline()).toBe(false)
  })
})
