import type MiniProgram from 'miniprogram-automator/out/MiniProgram'

import { overlays, pickFiles, press } from '../helpers/simulator-hand'
import { type SimulatorProcess, startSimulator } from '../helpers/simulator-process'

let simulator: SimulatorProcess
let app: MiniProgram

beforeAll(async () => {
  simulator = await startSimulator('component-app')
  app = simulator.miniProgram
})

afterAll(() => simulator.stop())

interface Recorded {
  file: string
  pieces: string[]
  duration: number
}

/** Records until the asked time is over. @returns bytes as base64. */
function record(options: WechatMiniprogram.RecorderManagerStartOption): Promise<Recorded> {
  return app.evaluate(
    (given: WechatMiniprogram.RecorderManagerStartOption) =>
      new Promise<Recorded>((resolve, reject) => {
        const recorder = wx.getRecorderManager()
        const pieces: string[] = []
        recorder.onFrameRecorded(({ frameBuffer }) => {
          pieces.push(wx.arrayBufferToBase64(frameBuffer))
        })
        recorder.onError(({ errMsg }) => reject(new Error(errMsg)))
        recorder.onStop(({ tempFilePath, duration }) => {
          const files = wx.getFileSystemManager()
          resolve({ file: files.readFileSync(tempFilePath, 'base64') as string, pieces, duration })
        })
        recorder.start(given)
      }),
    options,
  ) as Promise<Recorded>
}

async function pressOnceShown(part: string): Promise<void> {
  for (;;) {
    const shown = await overlays(app)
    if (shown.some(({ parts }) => parts.includes(part))) return press(app, part)
  }
}

const bytesOf = (base64: string): Buffer => Buffer.from(base64, 'base64')

describe('the recorder', () => {
  it('gives real MP3, whole and piece by piece, and ends by itself', async () => {
    const recording = record({
      duration: 700,
      format: 'mp3',
      sampleRate: 16000,
      numberOfChannels: 1,
      encodeBitRate: 48000,
      frameSize: 1,
    })
    await pressOnceShown('permission-confirm')
    const { file, pieces, duration } = await recording
    const bytes = bytesOf(file)
    // Eleven bits of sync, MPEG 2, layer III, no checksum; 48 kbit/s at 16 kHz.
    expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xff, 0xf3, 0x68]))
    expect(duration).toBeGreaterThanOrEqual(690)
    // A busy machine is late; without being told it would be a minute.
    expect(duration).toBeLessThan(30_000)
    expect(pieces.length).toBeGreaterThan(2)
    expect(pieces.slice(0, -1).map((piece) => bytesOf(piece).length)).toEqual(
      pieces.slice(0, -1).map(() => 1024),
    )
    expect(Buffer.concat(pieces.map(bytesOf))).toEqual(bytes)
  })

  it('gives WAV with its header, and no pieces nobody asked for', async () => {
    const { file, pieces } = await record({ duration: 300, format: 'wav', sampleRate: 16000 })
    const bytes = bytesOf(file)
    expect(bytes.toString('latin1', 0, 4)).toBe('RIFF')
    expect(bytes.readUInt32LE(40)).toBe(bytes.length - 44)
    expect(bytes.length).toBeGreaterThan(44)
    expect(pieces).toEqual([])
  })
})

describe('the chooser', () => {
  const choose = (): Promise<string[]> =>
    app.evaluate(
      () =>
        new Promise((resolve) => {
          wx.chooseMessageFile({
            count: 1,
            success: ({ tempFiles }) =>
              resolve(
                tempFiles.flatMap(({ name, path }) => [
                  name,
                  wx.getFileSystemManager().readFileSync(path, 'base64') as string,
                ]),
              ),
            fail: ({ errMsg }) => resolve([errMsg]),
          })
        }),
    ) as Promise<string[]>
  const file = { name: 'a.txt', type: 'text/plain', bytes: Buffer.from('as it is') }

  it('gives what was picked, byte for byte, and no more than asked for', async () => {
    const chosen = choose()
    await pickFiles(app, [file, { ...file, name: 'b.txt' }])
    expect(await chosen).toEqual(['a.txt', file.bytes.toString('base64')])
  })

  it('says that nothing was picked', async () => {
    const chosen = choose()
    await pickFiles(app, [])
    expect(await chosen).toEqual(['chooseMessageFile:fail cancel'])
  })
})
