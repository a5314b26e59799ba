import { chromium, type Browser, type Frame, type Page as View } from 'playwright-core'

import { freePort, launchPhone, type Language, type Phone } from './phone'

/** How a person has set up their phone. */
export interface Look {
  theme: 'light' | 'dark'
  language: Language
  /** The system's text size; 1 is standard. */
  fontScale: number
}

/** A phone in the simulator whose drawn pages a test can look at: pixels and document, beside the automator. */
export interface DrawnPhone extends Phone {
  /** The browser's page that draws the phone: bars, and a frame for each mini-program page. */
  readonly view: View
  readonly browser: Browser
  /** The document of the page on top. */
  frame(): Promise<Frame>
  /** What a person does to the phone itself; `PhoneCommand` of the simulator. */
  command(command: { name: string; [more: string]: unknown }): Promise<void>
  /** Sets the phone up and resolves once it is drawn so. */
  wear(look: Look): Promise<void>
  /** Resolves once fonts and pictures are there and nothing is left to draw. */
  settle(): Promise<void>
  /** Ends the app without a word to it, as a phone does, and starts it again; resolves at its first page. */
  restart(): Promise<void>
  /** A phone as tall as needed shows a whole list in one picture. CSS px; 844 unless told. */
  grow(height?: number): Promise<void>
}

/** `en dark 1.4x` */
export function lookName({ theme, language, fontScale }: Look): string {
  return [language, theme, ...(fontScale === 1 ? [] : [`${fontScale}x`])].join(' ')
}

interface App {
  stores: { settings: { setLanguage(choice: Language): void } }
}

const WIDTH = 390
const HEIGHT = 844

/** @throws Error where the phone is not the simulator: WeChat DevTools lets nobody look at its document. */
export async function launchDrawnPhone(name: string): Promise<DrawnPhone> {
  const port = await freePort()
  const phone = await launchPhone(name, ['--inspect-port', String(port)])
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`)
  const [view] = browser.contexts().flatMap((context) => context.pages())
  let height = HEIGHT
  let worn: Look | null = null

  const frame = async (): Promise<Frame> => {
    const { path } = await phone.page()
    const shown = view.locator(`iframe[title="${path}"]`).last()
    const found = await (await shown.elementHandle())?.contentFrame()
    if (!found) throw new Error(`${name} draws no ${path}`)
    return found
  }
  const settle = async (): Promise<void> => {
    await (await frame()).evaluate(drawn)
  }
  const command: DrawnPhone['command'] = async (given) => {
    const { connection } = phone.app as unknown as {
      connection: { send(method: string, params: object): Promise<unknown> }
    }
    await connection.send('Sim.command', given)
  }
  return {
    ...phone,
    view,
    browser,
    frame,
    settle,
    command,
    async wear(look) {
      const { theme, language, fontScale } = look
      const changes: Promise<unknown>[] = []
      if (worn?.theme !== theme) changes.push(command({ name: 'theme', theme }))
      if (worn?.fontScale !== fontScale) {
        changes.push(command({ name: 'fontScale', scale: fontScale }))
      }
      if (worn?.language !== language) changes.push(phone.app.evaluate(speak, language))
      worn = look
      await Promise.all(changes)
      await settle()
    },
    async restart() {
      worn = null
      await view.reload()
      // The automator remembers pages by numbers, which begin anew.
      const { pageMap } = phone.app as unknown as { pageMap: Map<number, unknown> }
      pageMap.clear()
      await phone.until('its first page', async (page) => page.path)
    },
    async grow(to = HEIGHT) {
      if (to === height) return
      height = to
      await view.setViewportSize({ width: WIDTH, height })
      await settle()
    },
    async close() {
      await browser.close()
      await phone.close()
    },
  }
}

/** Runs in the app. */
const speak = (language: Language): void => {
  ;(getApp() as unknown as App).stores.settings.setLanguage(language)
}

/** Runs in the page: resolves when every picture in it has come or failed, fonts too, and two frames have passed. */
const drawn = async (): Promise<void> => {
  const frames = (): Promise<unknown> =>
    new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
  await frames()
  const pictures = [...document.images].filter(({ complete, src }) => src !== '' && !complete)
  const ends = pictures.map(
    (picture) =>
      new Promise((resolve) => {
        picture.addEventListener('load', resolve, { once: true })
        picture.addEventListener('error', resolve, { once: true })
        // A lazy picture outside the window never loads.
        setTimeout(resolve, 500)
      }),
  )
  await Promise.all([document.fonts.ready, ...ends])
  if (ends.length > 0) await frames()
}
