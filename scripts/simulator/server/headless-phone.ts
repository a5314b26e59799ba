import type { Browser, Page } from 'playwright-core'

import { launchChromium } from './chromium'

export interface HeadlessPhoneOptions {
  url: string
  /** CSS pixels of the whole phone. */
  width: number
  height: number
  /** Device pixels for one CSS pixel. */
  pixelRatio: number
  /** Port of the browser's debugging protocol; none when absent. */
  inspectPort?: number
}

/** A phone in a browser without a window, for automation. */
export class HeadlessPhone {
  /** Newest first words about what went wrong in the page. */
  private readonly troubles: string[] = []

  private constructor(
    private readonly browser: Browser,
    private readonly page: Page,
    private readonly onTrouble: (message: string) => void,
  ) {}

  /** @throws Error when there is no Chromium or the address does not answer. */
  static async open(
    options: HeadlessPhoneOptions,
    onTrouble: (message: string) => void,
  ): Promise<HeadlessPhone> {
    const browser = await launchChromium(options.inspectPort)
    try {
      const { width, height, pixelRatio } = options
      const context = await browser.newContext({
        viewport: { width, height },
        deviceScaleFactor: pixelRatio,
        hasTouch: true,
        locale: 'zh-CN',
        permissions: ['microphone', 'clipboard-read', 'clipboard-write'],
      })
      const page = await context.newPage()
      const phone = new HeadlessPhone(browser, page, onTrouble)
      phone.watch()
      await page.goto(options.url)
      return phone
    } catch (error) {
      await browser.close()
      throw error
    }
  }

  /** @returns PNG as base64, taken once every page has the fonts for what it shows. */
  async captureScreenshot(): Promise<string> {
    await Promise.all(this.page.frames().map((frame) => frame.evaluate(fontsReady).catch(() => {})))
    const image = await this.page.screenshot({ type: 'png', animations: 'allow', caret: 'initial' })
    return image.toString('base64')
  }

  /** The newest errors of the page, newest first. */
  describeTrouble(): string {
    return this.troubles.join('; ')
  }

  async close(): Promise<void> {
    await this.browser.close()
  }

  private watch(): void {
    this.page.on('pageerror', (error) => this.note(error.stack ?? error.message))
    this.page.on('crash', () => this.note('the page crashed'))
    this.page.on('console', (message) => {
      if (message.type() === 'error') this.note(message.text())
    })
  }

  private note(message: string): void {
    this.onTrouble(message)
    this.troubles.unshift(message)
    this.troubles.splice(3)
  }
}

/** Resolves when no font is on its way; text just drawn may ask for another piece of a font. */
const fontsReady =
  'new Promise(requestAnimationFrame).then(() => document.fonts.ready).then(() => true)'
