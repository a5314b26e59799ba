import type { DataHost } from '../../platform/store-binding'
import { PerInstance } from '../../utils/per-instance'
import { PageShell, type PageShellOptions } from './page-shell'

const shells = new PerInstance<PageShell>()

/** Shows, hides and ends a page's shell with the page: `behaviors: [shelled]`, and `openShell` once what it shows is known. */
export const shelled = Behavior({
  lifetimes: {
    detached() {
      if (shells.has(this)) shells.of(this).dispose()
    },
  },
  pageLifetimes: {
    show() {
      if (shells.has(this)) shells.of(this).show()
    },
    hide() {
      if (shells.has(this)) shells.of(this).hide()
    },
  },
})

/**
 * Makes a page follow the stores. Call it in `attached`, or in `onLoad` where the page's query says what it shows.
 * @param host takes the data instead of the page itself.
 */
export function openShell(
  page: DataHost,
  options: PageShellOptions,
  host: DataHost = page,
): PageShell {
  return shells.set(page, new PageShell(host, options))
}
