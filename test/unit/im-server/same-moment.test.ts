import { conversationHandlers } from '../../../scripts/im-server/handlers/conversations'
import type { Call } from '../../../scripts/im-server/handlers/handler'
import { historyHandlers } from '../../../scripts/im-server/handlers/history'
import { modifyHandlers } from '../../../scripts/im-server/handlers/modify'
import { pullHandlers } from '../../../scripts/im-server/handlers/pull'
import { unreadHandlers, unreadPublishHandlers } from '../../../scripts/im-server/handlers/unread'
import type { Session } from '../../../scripts/im-server/net/session'
import { ConversationType } from '../../../scripts/im-server/protocol/flags'
import {
  decodeMessage,
  encodeMessage,
  type Draft,
  type Message,
  type MessageName,
} from '../../../scripts/im-server/protocol/messages'
import { stillCloud, text } from './helpers'

const { PRIVATE, GROUP } = ConversationType

function filled<Name extends MessageName>(name: Name, draft: Draft<Message<Name>>): Message<Name> {
  return decodeMessage(name, encodeMessage(name, draft))
}

/** A server on which nothing takes time: what happens without a `pass` between happens within one millisecond. */
async function standing() {
  const { cloud, pass } = await stillCloud()
  const as = (userId: string): Call => ({ cloud, session: { userId } as Session, target: userId })
  const say = (content: string) => cloud.state.messages.add(text(PRIVATE, 'lin', 'chen', content))
  return { cloud, pass, as, say, chen: as('chen') }
}

describe('in one moment', () => {
  it('a conversation is removed, and comes back with the next message', async () => {
    const { chen, pass, say } = await standing()
    const listed = async () =>
      (await conversationHandlers.qryRelationR(filled('RelationQryInput', {}), chen)).info?.length
    say('old')
    pass(5)
    const relation = [{ conversationType: PRIVATE, conversationId: 'lin' }]
    await conversationHandlers.delRelationBatch(filled('RelationDelBatchReq', { relation }), chen)
    expect(await listed()).toBe(0)
    say('new')
    expect(await listed()).toBe(1)
  })

  it('history is cleared, and keeps what is said afterwards', async () => {
    const { chen, pass, say } = await standing()
    const history = async () => {
      const request = filled('HistoryMsgInput', { targetId: 'lin', time: 0, count: 20, order: 0 })
      return (await historyHandlers.qryPMsg(request, chen)).list?.length
    }
    say('old')
    pass(5)
    const everything = { targetId: 'lin', dataTime: 0, conversationType: PRIVATE }
    await historyHandlers.cleanPMsg(filled('CleanHisMsgInput', everything), chen)
    expect(await history()).toBe(0)
    say('new')
    expect(await history()).toBe(1)
  })

  it('two messages are edited, and a device that has pulled the one edit pulls the other', async () => {
    const { as, chen, say } = await standing()
    const edit = ({ uid }: { uid: string }) =>
      modifyHandlers.modifyMsg(
        filled('MsgChangeReq', { msgUID: uid, content: '{"content":"better"}' }),
        as('lin'),
      )
    const pull = (pullVersion: number) =>
      pullHandlers.pullModifyMsg(filled('PullModifyMsgReq', { pullVersion }), chen)
    const [first, second] = [say('one'), say('two')]
    await edit(first)
    const { nextVersion, msg } = await pull(1)
    expect(msg).toHaveLength(1)
    await edit(second)
    expect((await pull(nextVersion!)).msg).toMatchObject([{ msg: { msgId: second.uid } }])
  })

  it('a message is pulled by one device and read on another, which the first learns', async () => {
    const { chen, say } = await standing()
    const pull = async (version: number) =>
      (await unreadHandlers.pullSe(filled('SessionQryInput', { version }), chen)).session
    const { time } = say('read me')
    const [before] = (await pull(0)) ?? []
    expect(before).toMatchObject({ unread: { cnt: 1 } })
    const read = { type: PRIVATE, msgTime: time, channelId: 'lin' }
    await unreadPublishHandlers.updRTime(filled('SessionMsgReadInput', read), chen)
    expect(await pull(before.version!)).toMatchObject([{ unread: { cnt: 0 } }])
  })

  it('a person joins a group, and sees what is said after it and nothing said before', async () => {
    const { cloud, chen } = await standing()
    const { groups, messages } = cloud.state
    const say = (content: string) =>
      messages.add({ ...text(GROUP, 'lin', 'yard', content), recipients: ['chen'] })
    groups.join('yard', 'Yard', ['lin'])
    say('before')
    groups.join('yard', '', ['chen'])
    say('after')
    const request = filled('HistoryMsgInput', { targetId: 'yard', time: 0, count: 20, order: 0 })
    const { list } = await historyHandlers.qryGMsg(request, chen)
    expect(list?.map(({ content }) => content)).toEqual(['{"content":"after"}'])
  })
})
