import type { Phone } from '../phone'
import { fromBase64, toBase64 } from './base64'
import { Listeners } from './listeners'
import { wxCall } from './wx-call'

/** What an app asks first: who it is, how it was opened, whether an update waits. */
export function base(phone: Phone): Record<string, unknown> {
  const { app, device } = phone
  return {
    env: { USER_DATA_PATH: 'wxfile://usr' },
    version: { env: device.envVersion, type: '', version: '' },
    getLaunchOptionsSync: () => ({ ...app.launchOptions }),
    getEnterOptionsSync: () => ({ ...app.enterOptions }),
    getApiCategory: () => 'default',
    getAccountInfoSync: () => ({
      miniProgram: { appId: app.appId, envVersion: device.envVersion, version: '' },
    }),
    getUpdateManager: () => updateManager(phone),
    nextTick: (callback: () => void) =>
      void Promise.resolve().then(callback).catch(phone.reportError),
    updateWeChatApp: wxCall(phone, 'updateWeChatApp', () => undefined),
    exitMiniProgram: wxCall(phone, 'exitMiniProgram', () => undefined),
    setEnableDebug: wxCall(phone, 'setEnableDebug', () => undefined),
    setKeepScreenOn: wxCall(phone, 'setKeepScreenOn', () => undefined),
    arrayBufferToBase64: (buffer: ArrayBuffer) => toBase64(new Uint8Array(buffer)),
    base64ToArrayBuffer: (text: string) => fromBase64(text).buffer,
    preloadWebview: () => undefined,
    preloadAssets: wxCall(phone, 'preloadAssets', () => undefined),
  }
}

/** There is never an update: the mini-program runs as it stands on disk. */
function updateManager(phone: Phone): object {
  const checked = new Listeners(phone)
  setTimeout(() => checked.fire({ hasUpdate: false }))
  return {
    onCheckForUpdate: checked.on,
    onUpdateReady: () => undefined,
    onUpdateFailed: () => undefined,
    applyUpdate: () => undefined,
  }
}
