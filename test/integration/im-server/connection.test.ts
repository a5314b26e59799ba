import { SdkPerson } from '../helpers/sdk-person'
import { textsOf, useServer } from '../helpers/use-server'

const town = useServer()

async function failsToConnect(token: string): Promise<number> {
  const someone = new SdkPerson(town.server, 'nobody', { token })
  const { code } = await someone.connect()
  await someone.leave()
  return code
}

describe('connecting', () => {
  it('refuses a token nobody issued with 31004', async () => {
    expect(await failsToConnect('forged.token@')).toBe(31004)
    const token = await town.server.tokenFor('lin')
    expect(await failsToConnect(`x${token}`)).toBe(31004)
  })

  it('signs the first device out when the person signs in on a second one', async () => {
    const first = await town.person('su')
    const kicked = first.next('DISCONNECT')
    await town.person('su')
    expect(await kicked).toBe(31010)
  })

  it('goes on after the socket is cut, with nothing lost or doubled', async () => {
    const [lin, chen] = await town.pair()
    const conversation = lin.conversation('private', chen.userId)
    await lin.say(conversation, 'before')
    await chen.messages(1)
    const isBack = chen.next('CONNECTED')
    await town.server.control('kill-sockets', { userId: chen.userId })
    await lin.say(conversation, 'meanwhile')
    await isBack
    await lin.say(conversation, 'after')
    expect(textsOf(await chen.messages(3))).toEqual(['before', 'meanwhile', 'after'])
  })

  it('answers a topic it does not know with 20606 instead of silence', async () => {
    const lin = await town.person(town.newId('lin'))
    expect(
      (await lin.sdk.bindRTCRoomForChatroom({ chatRoomId: 'lobby', rtcRoomId: 'rtc' })).code,
    ).toBe(20606)
  })

  it('answers with the status a test asks for, the next time only', async () => {
    const [lin, chen] = await town.pair()
    const conversation = lin.conversation('private', chen.userId)
    await town.server.control('refuse-acks', { topic: 'ppMsgP', status: 20604 })
    expect((await lin.say(conversation, 'too fast')).code).toBe(20604)
    expect((await lin.say(conversation, 'again')).code).toBe(0)
    expect(textsOf(await chen.messages(1))).toEqual(['again'])
  })
})
