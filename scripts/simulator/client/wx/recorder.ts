import type { Phone } from '../phone'
import { recordByBrowser } from './browser-recording'
import { EventSurface } from './event-surface'
import { permissionsOf } from './permissions'
import type { Bytes, Recording, RecordingOptions } from './recording'
import { recordSamples } from './sample-recording'

const EVENTS = [
  ...['Start', 'Pause', 'Resume', 'Stop', 'FrameRecorded', 'Error'],
  ...['InterruptionBegin', 'InterruptionEnd'],
]
/** Milliseconds. Source: WeChat, RecorderManager.start. */
const DEFAULT_DURATION_MS = 60_000
const MAX_DURATION_MS = 600_000
/** Source: the same page. */
const DEFAULTS = {
  format: 'aac',
  sampleRate: 8_000,
  numberOfChannels: 2,
  encodeBitRate: 48_000,
} as const

interface StartOptions extends Partial<Omit<RecordingOptions, 'onPiece'>> {
  /** Milliseconds. */
  duration?: number
  /** KB; asks for `onFrameRecorded`. */
  frameSize?: number
}

/**
 * `wx.getRecorderManager`: the one recorder of the app, over the browser's microphone. MP3, WAV and PCM are what they
 * say; AAC is what the browser can record (MP4 where it has AAC, else WebM) under the extension asked for.
 */
export function recorder(phone: Phone): Record<string, unknown> {
  const manager = new Recorder(phone).manager
  return { getRecorderManager: () => manager }
}

class Recorder {
  readonly manager: Record<string, unknown>
  private readonly events: EventSurface
  private recording?: Recording
  private state: 'idle' | 'starting' | 'recording' | 'paused' = 'idle'
  private format = ''
  private frames?: Frames
  private timer?: ReturnType<typeof setTimeout>
  private durationMs = 0
  private recordedMs = 0
  private runningSince = 0

  constructor(private readonly phone: Phone) {
    this.events = new EventSurface(phone, EVENTS)
    this.manager = {
      ...this.events.members,
      start: (options?: StartOptions) => void this.start(options ?? {}),
      pause: () => this.pause(),
      resume: () => this.resume(),
      stop: () => void this.stop(),
    }
    phone.on('appHide', () => void this.stop())
  }

  private async start(options: StartOptions): Promise<void> {
    if (this.state !== 'idle') return this.fail('is recording or paused')
    const { duration = DEFAULT_DURATION_MS, frameSize } = options
    if (duration <= 0 || duration > MAX_DURATION_MS) return this.fail('invalid duration')
    this.state = 'starting'
    try {
      const permissions = permissionsOf(this.phone)
      await permissions.requirePrivacy('RecorderManager.start')
      await permissions.require('scope.record')
      const stream = await navigator.mediaDevices.getUserMedia({ audio: true })
      await this.run(stream, { ...DEFAULTS, ...options }, frameSize)
      this.durationMs = duration
      this.recordedMs = 0
      this.count()
      this.events.fire('Start')
    } catch (error) {
      this.state = 'idle'
      this.fail(error instanceof Error ? error.message : String(error))
    }
  }

  private async run(
    stream: MediaStream,
    options: Omit<RecordingOptions, 'onPiece'>,
    frameSize?: number,
  ): Promise<void> {
    const tell = (frameBuffer: ArrayBuffer, isLastFrame: boolean): void =>
      this.events.fire('FrameRecorded', { frameBuffer, isLastFrame })
    const frames = frameSize ? new Frames(frameSize * 1024, tell) : undefined
    const all = { ...options, onPiece: (piece: Bytes) => frames?.add(piece) }
    this.recording =
      options.format === 'aac' ? recordByBrowser(stream, all) : await recordSamples(stream, all)
    this.frames = frames
    this.format = options.format
  }

  private pause(): void {
    if (this.state !== 'recording') return this.fail('not recording')
    this.recording?.pause()
    this.tally()
    this.state = 'paused'
    this.events.fire('Pause')
  }

  private resume(): void {
    if (this.state !== 'paused') return this.fail('not paused')
    this.recording?.resume()
    this.count()
    this.events.fire('Resume')
  }

  private async stop(): Promise<void> {
    const { recording, frames, format } = this
    if (!recording) return
    if (this.state === 'recording') this.tally()
    this.recording = undefined
    const bytes = await recording.stop()
    this.state = 'idle'
    frames?.end()
    const tempFilePath = this.phone.files.addTemporary(bytes, format.toLowerCase())
    this.events.fire('Stop', {
      tempFilePath,
      duration: Math.round(this.recordedMs),
      fileSize: bytes.byteLength,
    })
  }

  private count(): void {
    this.state = 'recording'
    this.runningSince = performance.now()
    this.timer = setTimeout(() => void this.stop(), this.durationMs - this.recordedMs)
  }

  private tally(): void {
    clearTimeout(this.timer)
    this.recordedMs += performance.now() - this.runningSince
  }

  private fail(message: string): void {
    this.events.fire('Error', { errMsg: `operateRecorder:fail ${message}` })
  }
}

/** Cuts what is recorded into pieces of the size the mini-program asked for. */
class Frames {
  private waiting = new Uint8Array()

  constructor(
    private readonly size: number,
    private readonly tell: (frame: ArrayBuffer, isLast: boolean) => void,
  ) {}

  add(piece: Bytes): void {
    const joined = new Uint8Array(this.waiting.length + piece.length)
    joined.set(this.waiting)
    joined.set(piece, this.waiting.length)
    let from = 0
    for (; joined.length - from >= this.size; from += this.size)
      this.tell(joined.slice(from, from + this.size).buffer, false)
    this.waiting = joined.slice(from)
  }

  end(): void {
    this.tell(this.waiting.slice().buffer, true)
  }
}
