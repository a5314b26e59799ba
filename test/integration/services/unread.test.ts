import type { ConversationKey } from '../../../miniprogram/models/conversation-ref'
import type { ChatFace } from '../../../miniprogram/stores/app-stores'
import { useCourtyard } from '../helpers/courtyard'
import { rowsOf, type HutongPhone } from '../helpers/hutong-phone'

const CHATS = ['private:chen', 'group:courtyard'] as const

async function isCaughtUp(phone: HutongPhone): Promise<void> {
  await phone.until(() => phone.stores.session.status === 'online')
  await phone.stores.conversations.load()
}

const unread = (phone: HutongPhone) => CHATS.map((key) => phone.stores.conversations.unreadOf(key))

describe.each(['client', 'server'])('what a person reads, where the %s counts it', (counting) => {
  const courtyard = useCourtyard({ IM_UNREAD_COUNTS: counting, IM_MULTI_DEVICE: '1' })

  async function chensChats(): Promise<{ chen: HutongPhone; chats: ChatFace[] }> {
    const chen = await courtyard.phone('chen')
    const keys: ConversationKey[] = ['private:lin', 'group:courtyard']
    const chats = keys.map((key) => chen.stores.openChat(key))
    await Promise.all(chats.map((chat) => chat.open()))
    return { chen, chats }
  }

  async function sayInBoth(chen: HutongPhone, chats: ChatFace[], text: string): Promise<void> {
    for (const chat of chats) chat.send(text)
    const isSent = (chat: ChatFace) =>
      rowsOf(chat).some((row) => row.text === text && row.state === 'sent')
    await chen.until(() => chats.every(isSent))
  }

  async function readBoth(lin: HutongPhone): Promise<void> {
    for (const key of CHATS) {
      const chat = lin.stores.openChat(key)
      await chat.open()
      await lin.until(() => lin.stores.conversations.unreadOf(key) === 0)
      chat.close()
    }
  }

  it('stays read on their other devices, new and old, and after signing out', async () => {
    const { chen, chats } = await chensChats()
    const old = await courtyard.phone('lin')
    await sayInBoth(chen, chats, 'one')
    await old.until(() => unread(old).every((count) => count === 1))
    const kept = old.kill()

    const [reader, witness] = [await courtyard.phone('lin'), await courtyard.phone('lin')]
    await sayInBoth(chen, chats, 'two')
    for (const phone of [reader, witness]) {
      await phone.until(() => unread(phone).every((count) => count === 2))
    }
    await readBoth(reader)
    await witness.until(() => unread(witness).every((count) => count === 0))
    reader.kill()
    witness.kill()

    const fresh = await courtyard.phone('lin')
    await isCaughtUp(fresh)
    expect(unread(fresh)).toEqual([0, 0])
    await sayInBoth(chen, chats, 'three')
    await fresh.until(() => unread(fresh).every((count) => count === 1))

    await fresh.stores.session.signOut()
    await fresh.stores.session.signInAsDemo('lin')
    await fresh.until(() => unread(fresh).every((count) => count === 1))
    await readBoth(fresh)

    const back = await courtyard.restarted(kept)
    await isCaughtUp(back)
    await back.until(() => unread(back).every((count) => count === 0))
  })
})

describe('what a person reads while the network is gone', () => {
  const courtyard = useCourtyard()

  it('is told when the app starts again', async () => {
    const [lin, chen] = await Promise.all([courtyard.phone('lin'), courtyard.phone('chen')])
    const unreadOf = (phone: HutongPhone) => phone.stores.conversations.unreadOf('private:chen')
    const chat = chen.stores.openChat('private:lin')
    await chat.open()
    chat.send('read this')
    await lin.until(() => unreadOf(lin) === 1)
    lin.wx.stallSockets()
    await lin.stores.conversations.markRead('private:chen')
    const again = await courtyard.restarted(lin.kill())
    await isCaughtUp(again)
    expect(unreadOf(again)).toBe(0)
    const fresh = await courtyard.phone('lin')
    await isCaughtUp(fresh)
    expect(unreadOf(fresh)).toBe(0)
  })
})
