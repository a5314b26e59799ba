import type { AudioPlayer, Sound } from '../../miniprogram/utils/audio-player'

/** Sounds that end when a test says. */
export class FakeAudioPlayer implements AudioPlayer {
  readonly played: Sound[] = []
  /** Sounds of these formats or addresses cannot be played. */
  readonly refused = new Set<string>()
  isEarpiece = false
  isPaused = false
  private finish: (() => void) | null = null

  /** Tells how many seconds have sounded. */
  progress: (seconds: number) => void = () => undefined

  async play(sound: Sound, onProgress?: (seconds: number) => void): Promise<void> {
    this.stop()
    this.played.push(sound)
    this.isPaused = false
    this.progress = (seconds) => onProgress?.(seconds)
    if (this.refused.has('url' in sound ? sound.url : sound.format)) throw new Error('refused')
    await new Promise<void>((resolve) => (this.finish = resolve))
  }

  pause(): void {
    this.isPaused = true
  }

  resume(): void {
    this.isPaused = false
  }

  stop(): void {
    this.end()
  }

  setEarpiece(isEarpiece: boolean): void {
    this.isEarpiece = isEarpiece
  }

  dispose(): void {
    this.end()
  }

  /** The sound is over. */
  end(): void {
    this.finish?.()
    this.finish = null
  }
}
