/** Plays one sound at a time. */
export interface AudioPlayer {
  /**
   * Stops what sounds and plays this; resolves when it has ended or was stopped, rejects when the
   * phone cannot play it.
   * @param onProgress told now and then how much has sounded, seconds.
   */
  play(sound: Sound, onProgress?: (seconds: number) => void): Promise<void>
  /** Holds what sounds until `resume`; it has not ended. */
  pause(): void
  resume(): void
  stop(): void
  /** What is played from now on sounds in the earpiece, or again from the speaker. */
  setEarpiece(isEarpiece: boolean): void
  dispose(): void
}

export type Sound =
  | { url: string }
  /** Bytes that came inside a message; `format` is the file's extension. */
  | { base64: string; format: string }
