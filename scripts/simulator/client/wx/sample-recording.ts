import { createMp3Encoder } from 'wasm-media-encoders'

import type { Bytes, Recording, RecordingOptions } from './recording'

/** Turns samples (-1 to 1, one array a channel) into a file. */
interface Encoder {
  encode(channels: Float32Array[]): Bytes
  /** What is left. */
  finish(): Bytes
  /** Bytes that stand before all others once these are known, e.g. a WAV header. */
  head?(bodyBytes: number): Bytes
}

/** Hands on what the microphone gives; runs in the browser's audio thread. */
const CAPTURE = `registerProcessor('capture', class extends AudioWorkletProcessor {
  process([channels]) {
    if (channels.length > 0) this.port.postMessage(channels)
    return true
  }
})`

type Mp3Encoder = Awaited<ReturnType<typeof createMp3Encoder>>
type Mp3Rates = Parameters<Mp3Encoder['configure']>[0]

/** Records samples and encodes them as asked: real MP3, WAV or PCM, piece by piece. */
export async function recordSamples(
  stream: MediaStream,
  options: RecordingOptions,
): Promise<Recording> {
  const { sampleRate, numberOfChannels, onPiece } = options
  const context = new AudioContext({ sampleRate })
  const module = URL.createObjectURL(new Blob([CAPTURE], { type: 'text/javascript' }))
  await context.audioWorklet.addModule(module)
  URL.revokeObjectURL(module)
  const encoder = await encoderFor(options)
  const capture = new AudioWorkletNode(context, 'capture', {
    channelCount: numberOfChannels,
    channelCountMode: 'explicit',
  })
  const pieces: Bytes[] = []
  const add = (piece: Bytes): void => {
    if (piece.byteLength === 0) return
    pieces.push(piece)
    onPiece(piece)
  }
  let isPaused = false
  capture.port.onmessage = ({ data }: MessageEvent<Float32Array[]>) => {
    if (!isPaused) add(encoder.encode(data))
  }
  context.createMediaStreamSource(stream).connect(capture)
  await context.resume()
  return {
    pause: () => (isPaused = true),
    resume: () => (isPaused = false),
    async stop() {
      capture.port.onmessage = null
      for (const track of stream.getTracks()) track.stop()
      await context.close()
      add(encoder.finish())
      const body = pieces.reduce((sum, { byteLength }) => sum + byteLength, 0)
      const head = encoder.head?.(body)
      return new Uint8Array(await new Blob([...(head ? [head] : []), ...pieces]).arrayBuffer())
    },
  }
}

function encoderFor(options: RecordingOptions): Promise<Encoder> | Encoder {
  return options.format === 'mp3' ? mp3Encoder(options) : pcmEncoder(options)
}

async function mp3Encoder(options: RecordingOptions): Promise<Encoder> {
  const { sampleRate, numberOfChannels: channels, encodeBitRate } = options
  const encoder = await createMp3Encoder()
  const rates = { bitrate: encodeBitRate / 1000, outputSampleRate: sampleRate } as Mp3Rates
  encoder.configure({ ...rates, sampleRate, channels })
  return {
    // The encoder's buffer is its own and is written again.
    encode: (samples) => encoder.encode(samples).slice(),
    finish: () => encoder.finalize().slice(),
  }
}

/** 16-bit little-endian samples, channels interleaved. */
function pcmEncoder({ format, sampleRate, numberOfChannels }: RecordingOptions): Encoder {
  return {
    encode(channels) {
      const [first] = channels
      const bytes = new DataView(new ArrayBuffer(first.length * channels.length * 2))
      first.forEach((_, index) =>
        channels.forEach((samples, channel) => {
          const value = Math.max(-1, Math.min(1, samples[index])) * 0x7fff
          bytes.setInt16((index * channels.length + channel) * 2, value, true)
        }),
      )
      return new Uint8Array(bytes.buffer)
    },
    finish: () => new Uint8Array(),
    ...(format === 'wav' && { head: (body) => wavHead(body, sampleRate, numberOfChannels) }),
  }
}

/** The 44 bytes before the samples. Source: RIFF WAVE, PCM format chunk. */
function wavHead(bodyBytes: number, sampleRate: number, channels: number): Bytes {
  const head = new DataView(new ArrayBuffer(44))
  const tag = (at: number, text: string): void =>
    [...text].forEach((letter, index) => head.setUint8(at + index, letter.charCodeAt(0)))
  tag(0, 'RIFF')
  head.setUint32(4, 36 + bodyBytes, true)
  tag(8, 'WAVEfmt ')
  head.setUint32(16, 16, true)
  head.setUint16(20, 1, true)
  head.setUint16(22, channels, true)
  head.setUint32(24, sampleRate, true)
  head.setUint32(28, sampleRate * channels * 2, true)
  head.setUint16(32, channels * 2, true)
  head.setUint16(34, 16, true)
  tag(36, 'data')
  head.setUint32(40, bodyBytes, true)
  return new Uint8Array(head.buffer)
}
