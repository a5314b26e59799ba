import { mp3Level } from './mp3-level'
import { waveOf } from './recorded-wave'

export const MAX_SECONDS = 60
/** Shorter than this nobody meant to say anything. */
export const SHORTEST_SECONDS = 1
/** KB of sound in a piece: at 48 kbit/s six a second, each one bar of the level. */
const PIECE_KB = 1

export interface Recorded {
  path: string
  durationSeconds: number
  /** How loud it is from beginning to end, 0-1: `WAVE_BARS` of them. */
  levels: readonly number[]
}

export interface RecordingListener {
  onStart(): void
  /** 0-1; pieces that do not tell how loud they are stay silent. */
  onLevel(level: number): void
  /** Also told when the longest time is over, or a call took the recorder. Null when it went to an heir. */
  onStop(recorded: Recorded | null): void
  onFailed(reason: 'denied' | 'failed'): void
}

type Heir = (recorded: Recorded) => void

/** One recording from the moment it was asked for. */
interface Recording {
  /** Null once whoever records is gone. */
  listener: RecordingListener | null
  heir: Heir | null
  readonly levels: number[]
  hasStarted: boolean
  isEnding: boolean
  isUnwanted: boolean
}

type Manager = WechatMiniprogram.RecorderManager

/** WeChat has one recorder and its listeners cannot be taken off: they are put on once and serve whoever records. */
let manager: Manager | null = null
let current: Recording | null = null

/** Records one voice message. MP3 plays on every phone and tells how loud it is while it is recorded. */
export function startRecording(listener: RecordingListener): void {
  const begun = { hasStarted: false, isEnding: false, isUnwanted: false }
  current = { listener, heir: null, levels: [], ...begun }
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
  if (current !== null) end(current)
}

/** Nobody wants what is being recorded. */
export function dropRecording(listener: RecordingListener): void {
  if (current?.listener !== listener) return
  current.isUnwanted = true
  leaveRecording(listener)
}

/** Whoever records is gone: what was said goes to the heir, if there is one. */
export function leaveRecording(listener: RecordingListener): void {
  if (current?.listener !== listener) return
  current.listener = null
  end(current)
}

/**
 * The page goes: what is being recorded ends here and goes to the heir, unless it is unwanted or holds nothing. In
 * whatever order page and component are taken down.
 */
export function breakOffRecording(heir: Heir): void {
  if (current === null) return
  current.heir = heir
  end(current)
}

/** One that has not begun yet, e.g. it asks for the microphone, ends as soon as it does. */
function end(recording: Recording): void {
  if (recording.isEnding) return
  recording.isEnding = true
  if (recording.hasStarted) manager?.stop()
}

function recorder(): Manager {
  if (manager !== null) return manager
  manager = wx.getRecorderManager()
  manager.onStart(onStart)
  manager.onFrameRecorded(({ frameBuffer }) => {
    const level = mp3Level(frameBuffer)
    if (level === null || current === null) return
    current.levels.push(level)
    current.listener?.onLevel(level)
  })
  // A call holds the recording without an end: what was said so far is all there will be.
  manager.onInterruptionBegin(() => stopRecording())
  manager.onStop(({ tempFilePath, duration }) => onStop(tempFilePath, duration / 1000))
  manager.onError(({ errMsg }) => {
    const listener = current?.listener
    current = null
    const isDenied = /auth|deny|denied|permission|scope|privacy/i.test(errMsg)
    listener?.onFailed(isDenied ? 'denied' : 'failed')
  })
  return manager
}

function onStart(): void {
  if (current !== null) current.hasStarted = true
  if (current === null || current.isEnding) manager?.stop()
  else current.listener?.onStart()
}

function onStop(path: string, durationSeconds: number): void {
  if (current === null) return
  const { listener, heir, levels, isUnwanted } = current
  current = null
  const recorded = { path, durationSeconds, levels: waveOf(levels) }
  if (heir === null) return listener?.onStop(recorded)
  listener?.onStop(null)
  if (!isUnwanted && durationSeconds >= SHORTEST_SECONDS) heir(recorded)
}
