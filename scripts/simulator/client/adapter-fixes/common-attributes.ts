import { glassEasel } from 'glass-easel-miniprogram-adapter'

import type { Component } from '../runtime/glass-easel-types'
import { domOf } from '../runtime/tree'

/** What every tag takes in WeChat, custom components too: `hidden`, `role`, `aria-*`. */
const COMMON = /^(hidden|role|aria-[a-z]+)$/

/**
 * To glass-easel anything a custom component has no property for is a mistake. It asks for external classes last, so
 * the common attributes answer to that and go to the component's element.
 */
export function installCommonAttributes(): void {
  const prototype = glassEasel.Component.prototype
  const { hasExternalClass, setExternalClass } = prototype
  prototype.hasExternalClass = function (this: Component, name) {
    return hasExternalClass.call(this, name) || COMMON.test(name)
  }
  prototype.setExternalClass = function (this: Component, name, value: unknown) {
    if (hasExternalClass.call(this, name)) setExternalClass.call(this, name, value as string)
    else setCommonAttribute(domOf(this), name, value)
  }
}

/** @param dom undefined when nothing of the element is on the page. */
export function setCommonAttribute(
  dom: HTMLElement | undefined,
  name: string,
  value: unknown,
): void {
  const isAbsent = value === null || value === undefined || (name === 'hidden' && !value)
  if (isAbsent) dom?.removeAttribute(name)
  else dom?.setAttribute(name, typeof value === 'string' ? value : JSON.stringify(value))
}
