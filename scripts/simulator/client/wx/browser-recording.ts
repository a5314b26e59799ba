import type { Recording, RecordingOptions } from './recording'

/** Milliseconds between two pieces. */
const PIECE_MS = 100

/** Records what the browser itself can encode: MP4 where it has AAC, else WebM. It stands for AAC. */
export function recordByBrowser(stream: MediaStream, { onPiece }: RecordingOptions): Recording {
  const media = new MediaRecorder(stream, { mimeType: recordingType() })
  const chunks: Blob[] = []
  let pieces = Promise.resolve()
  media.ondataavailable = ({ data }) => {
    chunks.push(data)
    pieces = pieces.then(async () => onPiece(new Uint8Array(await data.arrayBuffer())))
  }
  media.start(PIECE_MS)
  return {
    pause: () => media.pause(),
    resume: () => media.resume(),
    async stop() {
      const stopped = new Promise((resolve) => (media.onstop = resolve))
      media.stop()
      await stopped
      await pieces
      for (const track of stream.getTracks()) track.stop()
      return new Uint8Array(await new Blob(chunks).arrayBuffer())
    },
  }
}

function recordingType(): string {
  const types = ['audio/mp4', 'audio/webm;codecs=opus', 'audio/webm']
  return types.find((type) => MediaRecorder.isTypeSupported(type)) ?? ''
}
