import type { DeviceState } from './phone'

/** CSS pixels. A window wider than this shows the phone in its middle. */
const WIDEST = 500
const STANDARD_WIDTH = 390
const STATUS_BAR_HEIGHT = 47
const SAFE_BOTTOM = 34

/** The phone the window shows: as wide as a phone, as tall as the window. `parameters` are the address's. */
export function deviceFor(view: Window, parameters: URLSearchParams): DeviceState {
  const device: DeviceState = {
    platform: 'devtools',
    brand: 'devtools',
    model: 'Hutong simulator',
    version: '8.0.50',
    SDKVersion: '3.7.12',
    language: parameters.get('language') ?? 'zh_CN',
    theme: parameters.get('theme') === 'dark' ? 'dark' : 'light',
    fontScale: Number(parameters.get('fontScale')) || 1,
    reducedMotion: parameters.get('reducedMotion') === '1',
    screen: {
      width: STANDARD_WIDTH,
      height: view.innerHeight,
      pixelRatio: view.devicePixelRatio,
      statusBarHeight: STATUS_BAR_HEIGHT,
      safeBottom: SAFE_BOTTOM,
    },
    menuButton: { left: 0, top: 0, right: 0, bottom: 0, width: 0, height: 0 },
    envVersion: 'develop',
  }
  fitToWindow(device, view)
  return device
}

/** Follows a change of the window's size. */
export function fitToWindow(device: DeviceState, view: Window): void {
  const width = view.innerWidth > WIDEST ? STANDARD_WIDTH : view.innerWidth
  device.screen.width = width
  device.screen.height = view.innerHeight
  const size = { width: 87, height: 32 }
  const top = device.screen.statusBarHeight + 4
  const right = width - 7
  device.menuButton = { ...size, top, right, left: right - size.width, bottom: top + size.height }
}
