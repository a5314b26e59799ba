import type { Phone } from '../phone'
import { decodeFile, encodeFile } from './file-encoding'
import { readAnyFile, readAnyFileSync } from './file-source'
import type { FileStore } from './file-store'
import { type FileStats, SAVED_ROOT } from './file-store'
import { requireString, WxError } from './wx-error'

export type FileOptions = Record<string, unknown>

/** One call of FileSystemManager. */
export interface FileOperation {
  /** Names of the positional arguments of its Sync form. */
  parameters: string[]
  run(options: FileOptions): Record<string, unknown> | void
  /** Where the asynchronous form can do what the Sync one cannot. */
  runAsync?(options: FileOptions): Promise<Record<string, unknown>>
  /** Member of the result that the Sync form returns. */
  result?: string
}

/** What FileSystemManager can do, over the phone's files; package files can be read. */
export function fileOperations(
  phone: Pick<Phone, 'files' | 'fileUrl'>,
): Record<string, FileOperation> {
  const { files } = phone
  const path = (options: FileOptions, name: string): string => requireString(name, options[name])
  const part = (bytes: Uint8Array, { position, length, encoding }: FileOptions) => {
    const start = typeof position === 'number' ? position : 0
    const end = typeof length === 'number' ? start + length : bytes.byteLength
    if (start < 0 || start > bytes.byteLength)
      throw new WxError('value of position is out of range', 1301009)
    return { data: decodeFile(bytes.subarray(start, end), encoding as string | undefined) }
  }
  const append = (filePath: string, data: Uint8Array): void => {
    const before = files.read(filePath)
    const all = new Uint8Array(before.byteLength + data.byteLength)
    all.set(before)
    all.set(data, before.byteLength)
    files.write(filePath, all)
  }
  return {
    access: {
      parameters: ['path'],
      run(options) {
        if (!files.exists(path(options, 'path')))
          throw new WxError(`no such file or directory ${path(options, 'path')}`, 1300002)
      },
    },
    readFile: {
      parameters: ['filePath', 'encoding', 'position', 'length'],
      result: 'data',
      run: (options) => part(readAnyFileSync(phone, path(options, 'filePath')), options),
      runAsync: async (options) =>
        part(await readAnyFile(phone, path(options, 'filePath')), options),
    },
    writeFile: {
      parameters: ['filePath', 'data', 'encoding'],
      run: (options) =>
        files.write(
          path(options, 'filePath'),
          encodeFile(options.data, options.encoding as string),
        ),
    },
    appendFile: {
      parameters: ['filePath', 'data', 'encoding'],
      run: (options) =>
        append(path(options, 'filePath'), encodeFile(options.data, options.encoding as string)),
    },
    copyFile: {
      parameters: ['srcPath', 'destPath'],
      run: (options) =>
        files.write(path(options, 'destPath'), readAnyFileSync(phone, path(options, 'srcPath'))),
    },
    unlink: { parameters: ['filePath'], run: (options) => files.remove(path(options, 'filePath')) },
    rename: {
      parameters: ['oldPath', 'newPath'],
      run: (options) => files.rename(path(options, 'oldPath'), path(options, 'newPath')),
    },
    mkdir: {
      parameters: ['dirPath', 'recursive'],
      run: (options) => files.makeDirectory(path(options, 'dirPath'), options.recursive === true),
    },
    rmdir: {
      parameters: ['dirPath', 'recursive'],
      run: (options) => files.removeDirectory(path(options, 'dirPath'), options.recursive === true),
    },
    readdir: {
      parameters: ['dirPath'],
      result: 'files',
      run: (options) => ({ files: files.list(path(options, 'dirPath')) }),
    },
    stat: {
      parameters: ['path', 'recursive'],
      result: 'stats',
      run: (options) => ({
        stats: statsOf(files, path(options, 'path'), options.recursive === true),
      }),
    },
    truncate: {
      parameters: ['filePath', 'length'],
      run(options) {
        const length = typeof options.length === 'number' ? options.length : 0
        const cut = new Uint8Array(length)
        cut.set(files.read(path(options, 'filePath')).subarray(0, length))
        files.write(path(options, 'filePath'), cut)
      },
    },
    saveFile: {
      parameters: ['tempFilePath', 'filePath'],
      result: 'savedFilePath',
      run: (options) => {
        const target = options.filePath === undefined ? undefined : path(options, 'filePath')
        return { savedFilePath: files.save(path(options, 'tempFilePath'), target) }
      },
    },
    removeSavedFile: {
      parameters: ['filePath'],
      run: (options) => files.remove(path(options, 'filePath')),
    },
    getSavedFileList: {
      parameters: [],
      result: 'fileList',
      run: () => ({ fileList: savedFiles(files) }),
    },
    getFileInfo: {
      parameters: ['filePath'],
      run: (options) => ({ size: files.stat(path(options, 'filePath')).size }),
      runAsync: async (options) => {
        const bytes = await readAnyFile(phone, path(options, 'filePath'))
        const digest = options.digestAlgorithm === 'sha1' ? await sha1(bytes) : undefined
        return { size: bytes.byteLength, ...(digest && { digest }) }
      },
    },
  }
}

function savedFiles(files: FileStore): object[] {
  return files.below(SAVED_ROOT).map((filePath) => {
    const { size, lastModifiedTime } = files.stat(filePath)
    return { filePath, size, createTime: lastModifiedTime }
  })
}

function statsOf(files: FileStore, path: string, isRecursive: boolean): object {
  const own = asStats(files.stat(path))
  if (!isRecursive || !files.stat(path).isDirectory) return own
  const inside = files.below(path)
  const relative = (name: string): string => name.slice(path.replace(/\/$/, '').length)
  return [
    { path: '/', stats: own },
    ...inside.map((name) => ({ path: relative(name), stats: asStats(files.stat(name)) })),
  ]
}

function asStats(stats: FileStats): object {
  return {
    mode: stats.isDirectory ? 0o40755 : 0o100644,
    size: stats.size,
    lastAccessedTime: stats.lastModifiedTime,
    lastModifiedTime: stats.lastModifiedTime,
    isDirectory: () => stats.isDirectory,
    isFile: () => !stats.isDirectory,
  }
}

async function sha1(bytes: Uint8Array): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-1', bytes.slice())
  return decodeFile(new Uint8Array(digest), 'hex') as string
}
