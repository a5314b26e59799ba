import type { Phone } from '../phone'
import { windowInfo } from './window-metrics'
import { wxCall } from './wx-call'

/** `wx.getSystemInfo` and the calls it was split into. */
export function systemInfo(phone: Phone): Record<string, unknown> {
  const { device } = phone
  const deviceInfo = (): Record<string, unknown> => ({
    abi: 'arm64',
    deviceAbi: 'arm64',
    benchmarkLevel: 30,
    brand: device.brand,
    model: device.model,
    system: 'iOS 17.0',
    platform: device.platform,
    cpuType: '',
    memorySize: 4096,
  })
  const appBaseInfo = (): Record<string, unknown> => ({
    SDKVersion: device.SDKVersion,
    enableDebug: false,
    language: device.language,
    version: device.version,
    theme: device.theme,
    fontSizeScaleFactor: device.fontScale,
    fontSizeSetting: Math.round(16 * device.fontScale),
    host: { env: 'WeChat', appId: phone.app.appId },
  })
  const systemSetting = (): Record<string, unknown> => ({
    bluetoothEnabled: false,
    locationEnabled: true,
    wifiEnabled: phone.network.type === 'wifi',
    deviceOrientation: 'portrait',
  })
  const authorizeSetting = (): Record<string, unknown> => ({
    albumAuthorized: 'authorized',
    bluetoothAuthorized: 'authorized',
    cameraAuthorized: 'authorized',
    locationAuthorized: 'authorized',
    locationReducedAccuracy: false,
    microphoneAuthorized: 'authorized',
    notificationAuthorized: 'authorized',
    phoneCalendarAuthorized: 'authorized',
  })
  const everything = (): Record<string, unknown> => ({
    ...windowInfo(phone),
    ...deviceInfo(),
    ...appBaseInfo(),
    ...systemSetting(),
    ...authorizeSetting(),
  })
  return {
    getSystemInfo: wxCall(phone, 'getSystemInfo', everything),
    getSystemInfoAsync: wxCall(phone, 'getSystemInfoAsync', everything),
    getSystemInfoSync: everything,
    getWindowInfo: () => windowInfo(phone),
    getDeviceInfo: deviceInfo,
    getAppBaseInfo: appBaseInfo,
    getSystemSetting: systemSetting,
    getAppAuthorizeSetting: authorizeSetting,
    getMenuButtonBoundingClientRect: () => ({ ...device.menuButton }),
    getDeviceBenchmarkInfo: wxCall(phone, 'getDeviceBenchmarkInfo', () => ({
      benchmarkLevel: 30,
      modelLevel: 3,
    })),
    getBatteryInfo: wxCall(phone, 'getBatteryInfo', () => ({ level: 100, isCharging: true })),
    getBatteryInfoSync: () => ({ level: 100, isCharging: true }),
    getRendererUserAgent: wxCall(phone, 'getRendererUserAgent', () => ({
      userAgent: navigator.userAgent,
    })),
    getSkylineInfoSync: () => ({ isSupported: false, version: '', reason: 'client not supported' }),
  }
}
