import fs from 'node:fs'
import path from 'node:path'

import { ChatScreen, type ShownMessage } from './helpers/chat-screen'
import { startNeighbourhood, type Neighbourhood } from './helpers/neighbourhood'
import { launchPhone, type Element, type Phone } from './helpers/phone'

jest.setTimeout(120_000)

type Touchable = Element & { touchstart(options: object): Promise<void> } & {
  touchmove(options: object): Promise<void>
  touchend(options: object): Promise<void>
}

const PICTURE = fs.readFileSync(
  path.join(__dirname, '../../miniprogram/images/tabs/rooms-light-selected.png'),
)

/** One journey: each step goes on where the one before it ended. */
describe('what is sent besides text', () => {
  let street: Neighbourhood
  let lin: Phone
  let chat: ChatScreen

  beforeAll(async () => {
    street = await startNeighbourhood()
    lin = await launchPhone('media')
    chat = new ChatScreen(lin)
    await lin.app.callWxMethod('reLaunch', { url: street.signInUrl('lin') })
    await lin.until(
      'the conversation list',
      async (page) => page.path === 'pages/conversations/conversations',
    )
    await lin.until('no status strip', async (page) => (await page.data('strip')) === null)
    await chat.open('private:chen')
  })
  afterAll(async () => {
    await lin?.close()
    await street?.stop()
  })

  /** Puts a file on the phone. @returns its path there. */
  const fileOnPhone = async (name: string, bytes: Buffer): Promise<string> =>
    (await lin.app.evaluate(
      (file: string, base64: string) => {
        const filePath = `${wx.env.USER_DATA_PATH}/${file}`
        wx.getFileSystemManager().writeFileSync(filePath, base64, 'base64')
        return filePath
      },
      name,
      bytes.toString('base64'),
    )) as string
  const choose = async (item: string): Promise<void> => {
    await (await lin.find('composer', '.composer__plus')).tap()
    await (await lin.find('composer', 'plus-panel', `.plus-panel__item--${item}`)).tap()
  }
  const newest = async (type: string): Promise<ShownMessage> =>
    (
      await chat.messagesWhen(`a sent ${type}`, (shown) => {
        const last = shown.at(-1)
        return last?.type === type && last.state === 'sent'
      })
    ).at(-1)!
  const download = async (url: string): Promise<Buffer> =>
    Buffer.from(await (await fetch(url)).arrayBuffer())
  const at = (x: number, y: number): object => {
    const touch = { identifier: 0, pageX: x, pageY: y, clientX: x, clientY: y }
    return { touches: [touch], changedTouches: [touch] }
  }

  it('a picture from the album arrives as a picture', async () => {
    const tempFilePath = await fileOnPhone('door.png', PICTURE)
    await lin.app.mockWxMethod('chooseMedia', {
      type: 'image',
      tempFiles: [{ tempFilePath, size: PICTURE.length, fileType: 'image' }],
    })
    await choose('photo')
    const { media } = await newest('image')
    const [first, second] = await download(media!.url)
    // The first bytes of JPEG or PNG: pictures are made smaller on the way.
    expect([0xffd8, 0x8950]).toContain((first << 8) | second)
    await lin.app.restoreWxMethod('chooseMedia')
  })

  it('a file arrives byte for byte, with its name and size', async () => {
    const bytes = Buffer.from(Array.from({ length: 70_000 }, (_, index) => (index * 31) % 256))
    const filePath = await fileOnPhone('budget.pdf', bytes)
    await lin.app.mockWxMethod('chooseMessageFile', {
      tempFiles: [{ path: filePath, name: '预算.pdf', size: bytes.length }],
    })
    await choose('file')
    const { media } = await newest('file')
    expect(media).toMatchObject({ name: '预算.pdf', bytes: bytes.length, progress: 100 })
    expect((await download(media!.url)).equals(bytes)).toBe(true)
    await lin.app.restoreWxMethod('chooseMessageFile')
  })

  it('a place chosen on the map', async () => {
    await lin.app.mockWxMethod('chooseLocation', {
      name: '钟鼓楼',
      address: '北京市东城区',
      latitude: 39.9424,
      longitude: 116.3961,
    })
    await choose('place')
    expect((await newest('location')).media?.name).toBe('钟鼓楼')
    await lin.app.restoreWxMethod('chooseLocation')
  })

  it("somebody's card", async () => {
    await choose('contact')
    const person = await lin.until('苏晴 among the people', async (page) => {
      if (page.path !== 'pages-chat/people/people') return null
      for (const row of (await page.$$('.people__person')) as Element[]) {
        if ((await row.attribute('name')) === '苏晴') return row
      }
      return null
    })
    await ((await person.$('.person-choice')) ?? person).tap()
    await lin.until('the chat', async (page) => page.path === 'pages-chat/chat/chat')
    const { id } = await newest('contact')
    const name = (await (await chat.row(id)).$('.message-row__contact-name'))!
    expect(await name.text()).toBe('苏晴')
  })

  it('a voice message recorded by holding the key', async () => {
    await (await lin.find('composer', '.composer__voice')).tap()
    await lin.app.native().authorizeAllow()
    const key = (await lin.find('composer', 'hold-to-talk', '.hold-to-talk')) as Touchable
    await key.touchstart(at(200, 780))
    await lin.until('a second of sound', async () => {
      const clock = await (await lin.find('composer', 'hold-to-talk')).$('.hold-to-talk__time')
      return clock !== null && (await clock.text()) === '0:02'
    })
    await key.touchend({ touches: [], changedTouches: [] })
    const { media } = await newest('voice')
    expect((await download(media!.url)).length).toBeGreaterThan(100)
  })

  it('nothing, when the finger slides up before it leaves the key', async () => {
    const before = (await chat.messages()).length
    const key = (await lin.find('composer', 'hold-to-talk', '.hold-to-talk')) as Touchable
    await key.touchstart(at(200, 780))
    await lin.until('the clock', async () => {
      const clock = await (await lin.find('composer', 'hold-to-talk')).$('.hold-to-talk__time')
      return clock !== null && (await clock.text()) === '0:01'
    })
    await key.touchmove(at(180, 600))
    const target = await lin.find('composer', 'hold-to-talk', '.hold-to-talk__target--chosen')
    expect(await target.attribute('class')).not.toContain('--lock')
    await key.touchend({ touches: [], changedTouches: [] })
    await lin.until('the end of recording', async () => {
      return (await (await lin.find('composer', 'hold-to-talk')).$('.hold-to-talk__time')) === null
    })
    await (await lin.find('composer', '.composer__voice')).tap()
    await chat.say('typed again')
    await chat.sees('typed again')
    expect(await chat.messages()).toHaveLength(before + 1)
  })

  it('plays a voice message and marks it as heard', async () => {
    const { media } = (await chat.messages()).find(({ type }) => type === 'voice')!
    await street.im.api('/message/private/publish', {
      fromUserId: 'chen',
      toUserId: 'lin',
      objectName: 'RC:HQVCMsg',
      content: JSON.stringify({ remoteUrl: media!.url, duration: 2 }),
      isPersisted: 1,
    })
    const { id } = (
      await chat.messagesWhen('it came', (shown) => {
        const last = shown.at(-1)
        return last?.type === 'voice' && !last.isOwn
      })
    ).at(-1)!
    expect(await (await chat.row(id)).$('.message-row__unheard')).not.toBeNull()
    await (await (await chat.row(id)).$('.message-row__bubble'))!.tap()
    await lin.until('it is heard', async () => {
      return (await (await chat.row(id)).$('.message-row__unheard')) === null
    })
  })

  it('the newest message stays above the composer through both panels', async () => {
    const { id } = await chat.sees('typed again')
    const isAbove = async (): Promise<boolean> => {
      const rows = await chat.messages()
      const row = await chat.row(rows.at(-1)!.id)
      const composer = await lin.find('#composer')
      const topOf = async (element: Element): Promise<number> =>
        ((await element.offset()) as { top: number }).top
      const { height } = await row.size()
      return (await topOf(row)) + Number(height) <= (await topOf(composer)) + 1
    }
    expect(id).not.toBe('')
    const steps = ['.composer__emoji', '.composer__plus', '.composer__plus']
    for (const step of steps) {
      await (await lin.find('composer', step)).tap()
      await lin.until(`the newest message above the composer after ${step}`, isAbove)
    }
  })
})
