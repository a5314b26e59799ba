import { once } from 'node:events'

import { textMessage, WireClient } from '../../../scripts/tools/wire-client'
import { onEachDatabase } from '../helpers/databases'
import { APP_KEY, ImServer } from '../helpers/im-server'
import { SdkPerson, type SdkMessage } from '../helpers/sdk-person'

const CONVERSATIONS = 5
const ON_THEIR_WAY = 1_000

onEachDatabase('a server that is killed or stopped', 'im', (database) => {
  const start = (): Promise<ImServer> => ImServer.start({ IM_DATABASE_URL: database.keptUrl() })

  it('while 1,000 messages are on their way has every acknowledged one in history and in the receiver’s pull, none twice', async () => {
    const server = await start()
    const lin = await WireClient.connect({
      port: server.port,
      appKey: APP_KEY,
      token: await server.tokenFor('lin'),
    })
    const acknowledged = new Map<string, string[]>()
    const isOver = once(lin.socket, 'close')
    let killed: Promise<void> | undefined
    let sentCount = 0
    const send = async (): Promise<void> => {
      const peer = `peer${sentCount % CONVERSATIONS}`
      const { uid } = await lin.publish('ppMsgP', peer, textMessage(`message ${sentCount++}`))
      killed ??= server.kill()
      acknowledged.set(peer, [...(acknowledged.get(peer) ?? []), uid])
      // As many as before are on their way, however fast the server is.
      void send()
    }
    for (let count = 0; count < ON_THEIR_WAY; count++) void send()
    await isOver
    await killed
    expect(acknowledged.size).toBeGreaterThan(0)

    const restarted = await start()
    for (const [peer, uids] of acknowledged) {
      const reader = await SdkPerson.connected(restarted, peer)
      const pulled = reader.received().map((message) => message.messageUId)
      const history = await wholeHistory(reader, 'lin')
      for (const list of [pulled, history.map((message) => message.messageUId)]) {
        expect(list).toEqual(expect.arrayContaining(uids))
        expect(new Set(list).size).toBe(list.length)
      }
      await reader.leave()
    }
    await restarted.stop()
  })

  it('keeps groups, settings and rooms over an ordinary restart', async () => {
    const first = await start()
    await first.api('/group/create', { userId: ['lin', 'chen'], groupId: 'g', groupName: 'G' })
    await first.api('/chatroom/create_new', { chatroomId: 'lobby' })
    const lin = await SdkPerson.connected(first, 'lin')
    await lin.sdk.setConversationToTop(lin.conversation('group', 'g'), true)
    await lin.leave()
    await first.stop()
    const second = await start()
    const again = await SdkPerson.connected(second, 'lin')
    const { code } = await again.say(again.conversation('group', 'g'), 'still a member')
    expect(code).toBe(0)
    expect((await again.sdk.joinExistChatRoom('lobby', { count: 1 })).code).toBe(0)
    const { data } = await again.sdk.getConversation(again.conversation('group', 'g'))
    expect(data).toMatchObject({ isTop: true })
    await again.leave()
    await second.stop()
  })
})

async function wholeHistory(person: SdkPerson, peer: string): Promise<SdkMessage[]> {
  const all: SdkMessage[] = []
  let timestamp = 0
  for (;;) {
    const { data } = await person.sdk.getHistoryMessages(person.conversation('private', peer), {
      timestamp,
      count: 100,
    })
    all.unshift(...data!.list)
    if (!data!.hasMore) return all
    timestamp = data!.list[0].sentTime
  }
}
