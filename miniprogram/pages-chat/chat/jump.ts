import { autorun } from 'mobx-miniprogram'

import type { ChatFace } from '../../stores/app-stores'
import type { JumpTarget } from '../../stores/chat/chat-faces'
import type { LiveScreens } from '../shared/live-screens'
import type { MessageScroller } from '../shared/message-scroller'
import type { PageShell } from '../../pages/shared/page-shell'

/** A row that was jumped to is lit this long. */
const FLASH_MS = 1600

export interface JumpParts {
  chat: ChatFace
  shell: PageShell
  scroller: MessageScroller
  live: LiveScreens
}

/** Follows the jumps of the store: draws the row, goes there, and lights it for a moment. */
export class Jumps {
  private readonly stop: () => void
  private timer: ReturnType<typeof setTimeout> | undefined
  private followed = 0

  constructor(
    private readonly host: { setData(patch: object, callback?: () => void): void },
    private readonly parts: JumpParts,
  ) {
    this.stop = autorun(() => {
      const { target } = parts.chat.position
      if (target === null || target.revision === this.followed) return
      this.followed = target.revision
      // The rows of this change are drawn first.
      wx.nextTick(() => this.follow(target))
    })
  }

  dispose(): void {
    this.stop()
    if (this.timer !== undefined) clearTimeout(this.timer)
  }

  private follow(target: JumpTarget): void {
    const { chat, shell, scroller, live } = this.parts
    shell.flush()
    if (target.at === 'bottom' && !chat.position.hasLater) {
      wx.nextTick(() => scroller.toBottom())
      return
    }
    live.unfoldRow(target.rowId)
    wx.nextTick(() => {
      const lit = target.flash ? { flashId: target.rowId } : {}
      this.host.setData(lit, () => scroller.toRow(target.rowId, target.at))
    })
    if (target.flash) this.darken()
  }

  private darken(): void {
    if (this.timer !== undefined) clearTimeout(this.timer)
    this.timer = setTimeout(() => this.host.setData({ flashId: '' }), FLASH_MS)
  }
}
