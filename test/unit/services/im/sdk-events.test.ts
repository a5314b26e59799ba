import type { Message } from '../../../../miniprogram/models/message'
import type { ImEvents } from '../../../../miniprogram/services/im/im-service'
import { conversationFromSdk } from '../../../../miniprogram/services/im/rong/mapping'
import { listenToSdk } from '../../../../miniprogram/services/im/rong/sdk-events'
import { Emitter } from '../../../../miniprogram/utils/emitter'
import { NodeWx } from '../../../integration/helpers/node-wx'
import { loadSdk, Timers, type Sdk } from '../../../integration/helpers/sdk-person'

/** What the service tells of messages the SDK delivers. */
function delivered(...messages: object[]): Message[] {
  const listeners = new Map<string, (payload: object) => void>()
  const sdk = {
    ...loadSdk(new NodeWx(), new Timers()),
    clearEventListeners: () => undefined,
    addEventListener: (event: string, listener: () => void) => void listeners.set(event, listener),
  } as unknown as Sdk
  const emitter = new Emitter<ImEvents>()
  const told: Message[] = []
  emitter.on('messages', (batch) => told.push(...batch))
  listenToSdk(sdk, emitter)
  listeners.get(sdk.Events.MESSAGES)!({ messages })
  return told
}

const base = { conversationType: 1, targetId: 'chen', senderUserId: 'lin', messageDirection: 1 }
const text = { ...base, messageType: 'RC:TxtMsg', messageUId: 'a', content: { content: 'hi' } }

describe('messages of the SDK', () => {
  it.each(['RC:SRSMsg', 'RC:ReadNtf', 'RC:RRReqMsg', 'RC:RRRspMsg', 'RC:RcCmd', 'RC:MsgExMsg'])(
    'are no rows when they only carry an instruction: %s',
    (messageType) => {
      const told = delivered({ ...base, messageType, messageUId: 'b', content: {} }, text)
      expect(told.map(({ uid }) => uid)).toEqual(['a'])
    },
  )

  it('are no row in the list either: a conversation does not end with an instruction', () => {
    const command = { ...base, messageType: 'RC:CmdMsg', messageUId: 'b', content: {} }
    const conversation = { conversationType: 1, targetId: 'chen', latestMessage: command }
    expect(conversationFromSdk(conversation as never)?.latestMessage).toBeNull()
  })

  it('tell in the list that the last message was taken back, where it stood', () => {
    const content = { messageUId: 'a', sentTime: 800 }
    const recall = { ...base, messageType: 'RC:RcCmd', messageUId: 'b', sentTime: 900, content }
    const conversation = { conversationType: 1, targetId: 'chen', latestMessage: recall }
    expect(conversationFromSdk(conversation as never)?.latestMessage).toMatchObject({
      uid: 'a',
      sentAt: 800,
      content: { type: 'recalled', byUserId: 'lin' },
    })
  })

  it('are rows when nobody knows their type', () => {
    const told = delivered({ ...base, messageType: 'RC:NewMsg', messageUId: 'b', content: {} })
    expect(told).toMatchObject([{ content: { type: 'unknown', objectName: 'RC:NewMsg' } }])
  })
})
