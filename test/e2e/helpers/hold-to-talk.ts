import type { MediaPhone } from './media-street'
import type { Element } from './phone'

type Touchable = Element & {
  touchstart(options: object): Promise<void>
  touchmove(options: object): Promise<void>
  touchend(options: object): Promise<void>
}

const touch = (x: number, y: number) => {
  const one = { identifier: 0, pageX: x, pageY: y, clientX: x, clientY: y }
  return { touches: [one], changedTouches: [one] }
}
const RELEASED = { touches: [], changedTouches: [] }
const KEY = touch(200, 780)

/** What the recorder told the app. */
interface Recorder {
  isRunning: boolean
  /** Of the newest recording, Unix ms. */
  startedAt: number
  /** Length of the newest one that is over. */
  seconds: number
  base64: string
}

interface Noted {
  recorder?: Recorder
  now?: () => number
}

/** The key a person holds to talk, and what shows while they do. */
export class HoldToTalk {
  private held: Touchable | undefined

  constructor(private readonly on: MediaPhone) {}

  async key(): Promise<Touchable> {
    return await this.on.phone.find('composer', 'hold-to-talk', '.hold-to-talk')
  }

  async hold(): Promise<void> {
    await this.note()
    this.held = await this.key()
    await this.held.touchstart(KEY)
  }

  async slideTo(x: number, y: number): Promise<void> {
    await (this.held ?? (await this.key())).touchmove(touch(x, y))
  }

  async release(): Promise<void> {
    await (this.held ?? (await this.key())).touchend(RELEASED)
  }

  /** The recorder has begun. */
  async runs(): Promise<void> {
    await this.on.phone.until('a recording', async () => (await this.recorder()).isRunning)
  }

  async recorder(): Promise<Recorder> {
    const { app } = this.on.phone
    return (await app.evaluate(() => (globalThis as Noted).recorder)) as Recorder
  }

  /**
   * Lets the recording's clock stand still so long after its start; null lets it go on. The clock of the rest goes on
   * all the while, or its connection would be taken for dead.
   */
  async clockStandsAt(seconds: number | null): Promise<void> {
    await this.on.phone.app.evaluate((at: number | null) => {
      const noted = globalThis as Noted
      const now = (noted.now ??= Date.now)
      const { startedAt } = noted.recorder!
      const isAsked = () => new Error().stack?.includes('hold-to-talk')
      Date.now = at === null ? now : () => (isAsked() ? startedAt + at * 1_000 : now())
    }, seconds)
  }

  /** Notes what the recorder tells the app from now on. */
  private async note(): Promise<void> {
    await this.on.phone.app.evaluate(() => {
      const noted = globalThis as Noted
      if (noted.recorder) return
      const recorder = { isRunning: false, startedAt: 0, seconds: 0, base64: '' }
      noted.recorder = recorder
      const manager = wx.getRecorderManager()
      manager.onStart(() => {
        Object.assign(recorder, { isRunning: true, startedAt: Date.now() })
      })
      manager.onStop(({ tempFilePath, duration }) => {
        const base64 = wx.getFileSystemManager().readFileSync(tempFilePath, 'base64')
        Object.assign(recorder, { isRunning: false, seconds: duration / 1_000, base64 })
      })
    })
  }

  text(part: string): Promise<string> {
    return this.on.text('composer', 'hold-to-talk', `.hold-to-talk__${part}`)
  }

  tap(part: string): Promise<void> {
    return this.on.tap('composer', 'hold-to-talk', `.hold-to-talk__${part}`)
  }

  async reads(part: string, words: string): Promise<void> {
    await this.on.phone.until(`"${words}"`, async () => (await this.text(part)) === words)
  }

  /** The time that is shown is this at least. */
  async lasts(seconds: number): Promise<void> {
    await this.on.phone.until(`${seconds} s`, async () => {
      const [minutes, rest] = (await this.text('time')).split(':').map(Number)
      return minutes * 60 + rest >= seconds
    })
  }

  async isOver(): Promise<void> {
    await this.on.phone.until('the end of recording', async () => {
      if ((await this.recorder()).isRunning) return false
      const box = await this.on.phone.find('composer', 'hold-to-talk')
      return (await box.$('.hold-to-talk__time')) === null
    })
  }

  /** Records on without the finger, for so long at least. */
  async lockFor(seconds: number): Promise<void> {
    await this.hold()
    await this.slideTo(360, 600)
    await this.release()
    await this.lasts(seconds)
  }

  /** Heights of the bars, px. */
  async levels(): Promise<number[]> {
    const box = await this.on.phone.find('composer', 'hold-to-talk')
    const bars = (await box.$$('.hold-to-talk__bar')) as Element[]
    const sizes = await Promise.all(bars.map((bar) => bar.size()))
    return sizes.map(({ height }) => Number(height))
  }
}

/** `0:07` */
export function clockOf(seconds: number): string {
  const whole = Math.round(seconds)
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`
}
