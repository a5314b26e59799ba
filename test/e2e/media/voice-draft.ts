import { comeBack, goAway } from '../../integration/helpers/simulator-hand'
import { clockOf, HoldToTalk } from '../helpers/hold-to-talk'
import { passes, type MediaPhone, type MediaStreet } from '../helpers/media-street'
import type { Element, Language } from '../helpers/phone'

const WORDS = {
  'zh-CN': {
    listen: '试听',
    play: '播放',
    pause: '暂停',
    ask: '丢弃这段录音？',
    note: (seconds: number) => `录音长 ${seconds} 秒，还没有发送。`,
  },
  en: {
    listen: 'Listen',
    play: 'Play',
    pause: 'Pause',
    ask: 'Discard the recording?',
    note: (seconds: number) => `It is ${seconds} s long and has not been sent.`,
  },
}

/** The recording that waits in the place of the composer's bar. */
class Waiting {
  constructor(private readonly on: MediaPhone) {}

  text(part: string): Promise<string> {
    return this.on.text('#voice-preview', `.voice-preview__${part}`)
  }

  tap(part: string): Promise<void> {
    return this.on.tap('#voice-preview', `.voice-preview__${part}`)
  }

  async isThere(): Promise<void> {
    await this.on.phone.find('#voice-preview', '.voice-preview__send')
  }

  async isGone(): Promise<void> {
    await this.on.phone.until('no recording', async (page) => !(await page.$('#voice-preview')))
  }

  async data<Value>(name: string): Promise<Value> {
    return (await (await this.on.phone.page()).data(name)) as Value
  }

  async has(what: string, isSo: () => Promise<boolean>): Promise<void> {
    await this.on.phone.until(what, isSo)
  }

  /** What is said of the key that plays and pauses. */
  async playLabel(): Promise<string> {
    const key = await this.on.phone.find('#voice-preview', '.voice-preview__play')
    return String(await key.attribute('aria-label'))
  }

  /** Heights of its bars, px. */
  async wave(): Promise<number[]> {
    const box = await this.on.phone.find('#voice-preview')
    const bars = (await box.$$('.voice-preview__bar')) as Element[]
    return Promise.all(bars.map(async (bar) => Number((await bar.size()).height)))
  }

  async playedBars(): Promise<number> {
    const box = await this.on.phone.find('#voice-preview')
    return ((await box.$$('.voice-preview__bar--played')) as Element[]).length
  }
}

/** Recordings that are heard before they are sent, and those that ended otherwise than their speaker meant. */
export function voiceDraft(street: () => MediaStreet, language: Language): void {
  const words = WORDS[language]
  const pair = () => street().pair(language)
  const talk = () => new HoldToTalk(pair().from)
  const waiting = () => new Waiting(pair().from)

  it('locked, one is heard before it is sent: its length, its wave, how much has sounded', async () => {
    const { from } = pair()
    await from.tap('composer', '.composer__voice')
    await talk().lockFor(3)
    expect(await talk().text('choice--listen')).toBe(words.listen)
    await talk().tap('choice--listen')
    await waiting().isThere()
    const { seconds } = await talk().recorder()
    expect(await waiting().text('time')).toBe(clockOf(seconds))
    const wave = await waiting().wave()
    expect(wave).toHaveLength(32)
    expect(new Set(wave).size).toBeGreaterThan(2)
    expect(await waiting().playLabel()).toBe(words.play)
    await waiting().tap('play')
    await waiting().has(
      'some of it played',
      async () => (await waiting().data<number>('voicePlayed')) > 0.5,
    )
    expect(await waiting().playLabel()).toBe(words.pause)
    await waiting().tap('play')
    await waiting().has('a pause', async () => !(await waiting().data('voicePlaying')))
    const played = await waiting().data<number>('voicePlayed')
    expect(played).toBeGreaterThan(0.5)
    expect(await waiting().playedBars()).toBe(Math.ceil((played / seconds) * 32))
    await waiting().tap('play')
    await waiting().has(
      'more of it',
      async () => (await waiting().data<number>('voicePlayed')) > played,
    )
    await waiting().has('its end', async () => (await waiting().data('voicePlayed')) === 0)
    const { come } = await passes(pair(), 'voice', () => waiting().tap('send'))
    expect(come.media!.url).not.toBe('')
    await waiting().isGone()
  })

  it('locked and ended by the recorder itself, it waits and is not sent', async () => {
    const { from } = pair()
    const before = await from.newestId()
    await talk().lockFor(1)
    await from.phone.app.evaluate(() => wx.getRecorderManager().stop())
    await waiting().isThere()
    expect(await from.newestId()).toBe(before)
    // What takes so little time to say again goes without a question.
    await waiting().tap('discard')
    await waiting().isGone()
  })

  it('broken off by another app, it waits until one is back', async () => {
    const { from } = pair()
    const before = await from.newestId()
    await talk().lockFor(1)
    await goAway(from.phone.app)
    await comeBack(from.phone.app)
    await waiting().isThere()
    expect(await from.newestId()).toBe(before)
    await talk().isOver()
    await passes(pair(), 'voice', () => waiting().tap('send'))
  })

  it('broken off by leaving the chat, it waits there', async () => {
    const { from } = pair()
    const before = await from.newestId()
    await talk().lockFor(1)
    await from.reopen()
    await waiting().isThere()
    expect(await from.newestId()).toBe(before)
    await waiting().tap('discard')
    await waiting().isGone()
  })

  it('given up after more than a few seconds, it asks, and is there until one agrees', async () => {
    const { from } = pair()
    await from.tap('composer', '.composer__voice')
    await talk().lockFor(4)
    await talk().tap('choice--cancel')
    const { text } = await from.reads(words.ask)
    expect(text).toContain(words.note(Math.round((await talk().recorder()).seconds)))
    await from.press('modal-cancel')
    await waiting().isThere()
    await waiting().tap('discard')
    await from.reads(words.ask)
    await from.press('modal-confirm')
    await waiting().isGone()
    await from.tap('composer', '.composer__voice')
  })
}
