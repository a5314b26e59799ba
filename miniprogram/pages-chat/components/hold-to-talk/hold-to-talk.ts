import { PerInstance } from '../../../utils/per-instance'
import { fateOf, type Wish, type Zone } from './recording-fate'
import {
  dropRecording,
  leaveRecording,
  MAX_SECONDS,
  startRecording,
  stopRecording,
  type Recorded,
  type RecordingListener,
} from './voice-recording'

/** The last seconds are counted down. */
const WARNS_SECONDS = 10
const BARS = 24
/** px the finger moves up before release means something else. */
const SLIDE_PX = 64
/** The right part of the window is the lock's. */
const LOCK_SHARE = 0.7

interface HoldState {
  listener: RecordingListener
  startY: number
  wish: Wish
  timer: ReturnType<typeof setInterval> | undefined
  startedAt: number
  isHeld: boolean
}

const states = new PerInstance<HoldState>()

/**
 * Hold to talk: release sends, sliding up cancels, sliding up to the right locks, so that the finger may leave; then
 * one may also listen before sending. What ends by itself while it is locked, or breaks off, is to be heard first.
 * Events: `recorded {path, durationSeconds, levels}` to send, `finished {recorded, isUnwanted}` to listen to, or to ask
 * about before it is lost, `failed {reason}` with `denied`, `failed` or `short`.
 */
Component({
  properties: {
    /** Words: hold, recordRelease, recordCancel, recordLock, recordLocked, recordListen, send, cancel. */
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
        onStop: (recorded) => this.onStopped(recorded),
        onFailed: (reason) => {
          this.rest()
          this.triggerEvent('failed', { reason })
        },
      }
      states.set(this, {
        listener,
        startY: 0,
        wish: 'none',
        timer: undefined,
        startedAt: 0,
        isHeld: false,
      })
    },
    detached() {
      const state = states.of(this)
      if (state.timer !== undefined) clearInterval(state.timer)
      leaveRecording(state.listener)
    },
  },
  methods: {
    onTouchStart(event: WechatMiniprogram.TouchEvent) {
      if (this.data.isRecording) return
      const state = states.of(this)
      state.startY = event.touches[0]?.clientY ?? 0
      state.wish = 'none'
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
      if (this.data.isRecording && !this.data.isLocked) this.end('none')
    },
    onLockedSendTap() {
      this.end('send')
    },
    onLockedListenTap() {
      this.end('listen')
    },
    onLockedCancelTap() {
      this.end('discard')
    },
    onMove() {
      // Keeps what lies beneath from scrolling.
    },
    end(wish: Wish) {
      const state = states.of(this)
      // The first word counts while the recorder comes to its end.
      if (state.wish === 'none') state.wish = wish
      if (state.startedAt > 0) stopRecording()
      else {
        // The recorder has not begun yet, e.g. it asks for the microphone: there is nothing to keep.
        dropRecording(state.listener)
        this.rest()
        if (wish === 'send') this.triggerEvent('failed', { reason: 'short' })
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
    onStopped(recorded: Recorded | null) {
      const { wish } = states.of(this)
      const { zone, isLocked } = this.data
      this.rest()
      if (recorded === null) return
      const fate = fateOf({ wish, zone, isLocked }, recorded.durationSeconds)
      if (fate === 'short') this.triggerEvent('failed', { reason: fate })
      else if (fate === 'send') this.triggerEvent('recorded', recorded)
      else if (fate !== 'drop') {
        this.triggerEvent('finished', { recorded, isUnwanted: fate === 'discard' })
      }
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
