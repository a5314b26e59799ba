/**
 * A recording that waits to be sent, in the place of the composer's bar: its length, its wave, play and pause.
 * Events: `toggle` (play or pause), `discard`, `send`.
 */
Component({
  properties: {
    /** `{durationSeconds, levels}`: levels are 0-1 and each one bar. */
    recording: { type: Object, value: { durationSeconds: 0, levels: [] as number[] } },
    isPlaying: { type: Boolean, value: false },
    /** Seconds of it that have sounded; 0 before it plays and after its end. */
    played: { type: Number, value: 0 },
    /** Words: recorded, recordDiscard, play, pause, send. */
    words: { type: Object, value: {} },
  },
  methods: {
    onToggleTap() {
      this.triggerEvent('toggle')
    },
    onDiscardTap() {
      this.triggerEvent('discard')
    },
    onSendTap() {
      this.triggerEvent('send')
    },
  },
})
