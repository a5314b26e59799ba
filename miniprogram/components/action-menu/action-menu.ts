/** One thing to do. `name` comes back in the event. */
export interface MenuItem {
  name: string
  text: string
  icon: string
  danger?: boolean
}

const MARGIN_PX = 12

/**
 * A menu at the finger: above the point when there is room, else below it. Events: `choose {name}`, `react {emoji}`,
 * `more` for emoji that are not offered, `close`.
 * The page shows it with `wx:if`, so each one is measured anew.
 */
Component({
  properties: {
    /** `MenuItem[]`. */
    items: { type: Array, value: [] },
    /** The finger, px of the window. */
    x: { type: Number, value: 0 },
    y: { type: Number, value: 0 },
    /** Many short items stand side by side. */
    grid: { type: Boolean, value: false },
    /** Emoji to react with, `{emoji, label, isOwn}[]`; none for no such row. */
    reactions: { type: Array, value: [] },
    /** Words of the button for more emoji; empty for none. */
    moreLabel: { type: String, value: '' },
    closeLabel: { type: String, value: '' },
  },
  data: { style: 'opacity:0' },
  lifetimes: {
    ready() {
      this.createSelectorQuery()
        .select('.action-menu__card')
        .boundingClientRect((card) => {
          if (card) this.setData({ style: placeAt(this.data.x, this.data.y, card) })
        })
        .exec()
    },
  },
  methods: {
    onItemTap(event: WechatMiniprogram.TouchEvent) {
      const { name } = event.currentTarget.dataset as { name: string }
      this.triggerEvent('choose', { name })
    },
    onReactionTap(event: WechatMiniprogram.TouchEvent) {
      const { emoji } = event.currentTarget.dataset as { emoji: string }
      this.triggerEvent('react', { emoji })
    },
    onMoreTap() {
      this.triggerEvent('more')
    },
    onCloseTap() {
      this.triggerEvent('close')
    },
    onMove() {
      // The catch in the template keeps the list beneath from scrolling.
    },
  },
})

function placeAt(x: number, y: number, card: { width: number; height: number }): string {
  const { windowWidth, windowHeight } = wx.getWindowInfo()
  const left = Math.min(
    Math.max(x - card.width / 2, MARGIN_PX),
    windowWidth - card.width - MARGIN_PX,
  )
  const above = y - card.height - MARGIN_PX
  const below = Math.min(y + MARGIN_PX, windowHeight - card.height - MARGIN_PX)
  return `left:${left}px;top:${above > MARGIN_PX ? above : below}px;opacity:1`
}
