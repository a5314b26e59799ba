import { spawn } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import automator from 'miniprogram-automator'
import type Element from 'miniprogram-automator/out/Element'
import type MiniProgram from 'miniprogram-automator/out/MiniProgram'
import type Page from 'miniprogram-automator/out/Page'

const projectRoot = path.join(__dirname, '../../..')

/**
 * The command line of WeChat DevTools, or of anything that takes `auto --project DIR --auto-port PORT`.
 * Set WECHAT_DEVTOOLS_CLI to run these tests in WeChat DevTools.
 */
const cliPath =
  process.env.WECHAT_DEVTOOLS_CLI ?? path.join(projectRoot, 'scripts/simulator/cli.mjs')

/** Ms a condition may take before a test gives up; no test asserts on it. */
const PATIENCE_MS = 45_000
const LAUNCH_PATIENCE_MS = 60_000

/** Every language the app speaks, for `describe.each(languages)`. */
export const languages = ['zh-CN', 'en'] as const
export type Language = (typeof languages)[number]

/** What the Me page calls each language, at its place in the sheet that asks for one. */
const LANGUAGE_CHOICES: Record<Language, { tapIndex: number; name: string }> = {
  'zh-CN': { tapIndex: 1, name: '简体中文' },
  en: { tapIndex: 2, name: 'English' },
}
const TABS = ['conversations', 'contacts', 'rooms', 'me'].map((name) => `pages/${name}/${name}`)

export type { Element, MiniProgram, Page }

/** A mini-program under automation, with what every journey needs. */
export interface Phone {
  readonly app: MiniProgram
  /** Replaces the whole page stack and resolves when the page is up. */
  open(url: string): Promise<Page>
  page(): Promise<Page>
  /** Resolves with the first truthy result of `probe`, or throws naming `what`. */
  until<T>(what: string, probe: (page: Page) => Promise<T | null | undefined | false>): Promise<T>
  /** Element by a path of selectors, each inside the custom component the former found. */
  find(...selectors: string[]): Promise<Element>
  /** Chooses the language on the Me page, as a signed-in person does, and goes back to the tab that was open. */
  speak(language: Language): Promise<void>
  screenshot(name: string): Promise<void>
  close(): Promise<void>
}

/**
 * Launches the mini-program on a phone of its own. DevTools opens a project once, so every phone gets a copy.
 * @param name names the phone in screenshots and error texts.
 * @param options further options of the command line, e.g. the simulator's `--inspect-port`.
 */
export async function launchPhone(name: string, options: string[] = []): Promise<Phone> {
  const projectPath = copyProject(name)
  const phone = makePhone(name, await launchApp(projectPath, options), projectPath)
  await phone.until('its first page', async (page) => page.path)
  return phone
}

/**
 * Does what `automator.launch` does, without the 5 s it then waits and the 15 s timer it leaves behind, which keeps
 * Jest alive.
 */
async function launchApp(projectPath: string, options: string[]): Promise<MiniProgram> {
  const port = await freePort()
  const args = [
    'auto',
    '--project',
    projectPath,
    '--auto-port',
    String(port),
    '--trust-project',
    ...options,
  ]
  const cli = spawn(cliPath, args, { stdio: 'ignore' })
  let failure: Error | undefined
  cli.once('error', (error) => (failure = error))
  cli.once('exit', (code) => {
    if (code) failure = new Error(`it ended with ${code}`)
  })
  const deadline = Date.now() + LAUNCH_PATIENCE_MS
  for (;;) {
    if (failure) throw new Error(`${cliPath} cannot be used: ${failure.message}`)
    try {
      return await automator.connect({ wsEndpoint: `ws://127.0.0.1:${port}` })
    } catch (error) {
      if (Date.now() > deadline) throw error
    }
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}

function makePhone(name: string, app: MiniProgram, projectPath: string): Phone {
  const page = async (): Promise<Page> => {
    const current = await app.currentPage()
    if (!current) throw new Error(`${name} shows no page`)
    return current
  }
  const until: Phone['until'] = async (what, probe) => {
    const deadline = Date.now() + PATIENCE_MS
    let lastError: unknown
    for (;;) {
      try {
        const found = await probe(await page())
        if (found) return found
      } catch (error) {
        lastError = error
      }
      if (Date.now() > deadline) {
        const reason = lastError instanceof Error ? ` (${lastError.message})` : ''
        throw new Error(`${name} never saw: ${what}, on ${(await page()).path}${reason}`)
      }
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
  const find: Phone['find'] = (...selectors) =>
    until(`element ${selectors.join(' > ')}`, async (current) => {
      let found: Element | null = null
      for (const selector of selectors) {
        found = await (found ?? current).$(selector)
        if (!found) return null
      }
      return found
    })
  const switchTab = async (route: string): Promise<void> => {
    await app.callWxMethod('switchTab', { url: `/${route}` })
    await until(`the tab ${route}`, async (current) => current.path === route)
  }
  return {
    app,
    page,
    until,
    find,
    async open(url) {
      await app.callWxMethod('reLaunch', { url })
      const route = url.replace(/^\//, '').split('?')[0]
      await until(`page ${route}`, async (current) => current.path === route)
      return page()
    },
    async speak(language) {
      const { path: route } = await page()
      const { tapIndex, name: ownName } = LANGUAGE_CHOICES[language]
      await switchTab('pages/me/me')
      await app.mockWxMethod('showActionSheet', { tapIndex })
      await (await find('#language')).tap()
      await until(ownName, async (current) => (await current.data('language')) === ownName)
      await app.restoreWxMethod('showActionSheet')
      await switchTab(TABS.includes(route) ? route : TABS[0])
    },
    async screenshot(file) {
      const folder = path.join(projectRoot, 'test/screenshots')
      fs.mkdirSync(folder, { recursive: true })
      await app.screenshot({ path: path.join(folder, `${file}.png`) })
    },
    async close() {
      await app.close()
      fs.rmSync(projectPath, { recursive: true, force: true })
    },
  }
}

function copyProject(name: string): string {
  const copy = fs.mkdtempSync(path.join(os.tmpdir(), `hutong-${name}-`))
  for (const entry of ['miniprogram', 'project.config.json', 'package.json', 'tsconfig.json']) {
    fs.cpSync(path.join(projectRoot, entry), path.join(copy, entry), { recursive: true })
  }
  // Test servers have no certificate and no listed domain.
  fs.writeFileSync(
    path.join(copy, 'project.private.config.json'),
    JSON.stringify({ setting: { urlCheck: false } }),
  )
  return copy
}

export async function freePort(): Promise<number> {
  const { default: getPort } = await import('get-port')
  return getPort()
}
