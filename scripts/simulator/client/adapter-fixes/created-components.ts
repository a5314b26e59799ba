import { glassEasel } from 'glass-easel-miniprogram-adapter'

import { FrameContext } from '../page/frame-context'
import type { Component } from '../runtime/glass-easel-types'

/**
 * Tells the page of each component made in it. glass-easel tells only of those with an element of their own, and one
 * with `virtualHost` needs its styles too.
 */
export function installCreatedComponents(): void {
  const original = glassEasel.Component.prototype.triggerLifetime
  glassEasel.Component.prototype.triggerLifetime = function (this: Component, name, args) {
    if (name === 'created' && !this.isExternal()) {
      const context = this.getBackendContext()
      if (context instanceof FrameContext) context.onCreated(this)
    }
    original.call(this, name, args)
  }
}
