import { FileStore } from '../../../../scripts/simulator/client/wx/file-store'
import { PersistentMap } from '../../../../scripts/simulator/client/wx/persistent-map'

const text = (value: string): Uint8Array => new TextEncoder().encode(value)
const openStore = (): FileStore => new FileStore(new PersistentMap())

describe('FileStore', () => {
  it('keeps a temporary file until it is saved, and then under its saved path', () => {
    const files = openStore()
    const temporary = files.addTemporary(text('voice'), 'aac')
    expect(temporary).toMatch(/^wxfile:\/\/tmp\/.+\.aac$/)
    const saved = files.save(temporary)
    expect(files.exists(temporary)).toBe(false)
    expect(files.read(saved)).toEqual(text('voice'))
  })

  it('saves a temporary file once', () => {
    const files = openStore()
    const temporary = files.addTemporary(text('x'), 'png')
    files.save(temporary)
    expect(() => files.save(temporary)).toThrow('tempFilePath file not exist')
  })

  it('writes only where the mini-program may', () => {
    const files = openStore()
    expect(() => files.write('/images/a.png', text('x'))).toThrow('permission denied')
    expect(() => files.write('wxfile://tmp/a.png', text('x'))).toThrow('permission denied')
    expect(() => files.write('wxfile://usr/../tmp/a.png', text('x'))).toThrow('permission denied')
  })

  it('asks for the folder before the file', () => {
    const files = openStore()
    expect(() => files.write('wxfile://usr/a/b.txt', text('x'))).toThrow(
      'no such file or directory',
    )
    files.makeDirectory('wxfile://usr/a', false)
    files.write('wxfile://usr/a/b.txt', text('x'))
    expect(files.list('wxfile://usr/a')).toEqual(['b.txt'])
  })

  it('moves a folder with everything in it', () => {
    const files = openStore()
    files.makeDirectory('wxfile://usr/a/b', true)
    files.write('wxfile://usr/a/b/c.txt', text('x'))
    files.rename('wxfile://usr/a', 'wxfile://usr/z')
    expect(files.read('wxfile://usr/z/b/c.txt')).toEqual(text('x'))
    expect(files.exists('wxfile://usr/a')).toBe(false)
  })

  it('keeps a folder that is not empty unless told otherwise', () => {
    const files = openStore()
    files.makeDirectory('wxfile://usr/a', false)
    files.write('wxfile://usr/a/b.txt', text('x'))
    expect(() => files.removeDirectory('wxfile://usr/a', false)).toThrow('directory not empty')
    files.removeDirectory('wxfile://usr/a', true)
    expect(files.exists('wxfile://usr/a')).toBe(false)
  })

  it('refuses a file over the limit and keeps the one before', () => {
    const files = openStore()
    files.write('wxfile://usr/a', text('before'))
    const huge = new Uint8Array(100 * 1024 * 1024 + 1)
    expect(() => files.write('wxfile://usr/a', huge)).toThrow('the maximum size')
    expect(files.read('wxfile://usr/a')).toEqual(text('before'))
  })
})
