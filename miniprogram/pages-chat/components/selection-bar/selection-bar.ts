/** What to do with the selected messages, where the composer was. Events: `each`, `merged`, `remove`, `cancel`. */
Component({
  properties: {
    /** In words, e.g. `3 selected`. */
    text: { type: String, value: '' },
    count: { type: Number, value: 0 },
    /** Words: forwardEach, forwardMerged, remove, cancel. */
    words: { type: Object, value: {} },
  },
  methods: {
    onTap(event: WechatMiniprogram.TouchEvent) {
      const { name } = event.currentTarget.dataset as { name: string }
      if (name === 'cancel' || this.data.count > 0) this.triggerEvent(name)
    },
  },
})
