import type { glassEasel } from 'glass-easel-miniprogram-adapter'

import type { Frame } from '../page/page-frame'
import type { Caller, Component } from '../runtime/glass-easel-types'
import { callerOf } from '../runtime/tree'
import type { EventChannel } from './event-channel'

/** The bar over a page as the page last asked for it; undefined is app.json's. */
export interface PageChrome {
  title?: string
  navigationBarBackgroundColor?: string
  frontColor?: string
  isLoading: boolean
  isHomeHidden: boolean
}

export interface PageOptions {
  id: number
  path: string
  query: Record<string, string>
  config: Record<string, unknown>
  frame: Frame
  component: Component
  openerChannel: EventChannel
  reportError(error: unknown): void
}

/** A page in the stack and its lifecycle. */
export class Page {
  readonly id: number
  readonly path: string
  readonly query: Record<string, string>
  /** The page's own .json. */
  readonly config: Record<string, unknown>
  readonly frame: Frame
  readonly component: Component
  readonly caller: Caller
  readonly openerChannel: EventChannel
  readonly chrome: PageChrome = { isLoading: false, isHomeHidden: false }
  private readonly reportError: (error: unknown) => void
  private isShown = false
  isReady = false
  isUnloaded = false

  constructor(options: PageOptions) {
    this.id = options.id
    this.path = options.path
    this.query = options.query
    this.config = options.config
    this.frame = options.frame
    this.component = options.component
    this.openerChannel = options.openerChannel
    this.reportError = options.reportError
    const caller = callerOf(options.component)
    if (!caller) throw new Error(`page "${options.path}" has no instance`)
    this.caller = caller
    Object.assign(caller, { route: this.path, __route__: this.path, options: this.query })
    this.setPropertiesFromQuery()
  }

  load(): void {
    this.call('onLoad', { ...this.query })
  }

  show(): void {
    if (this.isShown || this.isUnloaded) return
    this.isShown = true
    this.call('onShow')
    this.component.triggerPageLifetime('show', [])
  }

  ready(): void {
    if (this.isReady || this.isUnloaded) return
    this.isReady = true
    this.call('onReady')
  }

  hide(): void {
    if (!this.isShown) return
    this.isShown = false
    this.leaveField()
    this.call('onHide')
    this.component.triggerPageLifetime('hide', [])
  }

  /** @param detach takes the page's components down. */
  unload(detach: () => void): void {
    if (this.isUnloaded) return
    this.isUnloaded = true
    this.isShown = false
    this.call('onUnload')
    detach()
    this.frame.remove()
  }

  resize(size: { windowWidth: number; windowHeight: number }): void {
    this.call('onResize', { size })
    this.component.triggerPageLifetime('resize', [{ size }])
  }

  has(method: string): boolean {
    return typeof this.caller[method] === 'function'
  }

  /** Calls a method of the page when it has one; its errors are the mini-program's. */
  call(method: string, argument?: unknown): unknown {
    const handler: unknown = this.caller[method]
    if (typeof handler !== 'function') return undefined
    try {
      return (handler as (argument: unknown) => unknown).call(this.caller, argument)
    } catch (error) {
      this.reportError(error)
      return undefined
    }
  }

  /** The keyboard goes with the page it belongs to. */
  private leaveField(): void {
    const field = this.frame.window.document.activeElement as HTMLElement | null
    field?.blur()
  }

  /** A page made by `Component()` gets the query in properties of the same names. */
  private setPropertiesFromQuery(): void {
    const { component } = this
    const properties = component.getRootBehavior() as unknown as Properties
    const known = Object.entries(this.query).filter(([name]) => properties._$propertyMap[name])
    const group = component as unknown as Pick<
      glassEasel.GeneralComponent,
      'replaceDataOnPath' | 'applyDataUpdates'
    >
    for (const [name, value] of known) group.replaceDataOnPath([name], value)
    if (known.length) group.applyDataUpdates()
  }
}

interface Properties {
  _$propertyMap: Record<string, unknown>
}
