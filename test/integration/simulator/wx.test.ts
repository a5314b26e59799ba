import type MiniProgram from 'miniprogram-automator/out/MiniProgram'

import { type EchoServer, startEchoServer } from '../helpers/echo-server'
import { type SimulatorProcess, startSimulator } from '../helpers/simulator-process'

let simulator: SimulatorProcess
let app: MiniProgram
let echo: EchoServer

beforeAll(async () => {
  echo = await startEchoServer()
  simulator = await startSimulator('component-app')
  app = simulator.miniProgram
})

afterAll(async () => {
  await simulator.stop()
  await echo.stop()
})

/** Runs a function in the mini-program; arguments and result cross as JSON. */
function inApp<R, A extends unknown[]>(
  run: (...args: A) => R | Promise<R>,
  ...args: A
): Promise<R> {
  return app.evaluate(run, ...args) as Promise<R>
}

/** Failure of a call as its `fail` gets it. */
async function failureOf(method: string, options: object): Promise<Record<string, unknown>> {
  return inApp(
    (name: string, given: object) =>
      new Promise<Record<string, unknown>>((resolve) => {
        const call = (wx as unknown as Record<string, (options: object) => unknown>)[name]
        call({ ...given, fail: resolve, success: () => resolve({ errMsg: 'no failure' }) })
      }),
    method,
    options,
  )
}

describe('storage', () => {
  it('gives back what was stored, with its type', async () => {
    const back = await inApp(() => {
      wx.setStorageSync('object', { list: [1, { two: 'zwei' }] })
      wx.setStorageSync('number', 0)
      wx.setStorageSync('date', new Date(5))
      const date = wx.getStorageSync<Date>('date')
      return [
        wx.getStorageSync<unknown>('object'),
        wx.getStorageSync<unknown>('number'),
        date instanceof Date && date.getTime(),
        wx.getStorageSync<unknown>('never stored'),
      ]
    })
    expect(back).toEqual([{ list: [1, { two: 'zwei' }] }, 0, 5, ''])
  })

  it('says that a key is not there', async () => {
    expect(await failureOf('getStorage', { key: 'never stored' })).toEqual({
      errMsg: 'getStorage:fail data not found',
    })
  })

  it('refuses more than a megabyte under one key and keeps what was there', async () => {
    const outcome = await inApp(() => {
      wx.setStorageSync('big', 'small')
      try {
        wx.setStorageSync('big', 'x'.repeat(1024 * 1024))
        return 'stored'
      } catch (error) {
        return [(error as Error).message, wx.getStorageSync<string>('big')]
      }
    })
    expect(outcome).toEqual(['setStorageSync:fail entry size limit reached', 'small'])
  })
})

describe('request', () => {
  it('reaches another origin and parses its JSON', async () => {
    const { statusCode, data } = await inApp(
      (port: number) =>
        new Promise<{ statusCode: number; data: unknown }>((resolve, reject) =>
          wx.request({
            url: `http://127.0.0.1:${port}/echo?a=1`,
            data: { b: '二' },
            header: { 'X-Token': 't' },
            success: resolve,
            fail: reject,
          }),
        ),
      echo.port,
    )
    expect(statusCode).toBe(200)
    expect(data).toMatchObject({
      method: 'GET',
      query: { a: '1', b: '二' },
      headers: { 'x-token': 't' },
    })
  })

  it('posts JSON, or a form when the header says so', async () => {
    const post = (port: number, contentType?: string): Promise<unknown> =>
      inApp(
        (to: number, type: string) =>
          new Promise((resolve, reject) =>
            wx.request({
              url: `http://127.0.0.1:${to}/echo`,
              method: 'POST',
              data: { name: '林', id: 1 },
              ...(type && { header: { 'content-type': type } }),
              success: ({ data }) => resolve((data as { body: string }).body),
              fail: reject,
            }),
          ),
        port,
        contentType ?? '',
      )
    expect(await post(echo.port)).toBe('{"name":"林","id":1}')
    expect(await post(echo.port, 'application/x-www-form-urlencoded')).toBe('name=%E6%9E%97&id=1')
  })

  it('succeeds with any status code and leaves text as it is', async () => {
    const result = await inApp(
      (port: number) =>
        new Promise<{ statusCode: number; data: unknown }>((resolve, reject) =>
          wx.request({ url: `http://127.0.0.1:${port}/none`, success: resolve, fail: reject }),
        ),
      echo.port,
    )
    expect(result).toMatchObject({ statusCode: 404, data: 'nothing here' })
  })

  it('fails in WeChat’s words for a wrong address, a timeout and an abort', async () => {
    expect(await failureOf('request', { url: 'echo' })).toMatchObject({
      errMsg: 'request:fail invalid url "echo"',
    })
    const slow = `http://127.0.0.1:${echo.port}/slow`
    expect(await failureOf('request', { url: slow, timeout: 50 })).toMatchObject({
      errMsg: 'request:fail timeout',
      errno: 5,
    })
    const aborted = await inApp(
      (url: string) =>
        new Promise((resolve) => {
          const task = wx.request({ url, fail: resolve })
          task.abort()
        }),
      slow,
    )
    expect(aborted).toMatchObject({ errMsg: 'request:fail abort' })
  })
})

describe('files', () => {
  it('go up and down byte-equal, with progress', async () => {
    const outcome = await inApp(async (port: number) => {
      const fs = wx.getFileSystemManager()
      const down = await new Promise<{ tempFilePath: string }>((resolve, reject) =>
        wx.downloadFile({
          url: `http://127.0.0.1:${port}/bytes`,
          success: resolve,
          fail: reject,
        }),
      )
      const bytes = new Uint8Array(fs.readFileSync(down.tempFilePath) as ArrayBuffer)
      const progress: number[] = []
      const up = await new Promise<{ statusCode: number }>((resolve, reject) => {
        const task = wx.uploadFile({
          url: `http://127.0.0.1:${port}/echo`,
          filePath: down.tempFilePath,
          name: 'file',
          formData: { key: 'v' },
          success: resolve,
          fail: reject,
        })
        task.onProgressUpdate((update) => progress.push(update.progress))
      })
      return {
        size: bytes.length,
        same: bytes.every((byte) => byte === 7),
        status: up.statusCode,
        progress: progress.at(-1),
      }
    }, echo.port)
    expect(outcome).toEqual({ size: 1000, same: true, status: 200, progress: 100 })
    const body = echo.bodies.at(-1)!
    expect(body.includes(Buffer.alloc(1000, 7))).toBe(true)
    expect(body.toString('latin1')).toContain('name="key"\r\n\r\nv\r\n')
  })

  it('are written, listed, read in part and removed', async () => {
    const outcome = await inApp(() => {
      const fs = wx.getFileSystemManager()
      const root = wx.env.USER_DATA_PATH
      fs.mkdirSync(`${root}/a/b`, true)
      fs.writeFileSync(`${root}/a/b/c.txt`, '槐树院', 'utf8')
      fs.appendFileSync(`${root}/a/b/c.txt`, '!', 'utf8')
      const found = [
        fs.readdirSync(`${root}/a`),
        fs.readFileSync(`${root}/a/b/c.txt`, 'utf8'),
        fs.readFileSync(`${root}/a/b/c.txt`, 'hex', 9, 1),
        (fs.statSync(`${root}/a/b/c.txt`) as WechatMiniprogram.Stats).size,
      ]
      fs.rmdirSync(`${root}/a`, true)
      try {
        fs.accessSync(`${root}/a/b/c.txt`)
        return 'still there'
      } catch (error) {
        return [...found, (error as Error).message]
      }
    })
    expect(outcome).toEqual([
      ['b'],
      '槐树院!',
      '21',
      10,
      'accessSync:fail no such file or directory wxfile://usr/a/b/c.txt',
    ])
  })

  it('of the package can be read and not written', async () => {
    const outcome = await inApp(() => {
      const fs = wx.getFileSystemManager()
      const head = fs.readFileSync('images/wide.png', 'hex', 0, 4)
      try {
        fs.writeFileSync('images/wide.png', '', 'utf8')
        return 'written'
      } catch (error) {
        return [head, (error as Error).message]
      }
    })
    expect(outcome).toEqual([
      '89504e47',
      'writeFileSync:fail permission denied, open "images/wide.png"',
    ])
  })

  it('that are pictures tell their size and shrink', async () => {
    const info = await inApp(() => wx.getImageInfo({ src: '/images/wide.png' }))
    expect(info).toMatchObject({ width: 8, height: 4, type: 'png', errMsg: 'getImageInfo:ok' })
    const small = await inApp(async () => {
      const { tempFilePath } = await wx.compressImage({
        src: '/images/wide.png',
        compressedWidth: 4,
      })
      return wx.getImageInfo({ src: tempFilePath })
    })
    expect(small).toMatchObject({ width: 4, height: 2 })
  })
})

describe('calls', () => {
  it('answer by promise without callbacks, and reject with errMsg', async () => {
    const outcome = await inApp(() =>
      wx.getStorage({ key: 'none at all' }).catch((error: unknown) => error),
    )
    expect(outcome).toEqual({ errMsg: 'getStorage:fail data not found' })
  })

  it('tell the window, the device and what can be used', async () => {
    const outcome = await inApp(() => ({
      window: wx.getWindowInfo(),
      menu: wx.getMenuButtonBoundingClientRect(),
      platform: wx.getDeviceInfo().platform,
      can: [
        'getSystemInfoSync.return.safeArea',
        'scroll-view',
        'createSelectorQuery',
        'flyToMoon',
      ].map((name) => wx.canIUse(name)),
    }))
    expect(outcome.window).toMatchObject({ windowWidth: 390, screenHeight: 844 })
    expect(outcome.window.windowHeight).toBeLessThan(844)
    expect(outcome.menu.right).toBeLessThan(390)
    expect(outcome.platform).toBe('devtools')
    expect(outcome.can).toEqual([true, true, true, false])
  })

  it('log in with a new code each time', async () => {
    const codes = await inApp(async () => [(await wx.login()).code, (await wx.login()).code])
    expect(new Set(codes).size).toBe(2)
  })

  it('ask before they record, and remember the answer', async () => {
    const asked = inApp(() => wx.authorize({ scope: 'scope.record' }))
    await inApp(() => undefined)
    await app.native().authorizeAllow()
    await expect(asked).resolves.toMatchObject({ errMsg: 'authorize:ok' })
    const setting = await inApp(() => wx.getSetting())
    expect(setting).toMatchObject({ authSetting: { 'scope.record': true } })
  })
})

describe('a dialog', () => {
  it('takes four Chinese characters or eight Latin letters on a button, no more', async () => {
    const failure = 'showModal:fail confirmText length should not larger than 4 Chinese characters'
    for (const confirmText of ['去设置权限', 'Settings!'])
      expect(await failureOf('showModal', { confirmText })).toMatchObject({ errMsg: failure })
    const asked = app.callWxMethod('showModal', { confirmText: 'Settings', cancelText: '取消操作' })
    await app.native().confirmModal()
    expect(await asked).toMatchObject({ confirm: true })
  })
})
