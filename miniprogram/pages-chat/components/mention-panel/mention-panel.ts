/** Whom an `@` may call. Events: `pick {userId}`, `close`. */
Component({
  properties: {
    /** `MentionRow[]` of stores/chat. */
    rows: { type: Array, value: [] },
    isLoading: { type: Boolean, value: false },
    failure: { type: String, value: '' },
    /** Words: mentionTitle, mentionNone, loading, close, owner, admin. */
    words: { type: Object, value: {} },
  },
  methods: {
    onRowTap(event: WechatMiniprogram.TouchEvent) {
      const { id } = event.currentTarget.dataset as { id: string }
      this.triggerEvent('pick', { userId: id })
    },
    onCloseTap() {
      this.triggerEvent('close')
    },
  },
})
