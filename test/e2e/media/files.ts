import { hash, passes, type MediaStreet } from '../helpers/media-street'
import type { Element, Language } from '../helpers/phone'
import { startSlowFiles, type SlowFiles } from '../helpers/slow-files'

const BUDGET = {
  name: '预算.pdf',
  type: 'application/pdf',
  bytes: Buffer.from(Array.from({ length: 70_000 }, (_, index) => (index * 31) % 256)),
}

const WORDS = {
  'zh-CN': {
    notShown: '微信不能显示这种文件，请在电脑上打开',
    notLoaded: '文件没有取到，请稍后再试',
    gone: '内容已不在，请让对方重新发送',
    empty: '文件是空的，无法发送',
    goneFromPhone: '文件已不在手机上，请重新选择',
    file: '[文件]',
    location: '[位置]',
    placeUnknown: '这条消息没有说明位置在哪里',
    cancel: '取消发送',
  },
  en: {
    notShown: 'WeChat cannot show this kind of file. Open it on a computer',
    notLoaded: 'The file did not arrive. Try again later',
    gone: 'It is no longer there. Ask for it again',
    empty: 'The file is empty and cannot be sent',
    goneFromPhone: 'The file is no longer on this phone. Choose it again',
    file: '[File]',
    location: '[Place]',
    placeUnknown: 'This message does not say where the place is',
    cancel: 'Cancel sending',
  },
}

/** Files and places: through the real chooser, upload and download of both phones. */
export function files(street: () => MediaStreet, language: Language): void {
  const words = WORDS[language]
  const pair = () => street().pair(language)
  let slow: SlowFiles

  beforeAll(async () => {
    slow = await startSlowFiles(BUDGET.bytes)
  })
  afterAll(() => slow.stop())

  const failUploads = async (isFailing: boolean) => {
    for (const host of [1, 2]) await street().im.control('fail-upload-host', { host, isFailing })
  }

  it('a file arrives byte for byte, with its name and size, and opens', async () => {
    const { from, to } = pair()
    const { come } = await passes(pair(), 'file', () => from.send('file', BUDGET))
    expect(hash(await to.downloads(come.media!.url))).toBe(hash(BUDGET.bytes))
    expect(await (await to.element(come.id, '.message-row__card-title')).text()).toBe('预算.pdf')
    expect(await (await to.element(come.id, '.message-row__card-note')).text()).toBe('68 KB')
    await to.tapBubble(come.id)
    await to.overlay('the document', ({ parts }) => parts.includes('document'))
    await to.press('document')
  })

  it('tells how far a download is; a second tap stops it', async () => {
    const { from } = pair()
    const content = { name: 'a.pdf', size: BUDGET.bytes.length, fileUrl: `${slow.address}/a.pdf` }
    const { id } = await from.gets('RC:FileMsg', content)
    const percent = async () => {
      const shown = (await from.chat.messages()).find((row) => row.id === id)
      return shown!.media!.progress
    }
    await from.tapBubble(id)
    await from.phone.until('half of it', async () => (await percent()) === 50)
    await from.element(id, '.message-row__progress')
    await from.tapBubble(id)
    await from.phone.until('no download', async () => (await percent()) === 100)
    await from.tapBubble(id)
    await from.phone.until('half of it again', async () => (await percent()) === 50)
    slow.goOn()
    await from.overlay('the document', ({ parts }) => parts.includes('document'))
    await from.press('document')
    await from.phone.until('the end of the download', async () => (await percent()) === 100)
  })

  it('what cannot be opened, has no address or is gone is said in words', async () => {
    const { from } = pair()
    const { url } = (await from.chat.messages())
      .filter(({ type }) => type === 'file')
      .at(-1)!.media!
    const says = async (content: object, expected: string) => {
      const { id } = await from.gets('RC:FileMsg', content)
      await from.tapBubble(id)
      await from.reads(expected)
    }
    await says({ name: 'a.zip', size: 12, fileUrl: url }, words.notShown)
    await says({ name: 'b.pdf', size: 12, fileUrl: `${slow.address}/gone` }, words.notLoaded)
    await says({ name: 'c.pdf', size: -3 }, words.gone)
    const { id } = await from.gets('RC:FileMsg', { size: '2048', fileUrl: url })
    expect(await (await from.element(id, '.message-row__card-title')).text()).toBe(words.file)
    expect(await (await from.element(id, '.message-row__card-note')).text()).toBe('2 KB')
  })

  it('an empty file is refused in words before anything is sent', async () => {
    const { from } = pair()
    const before = await from.newestId()
    await from.send('file', { name: 'empty.txt', type: 'text/plain', bytes: Buffer.alloc(0) })
    expect(await from.text('composer', '.composer__failure')).toBe(words.empty)
    expect(await from.newestId()).toBe(before)
  })

  it('an upload taken back is gone at once, and nothing of it arrives', async () => {
    const { from, to } = pair()
    await failUploads(true)
    const before = await from.newestId()
    await from.send('file', BUDGET)
    const isNew = (id: string | undefined) => id !== undefined && id !== before
    const rows = await from.chat.messagesWhen('it on its way', (all) => isNew(all.at(-1)?.id))
    const { id, state } = rows.at(-1)!
    expect(state).toBe('sending')
    const cancel = await from.element(id, '.message-row__cancel')
    expect(await cancel.attribute('aria-label')).toBe(words.cancel)
    await cancel.tap()
    await from.chat.messagesWhen('no such row', (all) => (all.at(-1)?.id ?? '') === before)
    await failUploads(false)
    const { come } = await passes(pair(), 'text', () => from.chat.say('instead'))
    expect((await to.chat.messages()).slice(-2).map(({ type }) => type)).not.toContain('sending')
    expect(come.text).toBe('instead')
  })

  it('an upload goes on after a restart, while its file is there', async () => {
    const { from, to } = pair()
    const before = await to.newestId()
    await failUploads(true)
    // Temporary files of the simulator end with the mini-program: this one stands for one that stayed.
    const path = await from.keep('later.pdf', BUDGET.bytes)
    const tempFiles = [{ path, name: 'later.pdf', size: BUDGET.bytes.length }]
    await from.phone.app.mockWxMethod('chooseMessageFile', { tempFiles })
    await from.choose('file')
    await from.chat.messagesWhen('it on its way', (all) => all.at(-1)?.state === 'sending')
    await from.restart()
    await failUploads(false)
    const come = await to.after(before, 'file')
    expect(come.media!.name).toBe('later.pdf')
    expect(hash(await to.downloads(come.media!.url))).toBe(hash(BUDGET.bytes))
  })

  it('and says that the file is gone, with nothing to retry, when it is not', async () => {
    const { from } = pair()
    await failUploads(true)
    await from.send('file', { ...BUDGET, name: 'lost.pdf' })
    await from.chat.messagesWhen('it on its way', (all) => all.at(-1)?.state === 'sending')
    await from.restart()
    await failUploads(false)
    const rows = await from.chat.messagesWhen('it fail', (all) => all.at(-1)?.state === 'failed')
    const { id } = rows.at(-1)!
    expect(await (await from.element(id, '.message-row__reason')).text()).toBe(words.goneFromPhone)
    expect(await from.has(id, '.message-row__retry')).toBe(false)
    await from.fromMenu(id, 'discard')
    await from.chat.messagesWhen('no such row', (all) => all.every((row) => row.id !== id))
  })

  it('a place chosen on the map arrives and opens there', async () => {
    const { from, to } = pair()
    const { come } = await passes(pair(), 'location', async () => {
      await from.choose('place')
      await from.overlay('the map', ({ parts }) => parts.includes('place'))
      await from.press('place', 1)
    })
    const title = await to.element(come.id, '.message-row__card-title')
    expect(await title.text()).toBe('南锣鼓巷')
    await to.tapBubble(come.id)
    const map = await to.overlay('the map', ({ parts }) => parts.includes('location'))
    expect(map.text).toContain('39.9377, 116.4033')
    expect(map.text).toContain('南锣鼓巷')
    await to.press('location')
  })

  it("somebody's card arrives with the name", async () => {
    const { from, to } = pair()
    const { come } = await passes(pair(), 'contact', async () => {
      await from.choose('contact')
      const person = await from.phone.until('苏晴 among the people', async (page) => {
        if (page.path !== 'pages-chat/people/people') return null
        for (const row of (await page.$$('.people__person')) as Element[]) {
          if ((await row.attribute('name')) === '苏晴') return row
        }
        return null
      })
      await ((await person.$('.person-choice')) ?? person).tap()
      await from.phone.until('the chat', async ({ path }) => path === 'pages-chat/chat/chat')
    })
    const name = await to.element(come.id, '.message-row__contact-name')
    expect(await name.text()).toBe('苏晴')
  })

  it('a place without coordinates says so', async () => {
    const { from } = pair()
    const { id } = await from.gets('RC:LBSMsg', { content: 7 })
    expect(await (await from.element(id, '.message-row__card-title')).text()).toBe(words.location)
    await from.tapBubble(id)
    await from.reads(words.placeUnknown)
  })

  it('pictures and videos with fields missing or wrong keep a place and say what is gone', async () => {
    const { from } = pair()
    const gone = `${slow.address}/gone.jpg`
    const shapes: [string, object][] = [
      ['RC:ImgMsg', { imageUri: gone, thumWidth: 0, thumHeight: -2 }],
      ['RC:GIFMsg', { remoteUrl: gone, width: 'wide', gifDataSize: null }],
      ['RC:SightMsg', { sightUrl: gone, duration: 1e9, size: {} }],
    ]
    for (const [objectName, content] of shapes) {
      const { id } = await from.gets(objectName, content)
      const { width, height } = await (await from.element(id, '.message-row__picture')).size()
      expect(Math.min(Number(width), Number(height))).toBeGreaterThan(50)
      const { id: empty } = await from.gets(objectName, {})
      await from.tapBubble(empty)
      await from.reads(words.gone)
    }
  })
}
