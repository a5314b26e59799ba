import { mp3Level } from './mp3-level'

export const MAX_SECONDS = 60
/** KB of sound in a piece: at 48 kbit/s six a second, each one bar of the level. */
const PIECE_KB = 1

export interface Recorded {
  path: string
  durationSeconds: number
}

export interface RecordingListener {
  onStart(): void
  /** 0-1; pieces that do not tell how loud they are stay silent. */
  onLevel(level: number): void
  /** Also told when the longest time is over. */
  onStop(recorded: Recorded): void
  onFailed(reason: 'denied' | 'failed'): void
}

type Manager = WechatMiniprogram.RecorderManager

/** WeChat has one recorder and its listeners cannot be taken off: they are put on once and serve whoever records. */
let manager: Manager | null = null
let current: RecordingListener | null = null

/** Records one voice message. MP3 plays on every phone and tells how loud it is while it is recorded. */
export function startRecording(listener: RecordingListener): void {
  current = listener
  recorder().start({
    duration: MAX_SECONDS * 1000,
    format: 'mp3',
    sampleRate: 16000,
    numberOfChannels: 1,
    encodeBitRate: 48000,
    frameSize: PIECE_KB,
  })
}

export function stopRecording(): void {
  manager?.stop()
}

/** Nobody waits for the recording any more. */
export function dropRecording(listener: RecordingListener): void {
  if (current !== listener) return
  current = null
  manager?.stop()
}

function recorder(): Manager {
  if (manager !== null) return manager
  manager = wx.getRecorderManager()
  manager.onStart(() => {
    if (current === null) manager?.stop()
    else current.onStart()
  })
  manager.onFrameRecorded(({ frameBuffer }) => {
    const level = mp3Level(frameBuffer)
    if (level !== null) current?.onLevel(level)
  })
  manager.onStop(({ tempFilePath, duration }) => {
    const listener = current
    current = null
    listener?.onStop({ path: tempFilePath, durationSeconds: duration / 1000 })
  })
  manager.onError(({ errMsg }) => {
    const listener = current
    current = null
    const isDenied = /auth|deny|denied|permission|scope|privacy/i.test(errMsg)
    listener?.onFailed(isDenied ? 'denied' : 'failed')
  })
  return manager
}
