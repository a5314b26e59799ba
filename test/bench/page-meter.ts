import type { Phone } from '../e2e/helpers/phone'

/** One `setData` of a page. */
export interface Crossing {
  paths: string[]
  /** The data as JSON: what WeChat sends to the view. */
  json: string
}

interface MeteredPage {
  setData(data: object, done?: () => void): void
  crossings: Crossing[]
}

/** Looks in a row that find nothing new before the page counts as quiet. */
const QUIET_LOOKS = 8

/** Tells what the page on top sends to the view. */
export class PageMeter {
  private constructor(private readonly phone: Phone) {}

  static async on(phone: Phone): Promise<PageMeter> {
    await phone.app.evaluate(() => {
      const page = getCurrentPages().pop() as unknown as MeteredPage
      const { setData } = page
      page.crossings = []
      page.setData = function (data, done) {
        page.crossings.push({ paths: Object.keys(data), json: JSON.stringify(data) })
        setData.call(this, data, done)
      }
    })
    return new PageMeter(phone)
  }

  /** What crossed since the last call, once nothing more does. */
  async take(): Promise<Crossing[]> {
    let calls = -1
    let looks = 0
    await this.phone.until('a quiet page', async (page) => {
      // The floating date goes by itself a moment after the reader stops.
      if (await page.data('floatingDate')) return false
      const now = await this.count()
      looks = now === calls ? looks + 1 : 0
      calls = now
      return looks >= QUIET_LOOKS
    })
    return (await this.phone.app.evaluate(() => {
      const page = getCurrentPages().pop() as unknown as MeteredPage
      return page.crossings.splice(0)
    })) as Crossing[]
  }

  private async count(): Promise<number> {
    return (await this.phone.app.evaluate(
      () => (getCurrentPages().pop() as unknown as MeteredPage).crossings.length,
    )) as number
  }
}

export function bytesOf(crossings: readonly Crossing[]): number {
  return crossings.reduce((sum, { json }) => sum + Buffer.byteLength(json), 0)
}

/** The rows of a list that were touched, by path. */
export function rowsTouched(crossings: readonly Crossing[]): string[] {
  const rows = crossings.flatMap(({ paths }) =>
    paths.map((path) => /^.*rows\[\d+\]/.exec(path)?.[0] ?? ''),
  )
  return [...new Set(rows)].filter((row) => row !== '')
}
