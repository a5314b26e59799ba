import { glassEasel } from 'glass-easel-miniprogram-adapter'

import type { Component } from '../runtime/glass-easel-types'
import { composedParent } from '../runtime/tree'

interface Waiting {
  component: Component
  depth: number
}

/**
 * glass-easel fires no `ready`. WeChat fires it once the component's first layout is done: after `attached` and, on a
 * page's first showing, after the page's onShow; children before their parents.
 */
export class ReadyLifetime {
  private waiting: Waiting[] = []
  private scheduled = false

  install(): void {
    const add = (component: Component): void => this.add(component)
    const original = glassEasel.Component.prototype.triggerLifetime
    glassEasel.Component.prototype.triggerLifetime = function (this: Component, name, args) {
      original.call(this, name, args)
      if (name === 'attached') add(this)
    }
  }

  /** Fires what is waiting, now. */
  flush(): void {
    const batch = this.waiting
    this.waiting = []
    this.scheduled = false
    for (const component of childrenFirst(batch)) {
      if (glassEasel.Element.isAttached(component)) component.triggerLifetime('ready', [])
    }
  }

  private add(component: Component): void {
    this.waiting.push({ component, depth: depthOf(component) })
    if (this.scheduled) return
    this.scheduled = true
    window.setTimeout(() => this.flush(), 0)
  }
}

/** `attached` goes parents first; this turns that order around without changing the order of siblings. */
export function childrenFirst(parentsFirst: Waiting[]): Component[] {
  const ordered: Component[] = []
  const open: Waiting[] = []
  const closeDownTo = (depth: number): void => {
    for (let last = open.at(-1); last && last.depth >= depth; last = open.at(-1)) {
      ordered.push(last.component)
      open.pop()
    }
  }
  for (const item of parentsFirst) {
    closeDownTo(item.depth)
    open.push(item)
  }
  closeDownTo(0)
  return ordered
}

function depthOf(component: Component): number {
  let depth = 0
  for (let at = composedParent(component); at; at = composedParent(at)) depth += 1
  return depth
}
