import { PersistentMap } from '../../../../scripts/simulator/client/wx/persistent-map'
import { storage } from '../../../../scripts/simulator/client/wx/storage'

interface StorageCalls {
  setStorageSync(key: unknown, data: unknown): void
  getStorageSync(key: string): unknown
  getStorageInfoSync(): { keys: string[]; currentSize: number; limitSize: number }
}

function openStorage(): StorageCalls {
  const reportError = (error: unknown): void => {
    throw error
  }
  const phone = { storage: new PersistentMap<string>(), reportError }
  return storage(phone) as unknown as StorageCalls
}

describe('wx storage', () => {
  it.each([
    [undefined],
    [null],
    [false],
    [0],
    [''],
    [NaN],
    ['text'],
    [[1, [2]]],
    [{ a: { b: 1 } }],
  ])('gives %p back as it was', (value) => {
    const wx = openStorage()
    wx.setStorageSync('key', value)
    expect(wx.getStorageSync('key')).toEqual(value)
  })

  it('gives a copy, so that changing it changes nothing stored', () => {
    const wx = openStorage()
    wx.setStorageSync('key', { list: [1] })
    ;(wx.getStorageSync('key') as { list: number[] }).list.push(2)
    expect(wx.getStorageSync('key')).toEqual({ list: [1] })
  })

  it('names the type of a key that is no string', () => {
    expect(() => openStorage().setStorageSync(5, 'x')).toThrow(
      'setStorageSync:fail parameter error: parameter.key should be String instead of Number;',
    )
  })

  it('holds ten megabytes and no more, and can replace what is there when full', () => {
    const wx = openStorage()
    const block = 'x'.repeat(1024 * 1024 - 100)
    for (let index = 0; index < 10; index += 1) wx.setStorageSync(`key${index}`, block)
    expect(() => wx.setStorageSync('one more', block)).toThrow('exceed storage max size 10Mb')
    expect(wx.getStorageInfoSync().keys).toHaveLength(10)
    wx.setStorageSync('key0', block.replace('x', 'y'))
    expect((wx.getStorageSync('key0') as string).startsWith('yx')).toBe(true)
  })

  it('counts bytes, not characters', () => {
    const wx = openStorage()
    expect(() => wx.setStorageSync('key', '院'.repeat(400_000))).toThrow('entry size limit reached')
  })
})
