import type { Phone } from '../phone'
import { deserialize, serialize } from './storage-value'
import { syncCall, wxCall } from './wx-call'
import { requireString, WxError } from './wx-error'

/** Bytes. Source: WeChat's storage guide (1 MB a key, 10 MB in all). */
const KEY_LIMIT = 1024 * 1024
const TOTAL_LIMIT = 10 * 1024 * 1024

interface Entry {
  key: string
  data: unknown
}

/** `wx.setStorage` and its family. */
export function storage(phone: Pick<Phone, 'storage' | 'reportError'>): Record<string, unknown> {
  const box = phone.storage
  const sizes = new Map(box.keys().map((key) => [key, bytesOf(key, box.get(key) ?? '')]))
  let used = [...sizes.values()].reduce((sum, size) => sum + size, 0)

  const put = ({ key, data }: Partial<Entry>): void => {
    const name = requireString('key', key)
    const text = serialize(data)
    const size = bytesOf(name, text)
    if (size > KEY_LIMIT) throw new WxError('entry size limit reached')
    const after = used - (sizes.get(name) ?? 0) + size
    if (after > TOTAL_LIMIT) throw new WxError('exceed storage max size 10Mb')
    used = after
    sizes.set(name, size)
    box.set(name, text)
  }
  const remove = (key: unknown): void => {
    const name = requireString('key', key)
    used -= sizes.get(name) ?? 0
    sizes.delete(name)
    box.delete(name)
  }
  const clear = (): void => {
    used = 0
    sizes.clear()
    box.clear()
  }
  const take = (key: unknown): unknown => {
    const text = box.get(requireString('key', key))
    return text === undefined ? undefined : deserialize(text)
  }
  const info = (): object => ({
    keys: box.keys(),
    currentSize: Math.ceil(used / 1024),
    limitSize: TOTAL_LIMIT / 1024,
  })
  const getAll = (keys: unknown): unknown[] => (keys as string[]).map((key) => take(key) ?? '')
  const putAll = (list: unknown): void =>
    (list as { key: string; value: unknown }[]).forEach(({ key, value }) =>
      put({ key, data: value }),
    )

  return {
    setStorage: wxCall<Entry>(phone, 'setStorage', put),
    setStorageSync: (key: unknown, data: unknown) =>
      syncCall('setStorageSync', () => put({ key: key as string, data })),
    getStorage: wxCall<Entry>(phone, 'getStorage', ({ key }) => {
      if (!box.has(requireString('key', key))) throw new WxError('data not found')
      return { data: take(key) }
    }),
    getStorageSync: (key: unknown) =>
      syncCall('getStorageSync', () => (box.has(requireString('key', key)) ? take(key) : '')),
    removeStorage: wxCall<Entry>(phone, 'removeStorage', ({ key }) => remove(key)),
    removeStorageSync: (key: unknown) => syncCall('removeStorageSync', () => remove(key)),
    clearStorage: wxCall(phone, 'clearStorage', clear),
    clearStorageSync: clear,
    getStorageInfo: wxCall(phone, 'getStorageInfo', info),
    getStorageInfoSync: info,
    batchSetStorage: wxCall<{ kvList: unknown }>(phone, 'batchSetStorage', ({ kvList }) =>
      putAll(kvList),
    ),
    batchSetStorageSync: (kvList: unknown) => syncCall('batchSetStorageSync', () => putAll(kvList)),
    batchGetStorage: wxCall<{ keyList: unknown }>(phone, 'batchGetStorage', ({ keyList }) => ({
      dataList: getAll(keyList),
    })),
    batchGetStorageSync: (keyList: unknown) =>
      syncCall('batchGetStorageSync', () => getAll(keyList)),
  }
}

function bytesOf(key: string, text: string): number {
  const encoder = new TextEncoder()
  return encoder.encode(key).length + encoder.encode(text).length
}
