import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { createInterface } from 'node:readline'

import type { FrameLocator, Page } from 'playwright-core'

import { launchChromium } from '../../../scripts/simulator/server/chromium'
import type { PhoneCommand } from '../../../scripts/simulator/wire'
import { projectRoot } from './server-process'
import { simulatorCli } from './simulator-process'

/** What a component of the fixture `component-app` reported. */
export interface Reported {
  id: string
  type: string
  detail: unknown
}

/** A phone in a browser of the test's own, so that it gets real keys, fingers and mouse. */
export interface BrowserPhone {
  /** The shell: bars, dialogs, keyboard. */
  shell: Page
  /** Opens a page of the fixture alone. */
  open(path: string, query?: string): Promise<FrameLocator>
  /** What the control panel of `npm start` sends. */
  command(command: PhoneCommand): Promise<void>
  /** Waits for an event and gives every one of that component and type so far. */
  reported(id: string, type: string, count?: number): Promise<unknown[]>
  /** What was reported so far, without waiting. */
  log(): Promise<Reported[]>
  stop(): Promise<void>
}

/** A busy machine is slow, and no reason to give up. */
const PATIENCE_MS = 45_000

/** Serves a fixture project and opens one phone with it. */
export async function startBrowserPhone(fixture: string): Promise<BrowserPhone> {
  const project = path.join(projectRoot, 'test/fixtures', fixture)
  const child = spawn(
    process.execPath,
    [simulatorCli, 'serve', '--project', project, '--port', '0'],
    {
      cwd: projectRoot,
      env: { ...process.env, LOG_LEVEL: 'warn' },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  const exited = once(child, 'exit')
  const firstLine = once(createInterface(child.stdout), 'line') as Promise<[string]>
  const [line] = (await Promise.race([firstLine, exited])) as [unknown]
  if (typeof line !== 'string') throw new Error('the simulator did not start')
  const { port } = JSON.parse(line) as { port: number }
  const browser = await launchChromium()
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    permissions: ['microphone', 'clipboard-read', 'clipboard-write'],
  })
  const shell = await context.newPage()
  let frame: FrameLocator
  const log = async (): Promise<Reported[]> => {
    const text = (await frame.locator('#log').textContent()) ?? ''
    return text
      .split('\n')
      .filter(Boolean)
      .map((one) => JSON.parse(one) as Reported)
  }
  return {
    shell,
    log,
    async open(page, query = '') {
      await shell.goto(
        `http://127.0.0.1:${port}/phone/?phone=test&path=${page}&query=${encodeURIComponent(query)}`,
      )
      frame = shell.frameLocator(`iframe[title="${page}"]`)
      await frame.locator('#log').waitFor({ state: 'attached' })
      return frame
    },
    async command(command) {
      await shell.evaluate((given) => window.postMessage({ hutongSimulator: given }), command)
    },
    async reported(id, type, count = 1) {
      const matching = async (): Promise<unknown[]> =>
        (await log()).filter((one) => one.id === id && one.type === type).map((one) => one.detail)
      let found = await matching()
      for (
        const deadline = Date.now() + PATIENCE_MS;
        found.length < count;
        found = await matching()
      ) {
        if (Date.now() > deadline) {
          const seen = JSON.stringify(await log(), undefined, 1)
          throw new Error(`${id} reported ${type} ${found.length} times, not ${count}: ${seen}`)
        }
        await new Promise((resolve) => setTimeout(resolve, 30))
      }
      return found
    },
    async stop() {
      await browser.close()
      child.kill('SIGTERM')
      await exited
    },
  }
}
