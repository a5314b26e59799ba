import type { Storage } from '../utils/storage'

type WxStorage = Pick<
  WechatMiniprogram.Wx,
  'getStorageSync' | 'setStorageSync' | 'removeStorageSync' | 'getStorageInfoSync'
>

export function createStorage(api: WxStorage): Storage {
  return {
    read(key) {
      const value: unknown = api.getStorageSync(key)
      return typeof value === 'string' && value !== '' ? value : null
    },
    write(key, value) {
      api.setStorageSync(key, value)
    },
    remove(key) {
      api.removeStorageSync(key)
    },
    keys() {
      return api.getStorageInfoSync().keys
    },
  }
}
