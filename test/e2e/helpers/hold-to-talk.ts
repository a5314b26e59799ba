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

/** The key a person holds to talk, and what shows while they do. */
export class HoldToTalk {
  constructor(private readonly on: MediaPhone) {}

  async key(): Promise<Touchable> {
    return await this.on.phone.find('composer', 'hold-to-talk', '.hold-to-talk')
  }

  async hold(): Promise<void> {
    await (await this.key()).touchstart(KEY)
  }

  async slideTo(x: number, y: number): Promise<void> {
    await (await this.key()).touchmove(touch(x, y))
  }

  async release(): Promise<void> {
    await (await this.key()).touchend(RELEASED)
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

  async isOver(): Promise<void> {
    await this.on.phone.until('the end of recording', async () => {
      const box = await this.on.phone.find('composer', 'hold-to-talk')
      return (await box.$('.hold-to-talk__time')) === null
    })
  }

  /** Records on without the finger, until the time that is shown. */
  async lockUntil(time: string): Promise<void> {
    await this.hold()
    await this.slideTo(360, 600)
    await this.release()
    await this.reads('time', time)
  }

  /** Heights of the bars, px. */
  async levels(): Promise<number[]> {
    const box = await this.on.phone.find('composer', 'hold-to-talk')
    const bars = (await box.$$('.hold-to-talk__bar')) as Element[]
    const sizes = await Promise.all(bars.map((bar) => bar.size()))
    return sizes.map(({ height }) => Number(height))
  }
}
