import { clockOf, HoldToTalk } from '../helpers/hold-to-talk'
import { hash, passes, type MediaStreet } from '../helpers/media-street'
import type { Language } from '../helpers/phone'
import { silence } from '../helpers/sample-media'
import { startSlowFiles } from '../helpers/slow-files'

const WORDS = {
  'zh-CN': {
    hold: '按住 说话',
    denied: '没有麦克风权限',
    deniedNote: '请在设置中允许使用麦克风，然后再按住说话',
    release: '松开发送，上滑取消',
    cancel: '松开取消',
    lock: '松开后继续录音',
    locked: '正在录音',
    send: '发送',
    left: '还可以说 8 秒',
    short: '说话时间太短',
    amr: '这条语音来自旧版本，此手机不能播放它的格式',
    gone: '内容已不在，请让对方重新发送',
    notPlayed: '这段语音的格式无法在这里播放',
    earpiece: '听筒播放',
    earpieceOn: '语音将用听筒播放',
    speaker: '扬声器播放',
  },
  en: {
    hold: 'Hold to talk',
    denied: 'No access to the microphone',
    deniedNote: 'Allow the microphone in the settings, then hold to talk again',
    release: 'Release to send, slide up to cancel',
    cancel: 'Release to cancel',
    lock: 'Release to keep recording',
    locked: 'Recording',
    send: 'Send',
    left: '8 s left',
    short: 'Too short to send',
    amr: 'This voice message comes from an old version; this phone cannot play its format',
    gone: 'It is no longer there. Ask for it again',
    notPlayed: 'This voice message cannot be played here',
    earpiece: 'Earpiece',
    earpieceOn: 'Voice messages sound in the earpiece',
    speaker: 'Speaker',
  },
}

/** One second of silence, as the first clients recorded it. */
const AMR = Buffer.concat([
  Buffer.from('#!AMR\n'),
  ...Array.from({ length: 50 }, () => Buffer.from('0c', 'hex').subarray(0, 1)).map((frame) =>
    Buffer.concat([frame, Buffer.alloc(13)]),
  ),
])

/** Voice messages: recorded by the real recorder, played by the real player of both phones. */
export function voice(street: () => MediaStreet, language: Language): void {
  const words = WORDS[language]
  const pair = () => street().pair(language)
  const talk = () => new HoldToTalk(pair().from)
  let spoken = ''

  /** The other one's client of another make says something by voice. */
  const hears = (content: object, objectName = 'RC:HQVCMsg') =>
    pair().from.gets(objectName, content)
  const isUnheard = (id: string) => pair().from.has(id, '.message-row__unheard')
  const isPlaying = async (id: string) =>
    (await (await pair().from.phone.page()).data('playingId')) === id

  it('without the microphone nothing is recorded: words say why and lead to the settings', async () => {
    const { from } = pair()
    await from.tap('composer', '.composer__voice')
    await from.answer('permission-cancel')
    expect(await from.text('composer', 'hold-to-talk', '.hold-to-talk')).toBe(words.hold)
    await talk().hold()
    const { text } = await from.reads(words.denied)
    expect(text).toContain(words.deniedNote)
    await from.press('modal-confirm')
    await from.allowAll()
    await talk().release()
    await talk().isOver()
  })

  it('held and released, it arrives byte for byte as the recorder gave it', async () => {
    const { from, to } = pair()
    const { come } = await passes(pair(), 'voice', async () => {
      await talk().hold()
      await talk().reads('hint', words.release)
      await talk().lasts(1)
      // What is said moves the bars.
      await from.phone.until(
        'bars that differ',
        async () => new Set(await talk().levels()).size > 2,
      )
      await talk().release()
    })
    const { base64, seconds } = await talk().recorder()
    const bytes = await to.downloads(come.media!.url)
    expect(hash(bytes)).toBe(hash(Buffer.from(base64, 'base64')))
    expect(bytes.subarray(0, 2).toString('hex')).toBe('fff3')
    spoken = come.media!.url
    const length = await to.element(come.id, '.message-row__seconds')
    expect(await length.text()).toBe(clockOf(seconds))
  })

  it('slid up and released, nothing is sent', async () => {
    const { from } = pair()
    const before = await from.newestId()
    await talk().hold()
    await talk().runs()
    await talk().slideTo(180, 600)
    await talk().reads('hint', words.cancel)
    await talk().release()
    await talk().isOver()
    expect(await from.newestId()).toBe(before)
  })

  it('released at once, it is too short', async () => {
    const { from } = pair()
    const key = talk()
    await key.hold()
    await key.runs()
    await key.release()
    await from.reads(words.short)
    await talk().isOver()
  })

  it('slid to the lock, it records on without the finger, counts its last seconds, and is sent by a tap', async () => {
    const { sent } = await passes(pair(), 'voice', async () => {
      await talk().hold()
      await talk().slideTo(360, 600)
      await talk().reads('hint', words.lock)
      await talk().release()
      await talk().reads('hint', words.locked)
      await talk().lasts(1)
      await talk().clockStandsAt(52.5)
      await talk().reads('hint', words.left)
      await talk().clockStandsAt(null)
      expect(await talk().text('choice--send')).toBe(words.send)
      await talk().tap('choice--send')
      await talk().isOver()
    })
    expect(sent.media!.url).not.toBe('')
  })

  it('unheard ones have a dot, play one after the other, and stop when the chat is left', async () => {
    const { from } = pair()
    // The rest of it never comes: it plays as long as one looks.
    const endless = await startSlowFiles(silence(60))
    const first = await hears({ remoteUrl: spoken, duration: 1 })
    const second = await hears({ remoteUrl: `${endless.address}/endless.wav`, duration: 60 })
    expect([await isUnheard(first.id), await isUnheard(second.id)]).toEqual([true, true])
    await from.tapBubble(first.id)
    await from.phone.until('the first one heard', async () => !(await isUnheard(first.id)))
    await from.phone.until('the second one plays on', () => isPlaying(second.id))
    await from.phone.until('the second one heard', async () => !(await isUnheard(second.id)))
    await from.phone.app.callWxMethod('switchTab', { url: '/pages/me/me' })
    await from.openChat()
    expect(await isPlaying('')).toBe(true)
    await endless.stop()
  })

  it('sounds in the earpiece when a person chooses so, and by the speaker again', async () => {
    const { from } = pair()
    const { id } = (await from.chat.messages()).filter(({ type }) => type === 'voice').at(-1)!
    expect(await from.fromMenu(id, 'earpiece')).toBe(words.earpiece)
    await from.reads(words.earpieceOn)
    expect(await from.fromMenu(id, 'speaker')).toBe(words.speaker)
  })

  it('of an old client, in a format this phone cannot play, says so', async () => {
    const { from } = pair()
    const content = { content: AMR.toString('base64'), duration: 1 }
    const { id } = await hears(content, 'RC:VcMsg')
    await from.tapBubble(id)
    await from.reads(words.amr)
  })

  it('without a sound, or with one that is gone, says so', async () => {
    const { from } = pair()
    const silent = await hears({ duration: 3 })
    await from.tapBubble(silent.id)
    await from.reads(words.gone)
    const dead = await hears({ remoteUrl: `${new URL(spoken).origin}/gone.mp3`, duration: 99_999 })
    await from.tapBubble(dead.id)
    await from.reads(words.notPlayed)
  })
}
