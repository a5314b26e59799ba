import { PerInstance } from '../../../utils/per-instance'
import {
  dropRecording,
  MAX_SECONDS,
  startRecording,
  stopRecording,
  type Recorded,
  type RecordingListener,
} from './voice-recording'

/** Shorter than this nobody meant to say anything. */
const SHORTEST_SECONDS = 1
/** The last seconds are counted down. */
const WARNS_SECONDS = 10
const BARS = 24
/** px the finger moves up before release means something else. */
const SLIDE_PX = 64
/** The right part of the window is the lock's. */
const LOCK_SHARE = 0.7

type Zone = 'send' | 'cancel' | 'lock'

interface HoldState {
  listener: RecordingListener
  startY: number
  /** What happens to the recording once the recorder has stopped. */
  onEnd: 'send' | 'drop'
  timer: ReturnType<typeof setInterval> | undefined
  startedAt: number
  isHeld: boolean
}

const states = new PerInstance<HoldState>()

/**
 * Hold to talk: release sends, sliding up cancels, sliding up to the right locks, so that the finger may leave.
 * Events: `recorded {path, durationSeconds}`, `failed {reason}` with `denied`, `failed` or `short`.
 */
Component({
  properties: {
    /** Words: hold, recordRelease, recordCancel, recordLock, recordLocked, send, cancel. */
    words: { type: Object, value: {} },
  },
  data: {
    isRecording: false,
    isLocked: false,
    zone: 'send' as Zone,
    seconds: 0,
    left: 0,
    levels: emptyLevels(),
  },
  lifetimes: {
    attached() {
      const listener: RecordingListener = {
        onStart: () => this.onStarted(),
        onLevel: (level) => this.setData({ levels: [...this.data.levels.slice(1), level] }),
        onStop: (recorded) => this.onRecorded(recorded),
        onFailed: (reason) => {
          this.rest()
          this.triggerEvent('failed', { reason })
        },
      }
      states.set(this, {
        listener,
        startY: 0,
        onEnd: 'send',
        timer: undefined,
        startedAt: 0,
        isHeld: false,
      })
    },
    detached() {
      const state = states.of(this)
      if (state.timer !== undefined) clearInterval(state.timer)
      dropRecording(state.listener)
    },
  },
  methods: {
    onTouchStart(event: WechatMiniprogram.TouchEvent) {
      if (this.data.isRecording) return
      const state = states.of(this)
      state.startY = event.touches[0]?.clientY ?? 0
      state.onEnd = 'send'
      state.isHeld = true
      this.setData({
        isRecording: true,
        isLocked: false,
        zone: 'send',
        seconds: 0,
        left: 0,
        levels: emptyLevels(),
      })
      startRecording(state.listener)
    },
    onTouchMove(event: WechatMiniprogram.TouchEvent) {
      const touch = event.touches[0]
      if (!touch || this.data.isLocked || !this.data.isRecording) return
      const isUp = states.of(this).startY - touch.clientY > SLIDE_PX
      const isRight = touch.clientX > wx.getWindowInfo().windowWidth * LOCK_SHARE
      const zone: Zone = !isUp ? 'send' : isRight ? 'lock' : 'cancel'
      if (zone !== this.data.zone) this.setData({ zone })
    },
    onTouchEnd() {
      const state = states.of(this)
      if (!state.isHeld) return
      state.isHeld = false
      if (!this.data.isRecording) return
      if (this.data.zone === 'lock') this.setData({ isLocked: true, zone: 'send' })
      else this.end(this.data.zone === 'cancel' ? 'drop' : 'send')
    },
    /** A call, or the phone's own gesture, took the finger: nothing is sent by accident. */
    onTouchCancel() {
      states.of(this).isHeld = false
      if (this.data.isRecording && !this.data.isLocked) this.end('drop')
    },
    onLockedSendTap() {
      this.end('send')
    },
    onLockedCancelTap() {
      this.end('drop')
    },
    onMove() {
      // Keeps what lies beneath from scrolling.
    },
    end(onEnd: 'send' | 'drop') {
      const state = states.of(this)
      state.onEnd = onEnd
      if (state.startedAt > 0) stopRecording()
      else {
        // The recorder has not begun yet, e.g. it asks for the microphone: it stops as soon as it does.
        dropRecording(state.listener)
        this.rest()
        if (onEnd === 'send') this.triggerEvent('failed', { reason: 'short' })
      }
    },
    onStarted() {
      const state = states.of(this)
      state.startedAt = Date.now()
      void wx.vibrateShort({ type: 'light', fail: ignore })
      state.timer = setInterval(() => {
        const seconds = Math.floor((Date.now() - state.startedAt) / 1000)
        const left = MAX_SECONDS - seconds
        if (seconds !== this.data.seconds) {
          this.setData({ seconds, left: left <= WARNS_SECONDS ? Math.max(0, left) : 0 })
        }
      }, 250)
    },
    onRecorded(recorded: Recorded) {
      const { onEnd } = states.of(this)
      // The minute is over while the finger is where its release would have dropped it.
      const isDropped = onEnd === 'drop' || this.data.zone === 'cancel'
      this.rest()
      if (isDropped) return
      if (recorded.durationSeconds < SHORTEST_SECONDS) {
        this.triggerEvent('failed', { reason: 'short' })
      } else this.triggerEvent('recorded', recorded)
    },
    rest() {
      const state = states.of(this)
      if (state.timer !== undefined) clearInterval(state.timer)
      state.timer = undefined
      state.startedAt = 0
      this.setData({ isRecording: false, isLocked: false, zone: 'send' })
    },
  },
})

function emptyLevels(): number[] {
  return new Array<number>(BARS).fill(0)
}

/** A phone that cannot vibrate records as well. */
function ignore(): void {}
