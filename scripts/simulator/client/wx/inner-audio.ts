import type { Phone } from '../phone'
import { EventSurface } from './event-surface'
import { lengthOf } from './image-tools'
import { wxCall } from './wx-call'

const EVENTS = [
  ...['Canplay', 'Play', 'Pause', 'Stop', 'Ended', 'TimeUpdate', 'Error', 'Waiting'],
  ...['Seeking', 'Seeked'],
]
/** Browser's event to WeChat's. */
const FORWARDED: Record<string, string> = {
  canplay: 'Canplay',
  play: 'Play',
  ended: 'Ended',
  timeupdate: 'TimeUpdate',
  waiting: 'Waiting',
  seeking: 'Seeking',
  seeked: 'Seeked',
}

/** `wx.createInnerAudioContext`. Audio stops when the app is suspended, as without background modes. */
export function innerAudio(phone: Phone): Record<string, unknown> {
  return {
    createInnerAudioContext: () => new InnerAudio(phone).context,
    setInnerAudioOption: wxCall(phone, 'setInnerAudioOption', () => undefined),
    getAvailableAudioSources: wxCall(phone, 'getAvailableAudioSources', () => ({
      audioSources: ['auto', 'buildInMic'],
    })),
  }
}

/** Source: WeChat, InnerAudioContext.onError. */
const ERROR_CODES = { system: 10001, network: 10002, file: 10003, format: 10004, unknown: -1 }

class InnerAudio {
  readonly context: Record<string, unknown>
  private readonly player = new Audio()
  private readonly events: EventSurface
  private readonly stopWatching: () => void
  private src = ''
  private startTime = 0
  /** Seconds; 0 until it is known. */
  private duration = 0
  private isStopped = true

  constructor(private readonly phone: Phone) {
    this.events = new EventSurface(phone, EVENTS)
    this.player.preload = 'auto'
    for (const [from, to] of Object.entries(FORWARDED))
      this.player.addEventListener(from, () => this.events.fire(to))
    this.player.addEventListener('pause', () => {
      if (!this.isStopped && !this.player.ended) this.events.fire('Pause')
    })
    this.player.addEventListener('error', () => this.failed())
    this.player.addEventListener('loadedmetadata', () => void this.measure())
    this.stopWatching = phone.on('appHide', () => this.player.pause())
    this.context = this.makeContext()
  }

  private makeContext(): Record<string, unknown> {
    const { player } = this
    const context: Record<string, unknown> = {
      ...this.events.members,
      autoplay: false,
      obeyMuteSwitch: true,
      referrerPolicy: 'origin',
      play: () => this.play(),
      pause: () => player.pause(),
      stop: () => this.stop(),
      seek: (seconds: number) => {
        player.currentTime = seconds
      },
      destroy: () => this.destroy(),
    }
    const property = <V>(name: string, get: () => V, set?: (value: V) => void): void => {
      Object.defineProperty(context, name, { get, set, enumerable: true })
    }
    property(
      'src',
      () => this.src,
      (path) => {
        this.load(path)
        if (context.autoplay) this.play()
      },
    )
    property(
      'startTime',
      () => this.startTime,
      (seconds) => (this.startTime = seconds),
    )
    property(
      'loop',
      () => player.loop,
      (isLooping) => (player.loop = isLooping),
    )
    property(
      'volume',
      () => player.volume,
      (level) => (player.volume = Math.min(1, Math.max(0, level))),
    )
    property(
      'playbackRate',
      () => player.playbackRate,
      (rate) => (player.playbackRate = rate),
    )
    property('duration', () => this.duration)
    property('currentTime', () => player.currentTime)
    property('paused', () => player.paused)
    property('buffered', () => {
      const { buffered } = player
      return buffered.length > 0 ? buffered.end(buffered.length - 1) : 0
    })
    return context
  }

  private destroy(): void {
    this.stopWatching()
    this.stop()
    this.player.removeAttribute('src')
    this.player.load()
  }

  private load(path: string): void {
    this.src = path
    this.isStopped = true
    this.duration = 0
    this.player.src = this.phone.fileUrl(path)
  }

  private play(): void {
    if (this.isStopped && this.startTime > 0) this.player.currentTime = this.startTime
    this.isStopped = false
    // A failure to load is reported by the error event; one to start for want of a press is reported here.
    this.player.play().catch((error: Error) => {
      if (error.name === 'NotAllowedError')
        this.events.fire('Error', { errCode: ERROR_CODES.system, errMsg: error.message })
    })
  }

  private stop(): void {
    const wasPlaying = !this.isStopped
    this.isStopped = true
    this.player.pause()
    if (this.player.readyState > 0) this.player.currentTime = 0
    if (wasPlaying) this.events.fire('Stop')
  }

  private async measure(): Promise<void> {
    const { player } = this
    const { src } = player
    const duration = player.duration === Infinity ? await durationOf(src) : player.duration
    if (player.src === src) this.duration = duration || 0
  }

  private failed(): void {
    if (!this.player.getAttribute('src')) return
    const code = this.player.error?.code
    const errCode =
      code === MediaError.MEDIA_ERR_NETWORK
        ? ERROR_CODES.network
        : code === MediaError.MEDIA_ERR_DECODE || code === MediaError.MEDIA_ERR_SRC_NOT_SUPPORTED
          ? ERROR_CODES.format
          : ERROR_CODES.unknown
    this.events.fire('Error', { errCode, errMsg: this.player.error?.message ?? '' })
  }
}

/** Seconds. A second player looks, so that the one in use is not disturbed. */
function durationOf(src: string): Promise<number> {
  return new Promise((resolve) => {
    const probe = new Audio()
    probe.preload = 'auto'
    probe.onloadedmetadata = () => resolve(lengthOf(probe))
    probe.onerror = () => resolve(0)
    probe.src = src
  })
}
