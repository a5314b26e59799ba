import { useServer } from '../helpers/use-server'

const town = useServer({ IM_MULTI_DEVICE: '1' })

/** One person on two devices. */
async function twoDevices() {
  const userId = town.newId('su')
  return { phone: await town.person(userId), tablet: await town.person(userId), userId }
}

describe('one person on several devices', () => {
  it('sees on the second what was sent on the first', async () => {
    const { phone, tablet } = await twoDevices()
    const chenId = town.newId('chen')
    await phone.say(phone.conversation('private', chenId), 'from the phone')
    const [message] = await tablet.messages(1)
    expect(message).toMatchObject({
      targetId: chenId,
      messageDirection: 1,
      content: { content: 'from the phone' },
    })
    expect(phone.received()).toEqual([])
  })

  it('sees everywhere that a conversation was read on one', async () => {
    const { phone, tablet, userId } = await twoDevices()
    const chen = await town.person(town.newId('chen'))
    const { data } = await chen.say(chen.conversation('private', userId), 'read me')
    await Promise.all([phone.messages(1), tablet.messages(1)])
    const conversation = tablet.conversation('private', chen.userId)
    expect((await tablet.sdk.getUnreadCount(conversation)).data).toBe(1)
    const read = tablet.next('CONVERSATION', (event: { conversationList: object[] }) =>
      event.conversationList.some((item) => JSON.stringify(item).includes('unreadMessageCount":0')),
    )
    await phone.sdk.clearMessagesUnreadStatus(conversation)
    await phone.sdk.sendSyncReadStatusMessage(conversation, data!.sentTime)
    await read
    expect((await tablet.sdk.getUnreadCount(conversation)).data).toBe(0)
    expect(chen.received()).toEqual([])
  })

  it('sees a pin and a mute set on the other', async () => {
    const { phone, tablet } = await twoDevices()
    const conversation = phone.conversation('private', town.newId('chen'))
    await phone.say(conversation, 'hi')
    await tablet.messages(1)
    const told = tablet.next('CONVERSATION')
    expect((await phone.sdk.setConversationToTop(conversation, true)).code).toBe(0)
    await told
    expect((await tablet.sdk.getTopConversationList()).data).toMatchObject([
      { targetId: conversation.targetId },
    ])
    const muted = tablet.next('CONVERSATION')
    await phone.sdk.setConversationNotificationStatus(conversation, 1)
    await muted
    expect((await tablet.sdk.getBlockedConversationList()).data).toHaveLength(1)
  })

  it('finds the level of a whole conversation type on the next device', async () => {
    const { phone, userId } = await twoDevices()
    expect((await phone.sdk.setConversationTypeNotificationLevel(3, 5)).code).toBe(0)
    const next = await town.person(userId)
    expect((await next.sdk.getConversationTypeNotificationLevel(3)).data).toBe(5)
  })

  it('shares quiet hours until they are lifted', async () => {
    const { phone, tablet } = await twoDevices()
    const hours = { startTime: '22:00:00', spanMinutes: 480, level: 5, timezone: 'Asia/Shanghai' }
    expect((await phone.sdk.setNotificationQuietHoursWithSetting(hours)).code).toBe(0)
    expect((await tablet.sdk.getNotificationQuietHoursSetting()).data).toMatchObject(hours)
    expect((await tablet.sdk.removeNotificationQuietHoursSetting()).code).toBe(0)
    const { data } = await phone.sdk.getNotificationQuietHoursSetting()
    expect(data?.spanMinutes ?? 0).toBe(0)
  })

  it('shares the languages chosen for translation', async () => {
    const { phone, tablet } = await twoDevices()
    const changed = tablet.next('USER_SETTINGS_CHANGED')
    expect((await phone.sdk.setTranslationLanguage('en')).code).toBe(0)
    await changed
    expect((await tablet.sdk.getTranslationLanguage()).data).toBe('en')
  })
})

describe('tags', () => {
  it('are made, renamed and removed on all devices of a person', async () => {
    const { phone, tablet } = await twoDevices()
    const made = tablet.next('TAG')
    expect((await phone.sdk.addTag({ tagId: 'work', tagName: 'Work' })).code).toBe(0)
    await made
    expect((await tablet.sdk.getTags()).data).toMatchObject([{ tagId: 'work', tagName: 'Work' }])
    const renamed = phone.next('TAG')
    expect((await tablet.sdk.updateTag({ tagId: 'work', tagName: 'Office' })).code).toBe(0)
    await renamed
    expect((await phone.sdk.getTags()).data).toMatchObject([{ tagName: 'Office' }])
    const removed = tablet.next('TAG')
    expect((await phone.sdk.removeTag('work')).code).toBe(0)
    await removed
    expect((await tablet.sdk.getTags()).data).toEqual([])
  })

  it('are put on conversations and list them, until taken off', async () => {
    const { phone, tablet } = await twoDevices()
    const tagged = phone.conversation('private', town.newId('chen'))
    await phone.say(tagged, 'tagged')
    await phone.say(phone.conversation('private', town.newId('wang')), 'not tagged')
    await tablet.messages(2)
    await phone.sdk.addTag({ tagId: 'work', tagName: 'Work' })
    const told = tablet.next('CONVERSATION_TAG')
    expect((await phone.sdk.addConversationsToTag('work', [tagged])).code).toBe(0)
    await told
    const listed = await tablet.sdk.getConversationsFromTagByPage('work', 10, 0)
    expect(listed.data).toMatchObject([{ targetId: tagged.targetId }])
    const loader = await tablet.sdk.createConversationListLoader({
      tagFilter: { tagIds: ['work'] },
    })
    const page = await loader.data!.load(10)
    expect(page.data).toMatchObject([{ targetId: tagged.targetId }])
    const taken = tablet.next('CONVERSATION_TAG')
    expect((await phone.sdk.removeConversationsFromTag('work', [tagged])).code).toBe(0)
    await taken
    expect((await tablet.sdk.getConversationsFromTagByPage('work', 10, 0)).data).toEqual([])
  })

  it('are 20 at most', async () => {
    const { phone } = await twoDevices()
    for (let number = 1; number <= 20; number++) {
      const tag = { tagId: `t${number}`, tagName: `Tag ${number}` }
      expect((await phone.sdk.addTag(tag)).code).toBe(0)
    }
    expect((await phone.sdk.addTag({ tagId: 't21', tagName: 'Too many' })).code).not.toBe(0)
  })
})
