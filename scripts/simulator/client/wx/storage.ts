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
  const bytes = (key: string, text: string): number =>
    new TextEncoder().encode(key).length + new TextEncoder().encode(text).length
  const used = (): number =>
    box.keys().reduce((sum, key) => sum + bytes(key, box.get(key) ?? ''), 0)

  const put = ({ key, data }: Partial<Entry>): void => {
    const name = requireString('key', key)
    const text = serialize(data)
    const before = box.get(name)
    const size = bytes(name, text)
    if (size > KEY_LIMIT) throw new WxError('entry size limit reached')
    const growth = size - (before === undefined ? 0 : bytes(name, before))
    // Adding up every entry is slow; the count of keys bounds what can be there already.
    if (box.size * KEY_LIMIT + size > TOTAL_LIMIT && used() + growth > TOTAL_LIMIT)
      throw new WxError('exceed storage max size 10Mb')
    box.set(name, text)
  }
  const take = (key: unknown): unknown => {
    const text = box.get(requireString('key', key))
    return text === undefined ? undefined : deserialize(text)
  }
  const info = (): object => ({
    keys: box.keys(),
    currentSize: Math.ceil(used() / 1024),
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
    removeStorage: wxCall<Entry>(phone, 'removeStorage', ({ key }) =>
      box.delete(requireString('key', key)),
    ),
    removeStorageSync: (key: unknown) =>
      syncCall('removeStorageSync', () => box.delete(requireString('key', key))),
    clearStorage: wxCall(phone, 'clearStorage', () => box.clear()),
    clearStorageSync: () => box.clear(),
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
