import { component, glassEasel } from 'glass-easel-miniprogram-adapter'

import type { Caller, Component } from '../runtime/glass-easel-types'
import { rootOf } from '../runtime/tree'

export interface MeterLine {
  /** Path of the page the component is on. */
  page: string
  component: string
  /** Calls of `setData`. */
  calls: number
  /** UTF-8 bytes of the data as JSON, which is what WeChat sends to the view layer. */
  bytes: number
  /** Bytes of the largest call. */
  largest: number
}

interface UpdateListener {
  withDataPaths: boolean
  callback: (result: Record<string, unknown>) => void
}

type SetData = (this: Caller, data: Record<string, unknown>, callback?: () => void) => void
type DataUpdate = (data: unknown, changes: glassEasel.DataChange[]) => void

/** Counts `setData` and tells listeners of updates (`setUpdatePerformanceListener`). */
export class SetDataMeter {
  private readonly lines = new Map<string, MeterLine>()
  private readonly listeners = new WeakMap<Component, UpdateListener>()
  private readonly running: number[] = []
  private lastProcess = 0

  constructor(private readonly reportError: (error: unknown) => void) {}

  install(): void {
    const count = (owner: Component, data: unknown): void => this.count(owner, data)
    const measure = this.measure.bind(this)
    const prototype = component.ComponentCaller.prototype as unknown as { setData: SetData }
    const { setData } = prototype
    prototype.setData = function (data, callback) {
      count(this._$ as Component, data)
      setData.call(this, data, callback)
    }
    const dataGroup = glassEasel.DataGroup.prototype as unknown as {
      setUpdateListener(this: { _$comp: Component | null }, update: DataUpdate): void
    }
    const { setUpdateListener } = dataGroup
    dataGroup.setUpdateListener = function (update) {
      const owner = this._$comp
      setUpdateListener.call(this, (data, changes) => {
        if (owner) measure(owner, changes, () => update(data, changes))
        else update(data, changes)
      })
    }
  }

  /** `this.setUpdatePerformanceListener(options, callback)`. Source: WeChat docs, "runtime performance". */
  listen(caller: Caller, options: { withDataPaths?: boolean }, callback: unknown): void {
    if (typeof callback !== 'function') this.listeners.delete(caller._$ as Component)
    else {
      this.listeners.set(caller._$ as Component, {
        withDataPaths: options?.withDataPaths === true,
        callback: (result) => void (callback as UpdateListener['callback']).call(caller, result),
      })
    }
  }

  report(): MeterLine[] {
    return [...this.lines.values()].map((line) => ({ ...line }))
  }

  reset(): void {
    this.lines.clear()
  }

  private count(owner: Component, data: unknown): void {
    const page = rootOf(owner)?.is ?? ''
    const key = `${page} ${owner.is}`
    const line = this.lines.get(key) ?? {
      page,
      component: owner.is,
      calls: 0,
      bytes: 0,
      largest: 0,
    }
    const bytes = jsonBytes(data)
    line.calls += 1
    line.bytes += bytes
    line.largest = Math.max(line.largest, bytes)
    this.lines.set(key, line)
  }

  private measure(owner: Component, changes: glassEasel.DataChange[], run: () => void): void {
    const listener = this.listeners.get(owner)
    const id = ++this.lastProcess
    const parent = this.running.at(-1)
    const start = Date.now()
    this.running.push(id)
    try {
      run()
    } finally {
      this.running.pop()
    }
    if (!listener) return
    const result = {
      updateProcessId: id,
      ...(parent !== undefined && { parentUpdateProcessId: parent }),
      isMergedUpdate: false,
      ...(listener.withDataPaths && { dataPaths: changes.map(([path]) => [...path]) }),
      pendingStartTimestamp: start,
      updateStartTimestamp: start,
      updateEndTimestamp: Date.now(),
    }
    // In WeChat the result comes from the view layer, never during setData.
    queueMicrotask(() => {
      try {
        listener.callback(result)
      } catch (error) {
        this.reportError(error)
      }
    })
  }
}

/** UTF-8 bytes of a value as JSON; 0 for what JSON cannot carry. */
export function jsonBytes(value: unknown): number {
  const json = JSON.stringify(value) as string | undefined
  return json === undefined ? 0 : new TextEncoder().encode(json).byteLength
}
