import { createFileTransfer } from '../../../miniprogram/platform/file-transfer'

/** A phone with a folder of files, in memory. */
function phoneWith(names: string[]) {
  const files = new Map(names.map((name) => [`wxfile://usr/${name}`, '']))
  const manager = {
    readdirSync: (folder: string) =>
      [...files.keys()].map((path) => path.replace(`${folder}/`, '')),
    unlinkSync: (path: string) => void files.delete(path),
    writeFile: ({ filePath, data, success }: WechatMiniprogram.WriteFileOption) => {
      files.set(filePath, data as string)
      success?.({ errMsg: 'writeFile:ok', errCode: 0 })
    },
  }
  const api = {
    env: { USER_DATA_PATH: 'wxfile://usr' },
    getFileSystemManager: () => manager,
    uploadFile: () => undefined,
  }
  return { files, transfer: createFileTransfer(api as unknown as WechatMiniprogram.Wx) }
}

describe('files the app makes', () => {
  it('stay until many newer ones were made, and others are let alone', async () => {
    const old = Array.from({ length: 25 }, (_, n) => `made-${1_000 + n}-history.html`)
    const { files, transfer } = phoneWith(['own.pdf', ...old])
    const path = await transfer.write('history.html', '<p>tea</p>')
    expect(files.get(path)).toBe('<p>tea</p>')
    const kept = [...files.keys()].map((one) => one.replace('wxfile://usr/', ''))
    expect(kept).toEqual(['own.pdf', ...old.slice(5), expect.stringMatching(/^made-\d+-history/)])
  })
})
