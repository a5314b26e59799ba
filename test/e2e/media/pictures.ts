import type { ShownMessage } from '../helpers/chat-screen'
import { hash, passes, sample, type MediaStreet } from '../helpers/media-street'
import type { Language } from '../helpers/phone'

const DOOR = sample('door.jpg', 'image/jpeg')
const LANTERN = sample('lantern.gif', 'image/gif')
const LONG_LANTERN = {
  ...LANTERN,
  bytes: Buffer.concat([LANTERN.bytes, Buffer.alloc(2 * 1024 * 1024)]),
}
const VIDEO = sample('lantern.webm', 'video/webm')

const WORDS = {
  'zh-CN': {
    original: '原图',
    gifTooLarge: '动图不能超过 2 MB',
    videoTooLong: '视频不能超过 2 分钟',
    save: '保存图片',
    saveVideo: '保存视频',
    denied: '没有相册权限',
    deniedNote: '请在设置中允许保存到相册，然后再保存一次',
    saved: '已存入相册',
  },
  en: {
    original: 'Full size',
    gifTooLarge: 'A GIF may be 2 MB at most',
    videoTooLong: 'A video may be 2 minutes at most',
    save: 'Save picture',
    saveVideo: 'Save video',
    denied: 'No access to the album',
    deniedNote: 'Allow saving to the album in the settings, then save again',
    saved: 'Saved to your album',
  },
}

/** Pictures, those that move, and videos: through the real chooser, upload and download of both phones. */
export function pictures(street: () => MediaStreet, language: Language): void {
  const words = WORDS[language]
  const pair = () => street().pair(language)

  it('a picture is made smaller on its way, and its place is kept before it has loaded', async () => {
    const { from, to } = pair()
    const { sent, come } = await passes(pair(), 'image', () => from.send('photo', DOOR))
    const bytes = await to.downloads(come.media!.url)
    expect(hash(bytes)).toBe(hash(await from.downloads(sent.media!.url)))
    expect(come.media).toMatchObject({ width: 960, height: 720, progress: 100 })
    expect(bytes.subarray(0, 2).toString('hex')).toBe('ffd8')
    const place = await to.element(come.id, '.message-row__picture')
    const { width, height } = await place.size()
    expect(Number(width) / Number(height)).toBeCloseTo(960 / 720, 1)
  })

  it('in full size it arrives byte for byte', async () => {
    const { from, to } = pair()
    const { come } = await passes(pair(), 'image', async () => {
      await from.tap('composer', '.composer__plus')
      const item = ['composer', 'plus-panel', '.plus-panel__item--original'] as const
      expect(await from.text(...item)).toBe(words.original)
      await from.tap(...item)
      await from.tap('composer', '.composer__plus')
      await from.send('photo', DOOR)
    })
    expect(come.media).toMatchObject({ width: 1200, height: 900 })
    expect(hash(await to.downloads(come.media!.url))).toBe(hash(DOOR.bytes))
  })

  it('several go at once, each a message of its own', async () => {
    const { from, to } = pair()
    const before = await to.newestId()
    await from.send('photo', DOOR, LANTERN)
    const since = (shown: ShownMessage[]) =>
      shown.slice(shown.findIndex(({ id }) => id === before) + 1)
    const rows = await to.chat.messagesWhen('both', (shown) => since(shown).length === 2)
    expect(since(rows).map(({ type }) => type)).toEqual(['image', 'gif'])
  })

  it('a GIF moves: the row shows the file itself, byte for byte', async () => {
    const { to } = pair()
    const { id, media } = (await to.chat.messages()).at(-1)!
    expect(media).toMatchObject({ width: 48, height: 48 })
    expect(hash(await to.downloads(media!.url))).toBe(hash(LANTERN.bytes))
    const picture = await to.element(id, '.message-row__picture')
    expect(await picture.attribute('src')).toBe(media!.url)
  })

  it('a GIF of more than 2 MB is refused in words before anything is sent', async () => {
    const { from } = pair()
    const before = await from.newestId()
    await from.send('photo', LONG_LANTERN)
    expect(await from.text('composer', '.composer__failure')).toBe(words.gifTooLarge)
    expect(await from.newestId()).toBe(before)
  })

  it('a tapped picture opens among all pictures of the chat', async () => {
    const { to } = pair()
    const all = (await to.chat.messages()).filter(({ type }) => type === 'image' || type === 'gif')
    const { id } = all.at(-2)!
    await to.tapBubble(id)
    const shown = await to.overlay('the picture', ({ parts }) => parts.includes('preview'))
    // Those that have left the page, far from the reader, are among them too.
    const [at, count] = shown.text.trim().split(' / ').map(Number)
    expect(count).toBeGreaterThanOrEqual(all.length)
    expect(count - at).toBe(1)
    await to.press('preview')
  })

  it('a video arrives byte for byte, with its length and a picture, and plays', async () => {
    const { from, to } = pair()
    const { come } = await passes(pair(), 'video', () => from.send('video', VIDEO))
    expect(come.media).toMatchObject({ bytes: VIDEO.bytes.length, durationSeconds: 2 })
    expect(hash(await to.downloads(come.media!.url))).toBe(hash(VIDEO.bytes))
    const length = await to.element(come.id, '.message-row__length')
    expect(await length.text()).toBe('0:02')
    const poster = await to.element(come.id, '.message-row__picture')
    expect(await poster.attribute('src')).toMatch(/^data:image\/jpeg;base64,.{100}/)
    await to.tapBubble(come.id)
    const shown = await to.overlay('the video', ({ parts }) => parts.includes('preview'))
    expect(shown.media).toHaveLength(1)
    await to.press('preview')
  })

  it('a video of more than two minutes is refused in words', async () => {
    const { from } = pair()
    // No film of that length is at hand: the chooser tells one of a short one.
    await from.phone.app.mockWxMethod(
      'chooseMedia',
      function (
        this: { origin: typeof wx.chooseMedia },
        options: WechatMiniprogram.ChooseMediaOption,
      ) {
        return this.origin(options).then(({ tempFiles, ...rest }) => ({
          ...rest,
          tempFiles: tempFiles.map((file) => ({ ...file, duration: 130 })),
        }))
      },
    )
    await from.send('video', VIDEO)
    expect(await from.text('composer', '.composer__failure')).toBe(words.videoTooLong)
    await from.phone.app.restoreWxMethod('chooseMedia')
  })

  it('saving without leave for the album says so and leads to the settings', async () => {
    const { from } = pair()
    const { id } = (await from.chat.messages()).filter(({ type }) => type === 'image').at(-1)!
    expect(await from.fromMenu(id, 'save')).toBe(words.save)
    await from.answer('permission-cancel')
    const { text } = await from.reads(words.denied)
    expect(text).toContain(words.deniedNote)
    await from.press('modal-confirm')
    await from.allowAll()
    await from.fromMenu(id, 'save')
    await from.reads(words.saved)
    const video = (await from.chat.messages()).filter(({ type }) => type === 'video').at(-1)!
    expect(await from.fromMenu(video.id, 'save')).toBe(words.saveVideo)
    await from.reads(words.saved)
  })
}
