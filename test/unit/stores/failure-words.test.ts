import { setLanguage } from '../../../miniprogram/i18n/t'
import { ApiError } from '../../../miniprogram/services/api/api-error'
import { ImError } from '../../../miniprogram/services/im/im-error'
import { AppOnFakes } from '../../fakes/app-on-fakes'
import { settled } from '../../fakes/fake-clock'
import { OpenChat, chen, courtyard } from './chat/open-chat'

const noAnswer = () => Promise.reject(ImError.fromSdk(30003, 'test'))
const noServer = () => Promise.reject(new ApiError('SERVER_UNREACHABLE', 0, 'test'))

async function signedIn(): Promise<AppOnFakes> {
  const app = await AppOnFakes.signedIn()
  setLanguage('en')
  return app
}

/** What stands on screen because something failed, by where it stands. */
const standing: Record<string, () => Promise<() => string | undefined>> = {
  async 'the conversation list'() {
    const { im, stores } = await signedIn()
    im.conversationPage = noAnswer
    await stores.conversations.load()
    return () => stores.conversations.failure
  },
  async 'the contacts'() {
    const { api, stores } = await signedIn()
    api.contacts = noServer
    await stores.contacts.load()
    return () => stores.contacts.failure
  },
  async 'the requests'() {
    const { api, stores } = await signedIn()
    api.contactRequests = noServer
    await stores.requests.load()
    return () => stores.requests.failure
  },
  async 'the rooms'() {
    const { api, stores } = await signedIn()
    api.rooms = noServer
    await stores.rooms.load()
    return () => stores.rooms.failure
  },
  async 'the tags'() {
    const { im, stores } = await signedIn()
    im.tags.list = noAnswer
    await stores.conversations.tags.load()
    return () => stores.conversations.tags.failure
  },
  async 'the notices'() {
    const { im, stores } = await signedIn()
    im.history = noAnswer
    const notices = stores.openNotices('system:hutong')
    await notices.open()
    return () => notices.failure
  },
  async 'the person’s own page'() {
    const { api, stores } = await signedIn()
    api.me = noServer
    await stores.me.load()
    return () => stores.me.failure
  },
  async 'the sign-in'() {
    const { api, stores } = await signedIn()
    api.demoPeople = noServer
    await stores.session.loadDemoPeople()
    return () => stores.session.signInFailure
  },
  async 'a chat without rows'() {
    const app = await signedIn()
    app.im.history = noAnswer
    const chat = app.stores.openChat('private:chen')
    await chat.open()
    return () => chat.failure
  },
  async 'the members to call'() {
    const { app, chat } = await OpenChat.of(courtyard)
    app.api.groupMembers = noServer
    await chat.members?.load()
    return () => chat.mentions.failure
  },
  async 'a message that was refused'() {
    const open = await OpenChat.of(chen)
    open.app.im.sendOutcomes = [405]
    const { id } = await open.say('hello')
    return () => open.row(id)?.failure
  },
  async 'a composer with too long a text'() {
    const { chat } = await OpenChat.of(chen)
    chat.send('太'.repeat(50_000))
    return () => chat.composerFailure
  },
  async 'a composer with a refused edit'() {
    const open = await OpenChat.of(chen)
    const { id } = await open.say('helo')
    open.app.im.messageActions.outcomes = [30003]
    open.chat.composing.startEdit(id)
    open.chat.send('hello')
    await settled()
    return () => open.chat.composerFailure
  },
  async 'a room that cannot be entered'() {
    const app = await signedIn()
    app.im.joinRoom = noAnswer
    const room = app.stores.openRoom('lobby')
    await room.join()
    return () => room.failure
  },
  async 'a room that shut the person out'() {
    const { im, stores } = await signedIn()
    const room = stores.openRoom('lobby')
    await room.join()
    im.emit('room', { roomId: 'lobby', type: 'blocked', isBlocked: true, userIds: ['lin'] })
    return () => room.failure
  },
  async 'a room after a long absence'() {
    const { im, stores } = await signedIn()
    const room = stores.openRoom('lobby')
    await room.join()
    const lobby = { kind: 'chatroom', targetId: 'lobby' } as const
    const said = () => im.message(lobby, { isOwn: false, senderId: 'chen' })
    im.emit('messages', [said()])
    im.emit('link', { state: 'suspended', sdkCode: 30011 })
    im.emit('messages', Array.from({ length: 50 }, said))
    return () => room.gapNotice
  },
}

describe('words of what failed', () => {
  it.each(Object.entries(standing))('follow a change of language in %s', async (_place, fail) => {
    const words = await fail()
    expect(words()).toMatch(/^[\x20-\x7e]{10,}$/)
    setLanguage('zh-CN')
    expect(words()).toMatch(/[\u4e00-\u9fff]{4}/)
  })
})
