import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'

import type { Browser, Page } from 'playwright-core'

import { launchChromium } from '../../../scripts/simulator/server/chromium'
import { SimulatorServer } from '../../../scripts/simulator/server/simulator-server'
import { projectRoot } from '../helpers/server-process'

let projectDir: string
let simulator: SimulatorServer
let browser: Browser
let shell: Page

beforeAll(async () => {
  projectDir = await mkdtemp(path.join(os.tmpdir(), 'phone-app-'))
  await cp(path.join(projectRoot, 'test/fixtures/phone-app'), projectDir, { recursive: true })
  simulator = await SimulatorServer.start({ projectDir, port: 0, watch: true })
  browser = await launchChromium()
  shell = await browser.newPage({ viewport: { width: 390, height: 844 } })
  await shell.goto(`${simulator.phoneUrl('one')}&path=pages/start/start&query=from%3Dhere`)
  await top().locator('#open').click()
  await top().locator('#heard', { hasText: 'from start' }).waitFor()
})

afterAll(async () => {
  await browser.close()
  await simulator.close()
  await rm(projectDir, { recursive: true })
})

/** The page on top. */
function top() {
  return shell.frameLocator('iframe[style*="visibility: visible"]')
}

async function save(file: string, change: (source: string) => string): Promise<void> {
  const target = path.join(projectDir, 'miniprogram', file)
  await writeFile(target, change(await readFile(target, 'utf8')))
}

describe('saving a file of the mini-program', () => {
  it('puts styles in place and leaves the pages as they are', async () => {
    await save('app.wxss', (source) => `${source}\n#heard { color: rgb(9, 9, 9) }`)
    await top()
      .locator('#heard')
      .evaluate((node) => {
        const isThere = () => getComputedStyle(node).color === 'rgb(9, 9, 9)'
        return new Promise<void>((resolve) => {
          const look = () => (isThere() ? resolve() : requestAnimationFrame(look))
          look()
        })
      })
    // Only the page that opened this one could have said it: nothing was started again.
    expect(await top().locator('#heard').textContent()).toBe('from start')
  })

  it('shows other changes on the same pages, with their queries', async () => {
    await save('pages/detail/detail.wxml', (source) => `${source}<view id="new">new</view>`)
    await top().locator('#new').waitFor()
    expect(await top().locator('#name').textContent()).toBe('%E6%A7%90')
    await shell.locator('.navigation-bar__back').click()
    await top().locator('#globals').waitFor()
  })

  it('shows what does not compile over the phone until it does', async () => {
    await save('pages/start/start.ts', (source) => `${source}\nconst broken = (`)
    await shell.locator('.problems', { hasText: 'start.ts' }).waitFor()
    await save('pages/start/start.ts', (source) => source.replace('\nconst broken = (', ''))
    await shell.locator('.problems').waitFor({ state: 'hidden' })
    await top().locator('#globals').waitFor()
  })
})
