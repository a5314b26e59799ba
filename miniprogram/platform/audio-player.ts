import type { AudioPlayer } from '../utils/audio-player'

type AudioApi = Pick<
  WechatMiniprogram.Wx,
  'createInnerAudioContext' | 'setInnerAudioOption' | 'getFileSystemManager' | 'env'
>

export function createAudioPlayer(api: AudioApi): AudioPlayer {
  let audio: WechatMiniprogram.InnerAudioContext | null = null
  let finish: (() => void) | null = null

  const stop = () => {
    finish?.()
    finish = null
    audio?.destroy()
    audio = null
  }
  const start = (src: string, onProgress?: (seconds: number) => void) =>
    new Promise<void>((resolve, reject) => {
      const own = api.createInnerAudioContext()
      audio = own
      finish = resolve
      own.onEnded(() => resolve())
      own.onError(({ errMsg }) => reject(new Error(errMsg)))
      if (onProgress) own.onTimeUpdate(() => audio === own && onProgress(own.currentTime))
      own.src = src
      own.play()
    })
  return {
    async play(sound, onProgress) {
      stop()
      const src = 'url' in sound ? sound.url : writeFile(api, sound.base64, sound.format)
      await start(src, onProgress)
    },
    pause: () => audio?.pause(),
    resume: () => audio?.play(),
    stop,
    setEarpiece(isEarpiece) {
      // Whoever taps a voice message wants to hear it, whatever the mute switch says.
      const options = { speakerOn: !isEarpiece, obeyMuteSwitch: false }
      api.setInnerAudioOption({ ...options, fail: ignore })
    },
    dispose: stop,
  }
}

/** A WeChat that knows no earpiece plays from the speaker. */
function ignore(): void {}

/** Players take addresses only. One file is enough: one sound at a time. */
function writeFile(api: AudioApi, base64: string, format: string): string {
  const path = `${api.env.USER_DATA_PATH}/sound.${format}`
  api.getFileSystemManager().writeFileSync(path, base64, 'base64')
  return path
}
