import path from 'node:path'

import type { FrameLocator } from 'playwright-core'

import { type BrowserPhone, startBrowserPhone } from '../helpers/browser-phone'
import { type EchoServer, startEchoServer } from '../helpers/echo-server'
import { projectRoot } from '../helpers/server-process'

const picture = path.join(projectRoot, 'test/fixtures/component-app/miniprogram/images/wide.png')

let phone: BrowserPhone
let page: FrameLocator
let echo: EchoServer

beforeAll(async () => {
  echo = await startEchoServer()
  phone = await startBrowserPhone('component-app')
})

afterAll(async () => {
  await phone.stop()
  await echo.stop()
})

beforeEach(async () => {
  page = await phone.open('pages/calls/calls', `port=${echo.port}`)
})

const press = (name: string) => phone.shell.locator(`[data-sim="${name}"]`).first().click()

describe('choosers', () => {
  it('give a picture of the computer as a temporary file, with its size', async () => {
    const chooser = phone.shell.waitForEvent('filechooser')
    await page.locator('#media').click()
    await (await chooser).setFiles(picture)
    const [result] = await phone.reported('chooseMedia', 'success')
    expect(result).toMatchObject({
      type: 'image',
      tempFiles: [{ width: 8, height: 4, fileType: 'image' }],
    })
  })

  it('give a file with its name', async () => {
    const chooser = phone.shell.waitForEvent('filechooser')
    await page.locator('#file').click()
    const buffer = Buffer.from('notes')
    await (await chooser).setFiles({ name: '笔记.txt', mimeType: 'text/plain', buffer })
    const [result] = await phone.reported('chooseMessageFile', 'success')
    expect(result).toMatchObject({ tempFiles: [{ name: '笔记.txt', size: 5, type: 'file' }] })
  })
})

describe('dialogs', () => {
  it('tell which button of a modal was pressed', async () => {
    await page.locator('#modal').click()
    expect(await phone.shell.locator('[data-sim="modal"]').textContent()).toContain('Leave?')
    await press('modal-confirm')
    expect(await phone.reported('showModal', 'success')).toMatchObject([
      { confirm: true, cancel: false, errMsg: 'showModal:ok' },
    ])
  })

  it('tell which row of an action sheet was pressed, or that none was', async () => {
    await page.locator('#sheet').click()
    await phone.shell.locator('[data-sim="sheet-item"]').nth(1).click()
    expect(await phone.reported('showActionSheet', 'success')).toMatchObject([{ tapIndex: 1 }])
    await page.locator('#sheet').click()
    await press('sheet-cancel')
    expect(await phone.reported('showActionSheet', 'fail')).toEqual([
      { errMsg: 'showActionSheet:fail cancel' },
    ])
  })

  it('show a toast for its duration', async () => {
    const toast = '[data-sim="toast"]'
    // It does not stay for long: who looks for it looks before it comes, and at every change.
    const words = phone.shell.evaluate(
      (selector) =>
        new Promise<string | null>((resolve) => {
          new MutationObserver((_changes, observer) => {
            const shown = document.querySelector(selector)
            if (shown === null) return
            observer.disconnect()
            resolve(shown.textContent)
          }).observe(document.body, { childList: true, subtree: true })
        }),
      toast,
    )
    await page.locator('#toast').click()
    expect(await words).toContain('Saved')
    await phone.shell.locator(toast).waitFor({ state: 'detached' })
  })

  it('ask for the location once and take a refusal as an answer', async () => {
    await page.locator('#locate').click()
    await press('permission-cancel')
    expect(await phone.reported('getLocation', 'fail')).toMatchObject([
      { errMsg: 'getLocation:fail auth deny' },
    ])
    await page.locator('#locate').click()
    expect(await phone.reported('getLocation', 'fail', 2)).toHaveLength(2)
  })

  it('let a place be chosen', async () => {
    await page.locator('#place').click()
    await press('place')
    const [place] = (await phone.reported('chooseLocation', 'success')) as { name: string }[]
    expect(place.name).not.toBe('')
  })

  it('show pictures large, one after the other', async () => {
    await page.locator('#preview').click()
    const preview = phone.shell.locator('[data-sim="preview"]')
    expect(await preview.textContent()).toBe('1 / 2')
    await preview.press('ArrowRight')
    expect(await preview.textContent()).toBe('2 / 2')
    await preview.press('Escape')
    await preview.waitFor({ state: 'detached' })
  })
})

describe('clipboard', () => {
  it('gives back what was copied', async () => {
    await page.locator('#copy').click()
    await phone.reported('setClipboardData', 'success')
    await page.locator('#paste').click()
    expect(await phone.reported('getClipboardData', 'success')).toMatchObject([{ data: '槐树院' }])
  })
})

describe('the network of a phone', () => {
  it('carries messages of a socket both ways', async () => {
    await page.locator('#connect').click()
    await phone.reported('socket', 'open')
    await page.locator('#send').click()
    expect(await phone.reported('socket', 'message')).toEqual([{ data: 'hello' }])
  })

  it('cuts sockets and requests when it goes away, and says so', async () => {
    await page.locator('#connect').click()
    await phone.reported('socket', 'open')
    await page.locator('#slow').click()
    await phone.command({ name: 'network', isConnected: false })
    expect(await phone.reported('network', 'change')).toEqual([
      { isConnected: false, networkType: 'none' },
    ])
    expect(await phone.reported('socket', 'close')).toMatchObject([{ code: 1006 }])
    expect(await phone.reported('request', 'fail')).toMatchObject([
      { errMsg: expect.stringContaining('ERR_INTERNET_DISCONNECTED') as string, errno: 600001 },
    ])
    await page.locator('#connect').click()
    await phone.reported('socket', 'close', 2)
    expect(await phone.reported('socket', 'open')).toHaveLength(1)
  })
})

describe('an app that stays in the background', () => {
  it('loses its sockets and requests, and learns it when it comes back', async () => {
    await page.locator('#connect').click()
    await phone.reported('socket', 'open')
    await page.locator('#slow').click()
    await phone.command({ name: 'background' })
    await echo.socketsGone()
    expect((await phone.log()).some(({ type }) => type === 'close')).toBe(false)
    await phone.command({ name: 'foreground' })
    expect(await phone.reported('socket', 'close')).toEqual([{ code: 1000, reason: 'interrupted' }])
    expect(await phone.reported('request', 'fail')).toMatchObject([
      { errMsg: 'request:fail interrupted', errno: 600003 },
    ])
  })
})

describe('voice', () => {
  it('records from the microphone and plays what it recorded to the end', async () => {
    await page.locator('#record').click()
    await press('permission-confirm')
    const [stopped] = (await phone.reported('recorder', 'stop')) as {
      duration: number
      fileSize: number
    }[]
    expect(stopped.fileSize).toBeGreaterThan(0)
    const ended = (await phone.reported('audio', 'ended')) as { duration: number }[]
    expect(ended).toHaveLength(1)
    expect(ended[0].duration).toBeGreaterThan(0)
    expect(await phone.log()).not.toContainEqual(expect.objectContaining({ type: 'error' }))
  })
})
