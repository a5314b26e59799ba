import type { Builtin, BuiltinHost } from './builtin'
import { ElementRegistry } from './element-registry'
import { any, boolean, flag, number, numeric, string, text } from './properties'

/** What `wx.createVideoContext` answers. */
export interface VideoContext {
  play(): void
  pause(): void
  stop(): void
  seek(seconds: number): void
  playbackRate(rate: number): void
  requestFullScreen(options?: { direction?: number }): void
  exitFullScreen(): void
  [other: string]: unknown
}

/** By `<wx-video>` element. */
export const videoContexts = new ElementRegistry<VideoContext>()

const FITS: Record<string, string> = { contain: 'contain', fill: 'fill', cover: 'cover' }

/** `<video>`: the browser's player; 300 x 225 px unless styled. */
export const video: Builtin = {
  tag: 'video',
  properties: {
    src: string(),
    duration: any(),
    controls: boolean(true),
    danmuList: any([]),
    danmuBtn: boolean(),
    enableDanmu: boolean(),
    autoplay: boolean(),
    loop: boolean(),
    muted: boolean(),
    initialTime: number(0),
    direction: any(),
    showProgress: any(true),
    showFullscreenBtn: boolean(true),
    showPlayBtn: boolean(true),
    showCenterPlayBtn: boolean(true),
    showMuteBtn: boolean(),
    showCastingButton: boolean(),
    enableProgressGesture: boolean(true),
    enablePlayGesture: boolean(),
    pageGesture: boolean(),
    vslideGesture: boolean(),
    vslideGestureInFullscreen: boolean(true),
    objectFit: string('contain'),
    poster: string(),
    title: string(),
    playBtnPosition: string('bottom'),
    autoPauseIfNavigate: boolean(true),
    autoPauseIfOpenNative: boolean(true),
    pictureInPictureMode: any(''),
    enableAutoRotation: boolean(),
    showScreenLockButton: boolean(),
    showSnapshotButton: boolean(),
    showBackgroundPlaybackButton: boolean(),
    backgroundPoster: string(),
    referrerPolicy: string('no-referrer'),
    isDrm: boolean(),
    posterForCrawler: string(),
  },
  create(host) {
    const player = host.document.createElement('video')
    player.playsInline = true
    player.preload = 'metadata'
    host.element.append(player)
    reportEvents(host, player)
    const context = contextOf(host, player)
    videoContexts.set(host.element, context)
    return {
      update(name) {
        if (name === 'src') {
          const src = text(host, 'src')
          if (src) player.src = host.fileUrl(src)
          else player.removeAttribute('src')
        } else if (name === 'poster') player.poster = host.fileUrl(text(host, 'poster'))
        else if (name === 'objectFit')
          player.style.objectFit = FITS[text(host, 'objectFit')] ?? 'contain'
        player.controls = flag(host, 'controls')
        player.autoplay = flag(host, 'autoplay')
        player.loop = flag(host, 'loop')
        player.muted = flag(host, 'muted')
      },
      detached: () => player.pause(),
      methods: { context: () => context },
    }
  },
}

function reportEvents(host: BuiltinHost, player: HTMLVideoElement): void {
  const simple: Record<string, string> = {
    play: 'play',
    pause: 'pause',
    ended: 'ended',
    waiting: 'waiting',
    seeked: 'seekcomplete',
  }
  for (const [from, to] of Object.entries(simple))
    player.addEventListener(from, () => host.trigger(to, { position: player.currentTime }))
  player.addEventListener('timeupdate', () =>
    host.trigger('timeupdate', { currentTime: player.currentTime, duration: player.duration || 0 }),
  )
  player.addEventListener('loadedmetadata', () => {
    const initial = numeric(host, 'initialTime')
    if (initial > 0) player.currentTime = initial
    host.trigger('loadedmetadata', {
      width: player.videoWidth,
      height: player.videoHeight,
      duration: player.duration,
    })
  })
  player.addEventListener('progress', () => {
    const { buffered, duration } = player
    const end = buffered.length > 0 ? buffered.end(buffered.length - 1) : 0
    host.trigger('progress', { buffered: duration ? (end / duration) * 100 : 0 })
  })
  player.addEventListener('error', () =>
    host.trigger('error', { errMsg: `MEDIA_ERR_${player.error?.code ?? 0}` }),
  )
  host.document.addEventListener('fullscreenchange', () => {
    if (!player.isConnected) return
    const fullScreen = host.document.fullscreenElement === player
    host.trigger('fullscreenchange', { fullScreen, direction: 'vertical' })
  })
}

function contextOf(host: BuiltinHost, player: HTMLVideoElement): VideoContext {
  const nothing = (): void => undefined
  const report = (error: unknown): void =>
    host.trigger('error', { errMsg: error instanceof Error ? error.message : String(error) })
  return {
    play: () => void player.play().catch(report),
    pause: () => player.pause(),
    stop() {
      player.pause()
      player.currentTime = 0
    },
    seek: (seconds) => (player.currentTime = seconds),
    playbackRate: (rate) => (player.playbackRate = rate),
    requestFullScreen: () => void player.requestFullscreen().catch(report),
    exitFullScreen: () => void host.document.exitFullscreen().catch(report),
    showStatusBar: nothing,
    hideStatusBar: nothing,
    sendDanmu: nothing,
    requestBackgroundPlayback: nothing,
    exitBackgroundPlayback: nothing,
    exitPictureInPicture: nothing,
  }
}
