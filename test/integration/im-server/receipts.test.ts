import type { SdkPerson } from '../helpers/sdk-person'
import { useServer, type Neighbourhood } from '../helpers/use-server'

async function groupOfThree(town: Neighbourhood) {
  const [lin, chen] = await town.pair()
  const wang = await town.person(town.newId('wang'))
  const groupId = await town.group([lin.userId, chen.userId, wang.userId])
  const conversation = lin.conversation('group', groupId)
  const say = async (text: string, options?: object) => {
    const { data } = await lin.say(conversation, text, options)
    await Promise.all([chen, wang].map((person: SdkPerson) => person.messages(1)))
    return data!
  }
  return { lin, chen, wang, groupId, conversation, say }
}

describe('read receipts by messages (version 1)', () => {
  const town = useServer()

  it('tell the sender of a private message that it was read', async () => {
    const [lin, chen] = await town.pair()
    const { data } = await lin.say(lin.conversation('private', chen.userId), 'read me')
    await chen.messages(1)
    const told = lin.next('READ_RECEIPT_RECEIVED')
    await chen.sdk.sendReadReceiptMessage(lin.userId, data!.messageUId, data!.sentTime)
    expect(await told).toMatchObject({ messageUId: data!.messageUId, sendUserId: chen.userId })
  })

  it('are asked for in a group and given to the one who asked', async () => {
    const { lin, chen, groupId, say } = await groupOfThree(town)
    const { messageUId } = await say('who reads?')
    const asked = chen.next('MESSAGE_RECEIPT_REQUEST')
    expect((await lin.sdk.sendReadReceiptRequest(groupId, messageUId)).code).toBe(0)
    expect(await asked).toMatchObject({ messageUId, senderUserId: lin.userId })
    const told = lin.next('MESSAGE_RECEIPT_RESPONSE')
    await chen.sdk.sendReadReceiptResponseV2(groupId, { [lin.userId]: [messageUId] })
    expect(await told).toMatchObject({ receivedUserId: chen.userId, messageUIdList: [messageUId] })
  })
})

describe('read receipts of version 2', () => {
  const town = useServer({ IM_RECEIPT_VERSION: '2' })

  it('tell the sender in a group who has read a message', async () => {
    const { lin, chen, groupId, say } = await groupOfThree(town)
    const { messageUId } = await say('who reads?')
    const told = lin.next('MESSAGE_RECEIPT_RESPONSE')
    const answer = await chen.sdk.sendReadReceiptResponseV2(groupId, { [lin.userId]: [messageUId] })
    expect(answer.code).toBe(0)
    expect(await told).toMatchObject({ receivedUserId: chen.userId, messageUIdList: [messageUId] })
    const { data } = await lin.sdk.getMessageReader(groupId, messageUId)
    expect(data).toMatchObject({ totalMemberCount: 2, list: [{ userId: chen.userId }] })
  })
})

describe('read receipts of version 4', () => {
  const town = useServer({ IM_RECEIPT_VERSION: '4' })

  it('tell up to when a private conversation was read', async () => {
    const [lin, chen] = await town.pair()
    const { data } = await lin.say(lin.conversation('private', chen.userId), 'read me')
    await chen.messages(1)
    const told = lin.next('MESSAGE_READ_RECEIPT_V4')
    const ofChen = chen.conversation('private', lin.userId)
    expect((await chen.sdk.sendReadReceiptMessageV4(ofChen, data!.messageUId)).code).toBe(0)
    expect(await told).toMatchObject({
      privateReadReceipt: { targetId: chen.userId, endMsgTime: data!.sentTime },
    })
  })

  it('count the readers of a group message', async () => {
    const { lin, chen, conversation, say } = await groupOfThree(town)
    const { messageUId } = await say('who reads?')
    const told = lin.next('MESSAGE_READ_RECEIPT_V4')
    expect((await chen.sdk.sendReadReceiptMessageV4(conversation, messageUId)).code).toBe(0)
    expect(await told).toMatchObject({
      groupReadReceipt: { messageUId, readedCount: 1, totalCount: 2 },
    })
    const { data } = await lin.sdk.getMessageReadReceiptV4(conversation, messageUId)
    expect(data).toMatchObject({ readCount: 1, totalCount: 2, list: [{ userId: chen.userId }] })
    const batch = await lin.sdk.batchGetMessageReadReceiptInfoV4(conversation, [messageUId])
    expect(batch.data).toMatchObject([{ messageUId, readedCount: 1, totalCount: 2 }])
  })
})

describe('read receipts of version 5', () => {
  const town = useServer({ IM_RECEIPT_VERSION: '5' })

  it('tell the sender who read, and page through those who have not', async () => {
    const { lin, chen, wang, conversation, say } = await groupOfThree(town)
    const { messageUId } = await say('who reads?', { needReceipt: true })
    const told = lin.next('MESSAGE_RECEIPT_RESPONSE_V5')
    expect((await chen.sdk.sendReadReceiptResponseV5(conversation, [messageUId])).code).toBe(0)
    expect(await told).toMatchObject([
      { messageUId, readCount: 1, unreadCount: 1, users: [{ userId: chen.userId }] },
    ])
    const info = await lin.sdk.getMessageReadReceiptInfoV5(conversation, [messageUId])
    expect(info.data).toMatchObject([{ readCount: 1, unreadCount: 1, totalCount: 2 }])
    const unread = await lin.sdk.getMessagesReadReceiptUsersByPageV5(conversation, messageUId, {
      pageCount: 10,
      readStatus: 1,
      order: 0,
    })
    expect(unread.data!.users).toMatchObject([{ userId: wang.userId }])
  })

  it('are refused for a message that did not ask for them', async () => {
    const { chen, conversation, say } = await groupOfThree(town)
    const { messageUId } = await say('no need')
    const { code } = await chen.sdk.sendReadReceiptResponseV5(conversation, [messageUId])
    expect(code).toBe(26321)
  })
})
