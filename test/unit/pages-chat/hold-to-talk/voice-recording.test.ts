import type * as VoiceRecording from '../../../../miniprogram/pages-chat/components/hold-to-talk/voice-recording'

/** WeChat's one recorder, whose events a test fires. */
class FakeRecorder {
  readonly asked: string[] = []
  private readonly listeners = new Map<string, (event: object) => void>()
  readonly onStart = (listener: () => void) => this.listeners.set('start', listener)
  readonly onStop = (listener: (event: object) => void) => this.listeners.set('stop', listener)
  readonly onError = (listener: (event: object) => void) => this.listeners.set('error', listener)
  readonly onFrameRecorded = (listener: (event: object) => void) =>
    this.listeners.set('frame', listener)
  readonly onInterruptionBegin = (listener: () => void) =>
    this.listeners.set('interruption', listener)

  start(): void {
    this.asked.push('start')
  }

  stop(): void {
    this.asked.push('stop')
  }

  fire(name: string, event: object = {}): void {
    this.listeners.get(name)?.(event)
  }

  stopped(seconds: number): void {
    this.fire('stop', { tempFilePath: '/tmp/said.mp3', duration: seconds * 1_000 })
  }

  /** An MPEG 2 frame of the middle of what can be heard. */
  frame(): void {
    const bytes = Buffer.alloc(64)
    Buffer.from([0xff, 0xf3, 0x68, 0xc4]).copy(bytes)
    // The gain begins 30 bits behind the header.
    bytes[7] = 172 >> 6
    bytes[8] = (172 << 2) & 0xff
    this.fire('frame', { frameBuffer: new Uint8Array(bytes).buffer })
  }
}

class Listener implements VoiceRecording.RecordingListener {
  readonly told: unknown[] = []
  onStart = () => this.told.push('start')
  onLevel = (level: number) => this.told.push(level)
  onStop = (recorded: VoiceRecording.Recorded | null) => this.told.push(recorded)
  onFailed = (reason: string) => this.told.push(reason)
}

/** The module as it is when the app starts: it keeps the one recorder. */
function recording() {
  const recorder = new FakeRecorder()
  Object.assign(globalThis, { wx: { getRecorderManager: () => recorder } })
  jest.resetModules()
  const module = jest.requireActual<typeof VoiceRecording>(
    '../../../../miniprogram/pages-chat/components/hold-to-talk/voice-recording',
  )
  const listener = new Listener()
  module.startRecording(listener)
  return { recorder, listener, ...module }
}

const said = (seconds: number) =>
  expect.objectContaining({ path: '/tmp/said.mp3', durationSeconds: seconds }) as object

describe('a recording', () => {
  it('tells how loud it is, while it is recorded and as a whole', () => {
    const { recorder, listener, stopRecording } = recording()
    recorder.fire('start')
    recorder.frame()
    stopRecording()
    recorder.stopped(2)
    const [start, level, recorded] = listener.told
    expect(start).toBe('start')
    expect(level).toBeCloseTo((172 - 140) / 65, 2)
    const { levels } = recorded as VoiceRecording.Recorded
    expect(new Set(levels)).toEqual(new Set([0.49]))
  })

  it('that a call breaks off ends with what was said', () => {
    const { recorder, listener } = recording()
    recorder.fire('start')
    recorder.fire('interruption')
    expect(recorder.asked).toEqual(['start', 'stop'])
    recorder.stopped(12)
    expect(listener.told).toEqual(['start', said(12)])
  })

  it('asks the recorder to stop once only', () => {
    const { recorder, stopRecording, breakOffRecording } = recording()
    recorder.fire('start')
    stopRecording()
    breakOffRecording(() => undefined)
    expect(recorder.asked).toEqual(['start', 'stop'])
  })

  it.each(['component first', 'page first'])('goes to the page that is left, %s', (order) => {
    const { recorder, listener, leaveRecording, breakOffRecording } = recording()
    recorder.fire('start')
    const kept: unknown[] = []
    if (order === 'component first') leaveRecording(listener)
    breakOffRecording((recorded) => kept.push(recorded))
    leaveRecording(listener)
    recorder.stopped(9)
    expect(kept).toEqual([said(9)])
    expect(listener.told).toEqual(['start'])
  })

  it('of a page that hides goes to that page, and whoever records rests', () => {
    const { recorder, listener, breakOffRecording } = recording()
    recorder.fire('start')
    const kept: unknown[] = []
    breakOffRecording((recorded) => kept.push(recorded))
    recorder.stopped(9)
    expect(kept).toEqual([said(9)])
    expect(listener.told).toEqual(['start', null])
  })

  it('goes to nobody when it is unwanted, too short, or not begun', () => {
    const kept: unknown[] = []
    const unwanted = recording()
    unwanted.recorder.fire('start')
    unwanted.dropRecording(unwanted.listener)
    unwanted.breakOffRecording((recorded) => kept.push(recorded))
    unwanted.recorder.stopped(9)
    const short = recording()
    short.recorder.fire('start')
    short.breakOffRecording((recorded) => kept.push(recorded))
    short.recorder.stopped(0.4)
    const asking = recording()
    asking.breakOffRecording((recorded) => kept.push(recorded))
    expect(asking.recorder.asked).toEqual(['start'])
    asking.recorder.fire('start')
    expect(asking.recorder.asked).toEqual(['start', 'stop'])
    asking.recorder.stopped(0.1)
    expect(kept).toEqual([])
  })

  it('that cannot begin says whether the microphone is closed', () => {
    const { recorder, listener } = recording()
    recorder.fire('error', { errMsg: 'operateRecorder:fail auth deny' })
    expect(listener.told).toEqual(['denied'])
  })
})
