import type { Phone } from '../phone'
import { EventSurface } from './event-surface'
import { permissionsOf } from './permissions'

const EVENTS = [
  ...['Start', 'Pause', 'Resume', 'Stop', 'FrameRecorded', 'Error'],
  ...['InterruptionBegin', 'InterruptionEnd'],
]
/** Milliseconds. Source: WeChat, RecorderManager.start. */
const DEFAULT_DURATION_MS = 60_000
const MAX_DURATION_MS = 600_000
/** Milliseconds between two `onFrameRecorded`. */
const FRAME_MS = 100

interface RecordOptions {
  duration?: number
  format?: 'mp3' | 'aac' | 'wav' | 'PCM'
  /** KB; asks for `onFrameRecorded`. */
  frameSize?: number
}

/**
 * `wx.getRecorderManager`: the one recorder of the app, over the browser's microphone. Files carry the asked format's
 * extension; their bytes are what the browser records (MP4 where it can, else WebM).
 */
export function recorder(phone: Phone): Record<string, unknown> {
  const manager = new Recorder(phone).manager
  return { getRecorderManager: () => manager }
}

class Recorder {
  readonly manager: Record<string, unknown>
  private readonly events: EventSurface
  private media?: MediaRecorder
  private isStarting = false
  private timer?: ReturnType<typeof setTimeout>
  private recordedMs = 0
  private runningSince = 0

  constructor(private readonly phone: Phone) {
    this.events = new EventSurface(phone, EVENTS)
    this.manager = {
      ...this.events.members,
      start: (options?: RecordOptions) => void this.start(options ?? {}),
      pause: () => this.pause(),
      resume: () => this.resume(),
      stop: () => this.stop(),
    }
    phone.on('appHide', () => this.stop())
  }

  private async start(options: RecordOptions): Promise<void> {
    if (this.media || this.isStarting) return this.fail('is recording or paused')
    const duration = options.duration ?? DEFAULT_DURATION_MS
    if (duration <= 0 || duration > MAX_DURATION_MS) return this.fail('invalid duration')
    this.isStarting = true
    try {
      const permissions = permissionsOf(this.phone)
      await permissions.requirePrivacy('RecorderManager.start')
      await permissions.require('scope.record')
      const stream = await navigator.mediaDevices.getUserMedia({ audio: true })
      this.run(new MediaRecorder(stream, { mimeType: recordingType() }), options, duration)
    } catch (error) {
      this.fail(error instanceof Error ? error.message : String(error))
    } finally {
      this.isStarting = false
    }
  }

  private run(media: MediaRecorder, options: RecordOptions, duration: number): void {
    const chunks: Blob[] = []
    let frames = Promise.resolve()
    const frame = async (chunk: Blob, isLastFrame: boolean): Promise<void> => {
      const frameBuffer = await chunk.arrayBuffer()
      this.events.fire('FrameRecorded', { frameBuffer, isLastFrame })
    }
    media.ondataavailable = ({ data }) => {
      chunks.push(data)
      const isLast = media.state === 'inactive'
      if (options.frameSize) frames = frames.then(() => frame(data, isLast))
    }
    media.onstop = () => void frames.then(() => this.finish(media, chunks, options))
    this.media = media
    this.recordedMs = 0
    media.start(options.frameSize ? FRAME_MS : undefined)
    this.count(duration)
    this.events.fire('Start')
  }

  private pause(): void {
    if (this.media?.state !== 'recording') return this.fail('not recording')
    this.media.pause()
    this.tally()
    this.events.fire('Pause')
  }

  private resume(): void {
    if (this.media?.state !== 'paused') return this.fail('not paused')
    this.media.resume()
    this.count(MAX_DURATION_MS - this.recordedMs)
    this.events.fire('Resume')
  }

  private stop(): void {
    if (!this.media || this.media.state === 'inactive') return
    if (this.media.state === 'recording') this.tally()
    this.media.stop()
  }

  private async finish(
    media: MediaRecorder,
    chunks: Blob[],
    options: RecordOptions,
  ): Promise<void> {
    clearTimeout(this.timer)
    for (const track of media.stream.getTracks()) track.stop()
    this.media = undefined
    const bytes = new Uint8Array(await new Blob(chunks).arrayBuffer())
    const extension = (options.format ?? 'aac').toLowerCase()
    const tempFilePath = this.phone.files.addTemporary(bytes, extension)
    this.events.fire('Stop', {
      tempFilePath,
      duration: Math.round(this.recordedMs),
      fileSize: bytes.byteLength,
    })
  }

  private count(remainingMs: number): void {
    this.runningSince = performance.now()
    this.timer = setTimeout(() => this.stop(), remainingMs)
  }

  private tally(): void {
    clearTimeout(this.timer)
    this.recordedMs += performance.now() - this.runningSince
  }

  private fail(message: string): void {
    this.events.fire('Error', { errMsg: `operateRecorder:fail ${message}` })
  }
}

function recordingType(): string {
  const types = ['audio/mp4', 'audio/webm;codecs=opus', 'audio/webm']
  return types.find((type) => MediaRecorder.isTypeSupported(type)) ?? ''
}
