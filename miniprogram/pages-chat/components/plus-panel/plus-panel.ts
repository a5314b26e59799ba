/** One thing that may be sent besides text. `name` comes back in the event. */
export interface PlusItem {
  name: string
  text: string
  icon: string
  /** A switch that is on. */
  isOn?: boolean
}

/** What can be sent besides text. Event: `choose {name}`. */
Component({
  properties: {
    /** `PlusItem[]`. */
    items: { type: Array, value: [] },
  },
  methods: {
    onItemTap(event: WechatMiniprogram.TouchEvent) {
      const { name } = event.currentTarget.dataset as { name: string }
      this.triggerEvent('choose', { name })
    },
  },
})
