import type { Person } from '../app-server/helpers/app-server'
import { useCourtyard } from '../helpers/courtyard'
import { rowsOf, type HutongPhone } from '../helpers/hutong-phone'

const textsWith = (phone: HutongPhone, key: 'private:lin' | 'private:chen') => {
  const chat = phone.stores.openChat(key)
  const texts = () => rowsOf(chat).map(({ text, state }) => `${text} ${state}`.trim())
  return { chat, texts }
}

describe('who signs in on a phone again', () => {
  const courtyard = useCourtyard()

  /** Ends every sign-in of theirs, as a person does on another phone. */
  async function endSessions(userId: string): Promise<void> {
    const elsewhere: Person = await courtyard.app.signIn(userId)
    expect((await elsewhere.delete('/sessions')).status).toBe(204)
  }

  it('finds what waited there, and it reaches the other one once', async () => {
    const lin = await courtyard.phone('lin')
    const chen = await courtyard.phone('chen')
    const atLin = textsWith(lin, 'private:chen')
    await atLin.chat.open()
    // The first arrives and nobody tells its sender; the second is typed without a network.
    await courtyard.im.control('drop-acks', { topic: 'ppMsgP', count: 1, userIds: ['lin'] })
    atLin.chat.send('one')
    const atChen = textsWith(chen, 'private:lin')
    await atChen.chat.open()
    await chen.until(() => atChen.texts().includes('one'))
    lin.wx.setOnline(false)
    atLin.chat.send('two')
    await endSessions('lin')
    lin.wx.setOnline(true)
    await lin.stores.contacts.load()
    await lin.until(() => lin.stores.session.status === 'signedOut')
    atLin.chat.close()

    await lin.stores.session.signInAsDemo('lin')
    const again = textsWith(lin, 'private:chen')
    await again.chat.open()
    await lin.until(() => again.texts().slice(-2).join() === 'one sent,two sent')
    await chen.until(() => atChen.texts().includes('two'))
    expect(atChen.texts()).toEqual(['one', 'two'])
  })

  it('finds nothing of who was there before', async () => {
    const phone = await courtyard.phone('lin')
    const { chat } = textsWith(phone, 'private:chen')
    phone.wx.setOnline(false)
    chat.send('not for others')
    chat.close()
    await phone.stores.session.leave()
    phone.wx.setOnline(true)
    expect([...phone.wx.storage.values()].join()).toContain('not for others')
    await phone.stores.session.signInAsDemo('su')
    await phone.until(() => phone.stores.session.status === 'online')
    expect([...phone.wx.storage.values()].join()).not.toContain('not for others')
  })
})
