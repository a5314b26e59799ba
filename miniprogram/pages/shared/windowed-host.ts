import type { DataHost } from '../../platform/store-binding'
import type { ScreenWindow } from './screen-window'

interface Page {
  data: { screens: readonly { key: string }[] }
  setData(patch: Record<string, unknown>, then?: () => void): void
}

/** Takes the data for a page whose `screens` are windowed: they are watched anew once they are drawn. */
export function windowedHost(page: Page, window: ScreenWindow): DataHost {
  return {
    setData(patch, then?: () => void) {
      page.setData(patch, () => {
        window.watch(page.data.screens.map(({ key }) => key))
        then?.()
      })
    },
  }
}
