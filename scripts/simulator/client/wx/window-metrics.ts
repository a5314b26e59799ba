import type { Phone } from '../phone'

/** CSS pixels. */
const NAVIGATION_BAR_HEIGHT = 44

/** What `wx.getWindowInfo` answers for the page on top. */
export function windowInfo(phone: Pick<Phone, 'device' | 'topPage'>): Record<string, unknown> {
  const { width, height, pixelRatio, statusBarHeight, safeBottom } = phone.device.screen
  const page = phone.topPage()
  const windowHeight = page?.window.innerHeight ?? height - statusBarHeight - NAVIGATION_BAR_HEIGHT
  return {
    pixelRatio,
    screenWidth: width,
    screenHeight: height,
    windowWidth: page?.window.innerWidth || width,
    windowHeight,
    statusBarHeight,
    screenTop: height - windowHeight,
    safeArea: {
      left: 0,
      right: width,
      top: statusBarHeight,
      bottom: height - safeBottom,
      width,
      height: height - safeBottom - statusBarHeight,
    },
  }
}
