import type { Caller, Component } from '../runtime/glass-easel-types'
import { PageIntersectionObserver } from './intersection-observer'
import { SelectorQuery } from './selector-query'

type ObserverOptions = ConstructorParameters<typeof PageIntersectionObserver>[1]

export interface QueryMembers {
  wx: Record<string, unknown>
  /** The same on components and pages, where the search starts at the component itself. */
  instance: Record<string, (this: Caller, ...args: never[]) => unknown>
}

export function queryMembers(
  topPage: () => Component | undefined,
  reportError: (error: unknown) => void,
): QueryMembers {
  return {
    wx: {
      createSelectorQuery: () => new SelectorQuery(topPage, reportError),
      createIntersectionObserver: (caller: Caller, options?: ObserverOptions) =>
        new PageIntersectionObserver(() => caller._$, options, reportError),
    },
    instance: {
      createSelectorQuery() {
        return new SelectorQuery(() => this._$, reportError)
      },
      createIntersectionObserver(options?: ObserverOptions) {
        return new PageIntersectionObserver(() => this._$, options, reportError)
      },
    },
  }
}
