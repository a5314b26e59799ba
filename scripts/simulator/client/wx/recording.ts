export type Bytes = Uint8Array<ArrayBuffer>

/** One recording on its way. Pieces come to `onPiece` as they are made. */
export interface Recording {
  pause(): void
  resume(): void
  /** Ends it and lets the microphone go. @returns the whole file. */
  stop(): Promise<Bytes>
}

export interface RecordingOptions {
  format: 'mp3' | 'aac' | 'wav' | 'PCM'
  /** Hz. */
  sampleRate: number
  numberOfChannels: 1 | 2
  /** Bits a second, of formats that compress. */
  encodeBitRate: number
  /** Takes the file as it grows. */
  onPiece(piece: Bytes): void
}
