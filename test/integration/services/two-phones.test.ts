import { AppServer } from '../app-server/helpers/app-server'
import { HutongPhone, rowsOf } from '../helpers/hutong-phone'
import { ImServer } from '../helpers/im-server'

describe('two phones', () => {
  let im: ImServer
  let app: AppServer
  const phones: HutongPhone[] = []

  async function phone(userId: string): Promise<HutongPhone> {
    const made = await HutongPhone.of(app.address, userId)
    phones.push(made)
    return made
  }

  beforeAll(async () => {
    im = await ImServer.start()
    app = await AppServer.start({ databaseUrl: 'pglite:memory', im })
  })
  afterEach(() => {
    for (const made of phones.splice(0)) made.kill()
  })
  afterAll(async () => {
    await app.stop()
    await im.stop()
  })

  it('show both people the same messages in the same order', async () => {
    const lin = await phone('lin')
    const chen = await phone('chen')
    const linsChat = lin.stores.openChat('private:chen')
    const chensChat = chen.stores.openChat('private:lin')
    await Promise.all([linsChat.open(), chensChat.open()])
    linsChat.send('你好 😀')
    await chen.until(() => rowsOf(chensChat).length === 1)
    chensChat.send('<b>hi</b>')
    await lin.until(() => rowsOf(linsChat).length === 2)
    await chen.until(() => rowsOf(chensChat).every(({ state }) => state !== 'sending'))
    const texts = rowsOf(linsChat).map(({ text, isOwn, state }) => [text, isOwn, state])
    expect(texts).toEqual([
      ['你好 😀', true, 'sent'],
      ['<b>hi</b>', false, ''],
    ])
    expect(rowsOf(chensChat).map(({ text }) => text)).toEqual(['你好 😀', '<b>hi</b>'])
  })
})
