/** Tells the page which message sounds: its row's id, or empty when it is quiet. */
export type PlayingListener = (rowId: string) => void

/** Plays one voice message at a time: WeChat's players are few, and people hear one. */
export class VoicePlayer {
  private player: WechatMiniprogram.InnerAudioContext | null = null
  private rowId = ''

  constructor(
    private readonly onPlaying: PlayingListener,
    private readonly onFailed: () => void,
  ) {}

  /** Starts a message, or stops it when it is the one that sounds. */
  toggle(rowId: string, url: string): void {
    const audio = (this.player ??= this.makePlayer())
    const wasPlaying = this.rowId
    if (wasPlaying !== '') audio.stop()
    if (wasPlaying === rowId) {
      this.tell('')
      return
    }
    audio.src = url
    audio.play()
    this.tell(rowId)
  }

  dispose(): void {
    this.player?.destroy()
  }

  /** Made at the first use: most chats are read without one. */
  private makePlayer(): WechatMiniprogram.InnerAudioContext {
    const audio = wx.createInnerAudioContext()
    audio.onEnded(() => this.tell(''))
    audio.onError(() => {
      this.tell('')
      this.onFailed()
    })
    return audio
  }

  private tell(rowId: string): void {
    if (rowId === this.rowId) return
    this.rowId = rowId
    this.onPlaying(rowId)
  }
}
