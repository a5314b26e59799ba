/** One line that says how the session, or the chat, stands. It takes its own room above the list and never covers it. */
Component({
  properties: {
    /** `StatusStrip` of models/session-status, or null when all is well. */
    strip: { type: null, value: null },
  },
  methods: {
    /** Tells the page what the person chose: `retry`, `signInAgain` or `unblock`. */
    onActionTap() {
      const strip = this.data.strip as { action: string } | null
      if (strip) this.triggerEvent('action', { action: strip.action })
    },
  },
})
