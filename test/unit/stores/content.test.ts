import { setLanguage } from '../../../miniprogram/i18n/t'
import type { MessageContent, NoticeContent } from '../../../miniprogram/models/message-content'
import { contentFromSdk } from '../../../miniprogram/services/im/rong/content-from-sdk'
import { contentToSdk } from '../../../miniprogram/services/im/rong/content-to-sdk'
import { contentWords } from '../../../miniprogram/stores/content-words'
import { customType } from '../../../miniprogram/stores/custom/custom-types'
import { chen, OpenChat } from './chat/open-chat'

const nameOf = (userId: string) => userId.toUpperCase()
const words = (content: MessageContent) => contentWords(content, 'lin', nameOf)

const request = {
  operation: 'Request',
  sourceUserId: 'chen',
  targetUserId: 'lin',
  message: 'hi, it is me',
}

describe('message contents in words', () => {
  beforeEach(() => setLanguage('en'))

  it('tell contact requests and answers from either side', () => {
    const notice = (fields: object) => contentFromSdk('RC:ContactNtf', fields)
    expect(words(notice(request))).toBe('CHEN asks to be your contact: hi, it is me')
    const answer = { ...request, operation: 'AcceptResponse', message: '' }
    expect(words(notice(answer))).toBe('CHEN accepted your request')
    const own = { ...answer, sourceUserId: 'lin', targetUserId: 'chen' }
    expect(words(notice(own))).toBe('You accepted the request of CHEN')
    setLanguage('zh-CN')
    expect(words(notice(request))).toBe('CHEN 想加你为联系人: hi, it is me')
  })

  it('tell what was done to one’s part in a group, and of an unknown deed only what it says', () => {
    const deed = { operation: 'removed', operatorId: 'chen', groupId: 'g', groupName: 'Tea' }
    const notice = (fields: object) => contentFromSdk('app:GroupNotice', fields)
    expect(words(notice(deed))).toBe('CHEN removed you from “Tea”')
    expect(words(notice({ ...deed, operation: 'added' }))).toBe('CHEN added you to “Tea”')
    expect(words(notice({ ...deed, operation: 'dissolved' }))).toBe('CHEN dissolved “Tea”')
    expect(words(notice({ ...deed, operation: 'sold', message: 'sold' }))).toBe('sold')
    expect(notice({ operation: 7 })).toEqual({ type: 'notice', text: '' })
  })

  it('tell whose profile changed, and the words of a notice as they are', () => {
    const data = JSON.stringify({ userId: 'chen' })
    const profile = contentFromSdk('RC:ProfileNtf', { operation: 'Update', data })
    expect(words(profile)).toBe('CHEN changed their profile')
    expect(words(contentFromSdk('RC:InfoNtf', { message: 'Welcome' }))).toBe('Welcome')
  })

  it('survive whatever another client put into them', () => {
    for (const fields of [null, 'text', { operation: 4 }, { operation: 'Dance', message: [] }]) {
      const content = contentFromSdk('RC:ContactNtf', fields) as NoticeContent
      expect(content).toEqual({ type: 'notice', text: '' })
    }
  })

  it('carry a contact card and a chat history to the wire and back', () => {
    const contact = { type: 'contact', userId: 'su', name: 'Su', avatarUrl: 'http://a' } as const
    const item = { senderId: 'chen', senderName: 'Chen', sentAt: 5, content: contact }
    const combine: MessageContent = {
      type: 'combine',
      url: '',
      names: ['Chen'],
      summaries: ['Chen: [Card]'],
      items: [item],
    }
    for (const content of [contact, combine]) {
      const { objectName, fields } = contentToSdk(content)
      const wire: unknown = JSON.parse(JSON.stringify(fields))
      expect(contentFromSdk(objectName, wire)).toEqual(content)
    }
    expect(words(contact)).toBe('[Card] Su')
  })

  it('read a chat history in either of the cloud’s forms', () => {
    const item = { fromUserId: 'chen', targetId: 'lin', timestamp: 1, objectName: 'RC:TxtMsg' }
    const msgList = [{ ...item, content: { content: 'tea?' } }]
    const head = { conversationType: 3, nameList: ['Courtyard'], summaryList: ['Chen: tea?'] }
    const wire = { ...head, msgNum: 1, msgList }
    const [first, second] = ['RC:CombineMsg', 'RC:CombineV2Msg'].map((objectName) =>
      contentFromSdk(objectName, wire),
    )
    expect(first).toEqual(second)
    expect(contentToSdk(first).fields).toMatchObject({ ...head, msgNum: 1 })
    expect(first).toMatchObject({
      type: 'combine',
      isFromGroup: true,
      items: [{ senderId: 'chen', content: { text: 'tea?' } }],
    })
  })

  it('read where the list of a long chat history stands', () => {
    const remoteUrl = 'https://files.example.com/list.json'
    const head = {
      conversationType: 1,
      nameList: ['Chen'],
      summaryList: ['Chen: tea?'],
      msgNum: 90,
    }
    const long = { ...head, jsonMsgKey: 'list.json', remoteUrl }
    expect(contentFromSdk('RC:CombineV2Msg', long)).toMatchObject({
      type: 'combine',
      url: '',
      listUrl: remoteUrl,
      items: [],
    })
    const page = contentFromSdk('RC:CombineMsg', { ...head, remoteUrl })
    expect(page).toMatchObject({ url: remoteUrl, items: [] })
    expect(page).not.toHaveProperty('listUrl')
  })

  it('cut a chat history that is nested without end', () => {
    let list: object[] = []
    for (let depth = 0; depth < 50; depth += 1) {
      list = [{ objectName: 'RC:CombineMsg', content: { msgList: list } }]
    }
    let content = contentFromSdk('RC:CombineMsg', { msgList: list })
    let depth = 0
    while (content.type === 'combine' && content.items.length > 0) {
      content = content.items[0].content
      depth += 1
    }
    expect(depth).toBeLessThanOrEqual(3)
  })
})

describe('a custom type', () => {
  const payload = { orderId: 'A1', title: 'Two jars of tea', cents: 4_250 }
  const content = { type: 'custom', objectName: 'app:Order', payload } as const

  it('shows as a card whose state follows the message’s expansion', async () => {
    const open = await OpenChat.of(chen)
    const { uid } = open.hear({ content, canExpand: true })
    expect(open.last()).toMatchObject({ type: 'custom', text: '[Order] Two jars of tea' })
    expect(open.last().custom).toMatchObject({
      view: 'order',
      lines: ['Order A1', '¥42.50'],
      status: 'To be paid',
      actions: [
        { name: 'paid', text: 'Pay' },
        { name: 'cancelled', text: 'Cancel the order' },
      ],
    })
    await open.chat.actions.act(uid, 'paid')
    expect(open.last().custom).toMatchObject({ status: 'Paid', tone: 'ok' })
    expect(open.app.im.stored[0].expansion).toEqual({ orderState: 'paid' })
    const set = { orderState: 'shipped' }
    open.app.im.emit('expansion', { uid, conversation: chen, set, removed: [] })
    expect(open.last().custom).toMatchObject({ status: 'Shipped', actions: [] })
  })

  it('does nothing on an action that means nothing now', async () => {
    const open = await OpenChat.of(chen)
    const { uid } = open.hear({ content, canExpand: true })
    await open.chat.actions.act(uid, 'shipped')
    expect(open.app.im.messageActions.calls).toEqual([])
  })

  it('falls back when its payload is not what it should be, or nobody registered it', async () => {
    const open = await OpenChat.of(chen)
    open.hear({ content: { ...content, payload: { orderId: 7 } } })
    expect(open.last().custom).toBeNull()
    open.hear({ content: { ...content, objectName: 'app:Other' } })
    expect(open.last()).toMatchObject({ custom: null })
    expect(open.last().text).toContain('cannot show this message')
    expect(customType('app:Order')?.words({})).toBe('[Order]')
  })

  it('is sent like any other content', async () => {
    const open = await OpenChat.of(chen)
    expect(open.chat.sendContent({ ...content, payload: { ...payload } })).toBe('accepted')
    await open.app.clock.pass(100)
    expect(open.last()).toMatchObject({ type: 'custom', isOwn: true, state: 'sent' })
  })
})
