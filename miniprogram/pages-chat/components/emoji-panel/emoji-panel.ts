import { emojiGroups } from './emoji'

/** The phone's own emoji, so they look the same here as in the bubble. Events: `pick {emoji}`, `erase`. */
Component({
  properties: {
    /** What the erase key is called; empty for no such key. */
    eraseLabel: { type: String, value: '' },
  },
  data: { groups: emojiGroups },
  methods: {
    onGridTap(event: WechatMiniprogram.TouchEvent) {
      const { emoji } = event.target.dataset as { emoji?: string }
      if (emoji) this.triggerEvent('pick', { emoji })
    },
    onEraseTap() {
      this.triggerEvent('erase')
    },
  },
})
