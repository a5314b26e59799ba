import type { Phone } from '../phone'
import { wxCall } from './wx-call'

/** Calls that act on the page on top: scrolling, pull-down refresh, background, fonts. */
export function pageUi(phone: Phone): Record<string, unknown> {
  const { navigator } = phone
  return {
    pageScrollTo: wxCall<Parameters<typeof navigator.pageScrollTo>[0]>(
      phone,
      'pageScrollTo',
      (options) => navigator.pageScrollTo(options),
    ),
    startPullDownRefresh: wxCall(phone, 'startPullDownRefresh', () =>
      navigator.startPullDownRefresh(),
    ),
    stopPullDownRefresh: wxCall(phone, 'stopPullDownRefresh', () =>
      navigator.stopPullDownRefresh(),
    ),
    setBackgroundColor: wxCall<{ backgroundColor: string }>(
      phone,
      'setBackgroundColor',
      (options) => navigator.setBackgroundColor(options),
    ),
    setBackgroundTextStyle: wxCall(phone, 'setBackgroundTextStyle', () => undefined),
    loadFontFace: wxCall<{ family: string; source: string; desc: FontFaceDescriptors }>(
      phone,
      'loadFontFace',
      async ({ family = '', source = '', desc }) => {
        const page = phone.topPage()
        if (!page) return { status: 'error' }
        const face = new FontFace(family, source, desc)
        await face.load()
        page.document.fonts.add(face)
        return { status: 'loaded' }
      },
    ),
    setWindowSize: wxCall(phone, 'setWindowSize', () => undefined),
  }
}
