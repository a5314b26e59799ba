import type { DrawnPhone } from '../e2e/helpers/drawn-phone'

/** When things happened after a start of the app, ms. */
export interface Start {
  /** The first row of the conversation list stood in the page. */
  firstRow: number
  /** The vendor's SDK was asked for; it lies in a subpackage. */
  sdkAsked: number
  /** The session is online and the list as the cloud has it: everything works. */
  interactive: number
}

interface Marks {
  firstRow?: number
}

const LIST = 'pages/conversations/conversations'

/**
 * Closes the app and starts it again on the same phone, as the same person.
 * @param forgets takes away what the phone kept of the list before: a first start.
 */
export async function startAgain(phone: DrawnPhone, { forgets = false } = {}): Promise<Start> {
  const { view } = phone
  if (forgets) {
    await phone.app.evaluate(() => {
      const { keys } = wx.getStorageInfoSync()
      for (const key of keys) if (key.includes('cache.')) wx.removeStorageSync(key)
    })
  }
  await view.addInitScript(markFirstRow)
  await view.reload()
  await phone.until('the list, online', async (page) => {
    if (page.path !== LIST) return false
    const { strip, screens } = (await page.data()) as { strip: object | null; screens: object[] }
    return strip === null && screens.length > 0 && (await isOnline(phone))
  })
  return view.evaluate(() => {
    const { marks } = window as unknown as { marks: Marks }
    const asked = performance.getEntriesByName('package sdk')[0]
    return {
      firstRow: Math.round(marks.firstRow ?? Infinity),
      sdkAsked: Math.round(asked?.startTime ?? Infinity),
      interactive: Math.round(performance.now()),
    }
  })
}

async function isOnline(phone: DrawnPhone): Promise<boolean> {
  return Boolean(
    await phone.app.evaluate(() => {
      const { stores } = getApp() as unknown as { stores: { session: { status: string } } }
      return stores.session.status === 'online'
    }),
  )
}

/** Runs in every document of the phone before anything else. */
function markFirstRow(): void {
  const { top } = window as unknown as { top: Window & { marks?: Marks } }
  const marks = (top.marks ??= {})
  new MutationObserver((_changes, observer) => {
    if (document.querySelector('.conversations__row') === null) return
    observer.disconnect()
    // One clock for all documents: that of the phone's own page.
    marks.firstRow ??= top.performance.now()
  }).observe(document, { childList: true, subtree: true })
}
