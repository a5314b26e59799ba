import type { ChatFace } from '../../../miniprogram/stores/app-stores'
import { useCourtyard } from '../helpers/courtyard'
import { rowsOf, type HutongPhone } from '../helpers/hutong-phone'
import { SdkPerson } from '../helpers/sdk-person'

const last = (chat: ChatFace) => rowsOf(chat).slice(-1)[0]

describe('actions on messages, between two phones', () => {
  const courtyard = useCourtyard()

  /** Lin and Chen with their chat open on both phones, and one message of Lin's in it. */
  async function talking(text = 'hello'): Promise<{
    lin: HutongPhone
    chen: HutongPhone
    linsChat: ChatFace
    chensChat: ChatFace
  }> {
    const [lin, chen] = await Promise.all([courtyard.phone('lin'), courtyard.phone('chen')])
    const linsChat = lin.stores.openChat('private:chen')
    const chensChat = chen.stores.openChat('private:lin')
    await Promise.all([linsChat.open(), chensChat.open()])
    linsChat.send(text)
    await lin.until(() => last(linsChat)?.text === text && last(linsChat).state === 'sent')
    await chen.until(() => last(chensChat)?.text === text)
    return { lin, chen, linsChat, chensChat }
  }

  it('take a message back on both, and in both lists', async () => {
    const { lin, chen, linsChat, chensChat } = await talking('taken back')
    await linsChat.actions.recall(last(linsChat).id)
    expect(last(linsChat)).toMatchObject({ type: 'recalled', canReEdit: true })
    await chen.until(() => last(chensChat).type === 'recalled')
    expect(last(chensChat)).toMatchObject({ canReEdit: false })
    const preview = (phone: HutongPhone, id: string) =>
      phone.stores.conversations.screens[0]?.rows.find((row) => row.id === id)?.preview ?? ''
    await chen.until(() => preview(chen, 'private:lin') === '林晓 took a message back')
    await lin.until(() => preview(lin, 'private:chen') === 'You took a message back')
  })

  it('edit a message on both, and for who opens the chat later', async () => {
    const { chen, linsChat, chensChat } = await talking('helo')
    linsChat.composing.startEdit(last(linsChat).id)
    linsChat.send('hello, neighbour')
    await chen.until(() => last(chensChat).text === 'hello, neighbour')
    expect(last(chensChat)).toMatchObject({ isEdited: true })
    const later = chen.stores.openChat('private:lin')
    await later.open()
    expect(last(later)).toMatchObject({ text: 'hello, neighbour', isEdited: true })
  })

  it('show reactions on both, also of two people at once, and after opening again', async () => {
    const { lin, chen, linsChat, chensChat } = await talking('tea at four')
    await Promise.all([
      linsChat.actions.react(last(linsChat).id, '👍'),
      chensChat.actions.react(last(chensChat).id, '👍'),
    ])
    await lin.until(() => last(linsChat).reactions[0]?.count === 2)
    await chen.until(() => last(chensChat).reactions[0]?.count === 2)
    expect(last(chensChat).reactions).toEqual([{ emoji: '👍', count: 2, isOwn: true }])
    await chensChat.actions.react(last(chensChat).id, '👍')
    await lin.until(() => last(linsChat).reactions[0]?.count === 1)
    const again = lin.stores.openChat('private:chen')
    await again.open()
    expect(last(again).reactions).toEqual([{ emoji: '👍', count: 1, isOwn: true }])
  })

  it('delete a message everywhere: another device of this person finds it no more', async () => {
    const { lin, linsChat, chensChat } = await talking('forget me')
    const { text } = last(linsChat)
    await linsChat.actions.deleteEverywhere([last(linsChat).id])
    expect(rowsOf(linsChat).some((row) => row.text === text)).toBe(false)
    lin.kill()
    const other = await courtyard.phone('lin')
    const found = other.stores.openChat('private:chen')
    await found.open()
    expect(rowsOf(found).some((row) => row.text === text)).toBe(false)
    expect(last(chensChat).text).toBe(text)
  })

  it('tell the sender when the row was on the other’s screen', async () => {
    const { lin, linsChat, chensChat } = await talking('seen?')
    expect(last(linsChat).readWords).toBe('')
    chensChat.receipts.rowsSeen([last(chensChat).id])
    await lin.until(() => last(linsChat).readWords === 'Read')
  })

  it('quote a message, and jump to it where it is far away', async () => {
    const { lin, chen, linsChat, chensChat } = await talking('the first word')
    chensChat.composing.quoteRow(last(chensChat).id)
    for (let count = 1; count <= 45; count += 1) linsChat.send(`line ${count}`)
    await chen.until(() => last(chensChat).text === 'line 45')
    chensChat.send('about the first')
    await lin.until(() => last(linsChat).type === 'quote')
    expect(last(linsChat).quote).toMatchObject({ text: 'the first word' })
    const fresh = lin.stores.openChat('private:chen')
    await fresh.open()
    expect(rowsOf(fresh).some(({ text }) => text === 'the first word')).toBe(false)
    await fresh.position.toQuoted(last(fresh).id)
    const target = rowsOf(fresh).find(({ id }) => id === fresh.position.target?.rowId)
    expect(target?.text).toBe('the first word')
    await fresh.position.toNewest()
    expect(last(fresh).text).toBe('about the first')
  }, 90_000)

  it('forward a chat history with pictures, which opens on the other phone', async () => {
    const { lin, chen, linsChat, chensChat } = await talking('one')
    const wang = await SdkPerson.connected(courtyard.im, 'wang')
    linsChat.sendContent({ type: 'contact', userId: 'su', name: '苏晴', avatarUrl: '' })
    await chen.until(() => last(chensChat).type === 'contact')
    expect(last(chensChat).person).toMatchObject({ userId: 'su', name: '苏晴' })
    const chosen = rowsOf(linsChat).map(({ id }) => id)
    await linsChat.forwarding.forward(chosen.slice(-2), ['group:courtyard'], {
      manner: 'merged',
      comment: 'look',
    })
    const group = chen.stores.openChat('group:courtyard')
    await group.open()
    await chen.until(() => last(group)?.text === 'look')
    const combined = rowsOf(group).find(({ type }) => type === 'combine')
    const inside = group.forwarding.combinedRows(combined?.id ?? '', [])
    expect(inside.map(({ type, text }) => [type, text])).toEqual([
      ['text', 'one'],
      ['contact', '[Card] 苏晴'],
    ])
    const [wangs] = await wang.messages(1, ({ messageType }) => messageType === 'RC:CombineMsg')
    const { remoteUrl } = wangs.content as { remoteUrl: string }
    // What other makes of clients show.
    const page = await (await fetch(remoteUrl)).text()
    expect(page).toMatch(/<section><b>林晓<\/b>.*<p>one<\/p>/)
    expect(lin.stores.session.status).toBe('online')
    await wang.leave()
  })

  it('follow an order card’s state on both phones', async () => {
    const { lin, chen, linsChat, chensChat } = await talking('an order')
    const payload = { orderId: 'A1', title: 'Tea', cents: 4_250 }
    linsChat.sendContent({ type: 'custom', objectName: 'app:Order', payload })
    await chen.until(() => last(chensChat).custom?.status === 'To be paid')
    await chensChat.actions.act(last(chensChat).id, 'paid')
    await lin.until(() => last(linsChat).custom?.status === 'Paid')
    expect(
      chen.stores.conversations.screens[0].rows.find(({ id }) => id === 'private:lin')?.preview,
    ).toBe('[Order] Tea')
  })
})
