import type { PersistentMap } from './persistent-map'
import { WxError } from './wx-error'

export type StoredFile =
  { kind: 'file'; data: Uint8Array; modifiedAt: number } | { kind: 'directory'; modifiedAt: number }

export interface FileStats {
  isDirectory: boolean
  /** Bytes; 0 for a directory. */
  size: number
  /** Unix seconds, as `Stats` has it. */
  lastModifiedTime: number
}

export const USER_ROOT = 'wxfile://usr'
export const SAVED_ROOT = 'wxfile://store'
export const TEMP_ROOT = 'wxfile://tmp'

/** Saved and user files together. Source: WeChat's file system guide. */
const PERSISTENT_LIMIT = 200 * 1024 * 1024
const FILE_LIMIT = 100 * 1024 * 1024

/**
 * The phone's own files: `usr` (free to use), `store` (saved files) and `tmp` (gone after a reload). Paths are
 * `wxfile://<area>/<name>`; every failure is a `WxError` in the words of WeChat's FileSystemManager.
 */
export class FileStore {
  private readonly temporary = new Map<string, StoredFile>()
  private readonly urls = new Map<string, string>()
  private temporaryCount = 0

  /** @param persistent holds `usr` and `store`. */
  constructor(private readonly persistent: PersistentMap<StoredFile>) {}

  /** Whether the path belongs to the phone, and not to the mini-program's package. */
  static owns(path: string): boolean {
    return /^wxfile:\/\//.test(path)
  }

  /** Puts data where choosers, downloads and recorders leave theirs. @returns its path. */
  addTemporary(data: Uint8Array, extension: string): string {
    this.temporaryCount += 1
    const unique = `${Date.now().toString(36)}${this.temporaryCount.toString(36)}`
    const path = `${TEMP_ROOT}/tmp_${unique}${extension ? `.${extension}` : ''}`
    this.temporary.set(path, { kind: 'file', data, modifiedAt: Date.now() })
    return path
  }

  exists(path: string): boolean {
    return this.find(normalize(path)) !== undefined
  }

  stat(path: string): FileStats {
    const entry = this.find(normalize(path))
    if (!entry) throw missing(path)
    return {
      isDirectory: entry.kind === 'directory',
      size: entry.kind === 'file' ? entry.data.byteLength : 0,
      lastModifiedTime: Math.floor(entry.modifiedAt / 1000),
    }
  }

  read(path: string): Uint8Array {
    const entry = this.find(normalize(path))
    if (!entry) throw missing(path)
    if (entry.kind === 'directory') throw new WxError('illegal operation on a directory', 1301003)
    return entry.data
  }

  write(path: string, data: Uint8Array): void {
    const target = this.writable(path)
    const before = this.find(target)
    if (before?.kind === 'directory')
      throw new WxError(`illegal operation on a directory, open "${path}"`, 1301003)
    this.requireParent(target, path)
    this.requireSpace(data.byteLength - (before ? before.data.byteLength : 0), data.byteLength)
    this.forgetUrl(target)
    this.persistent.set(target, { kind: 'file', data: data.slice(), modifiedAt: Date.now() })
  }

  remove(path: string): void {
    const target = normalize(path)
    const entry = this.find(target)
    if (!entry) throw missing(path)
    if (entry.kind === 'directory')
      throw new WxError(`operation not permitted, unlink "${path}"`, 1300001)
    this.forgetUrl(target)
    this.persistent.delete(target)
    this.temporary.delete(target)
  }

  makeDirectory(path: string, recursive: boolean): void {
    const target = this.writable(path)
    if (this.find(target)) throw new WxError(`file already exists ${path}`, 1301005)
    if (!recursive) this.requireParent(target, path)
    for (const ancestor of [...ancestors(target), target]) {
      const entry = this.find(ancestor)
      if (entry?.kind === 'file') throw new WxError(`not a directory ${path}`, 1300020)
      if (!entry) this.persistent.set(ancestor, { kind: 'directory', modifiedAt: Date.now() })
    }
  }

  removeDirectory(path: string, recursive: boolean): void {
    const target = this.writable(path)
    const entry = this.find(target)
    if (!entry) throw missing(path)
    if (entry.kind === 'file') throw new WxError(`not a directory ${path}`, 1300020)
    const inside = this.below(target)
    if (inside.length > 0 && !recursive) throw new WxError(`directory not empty ${path}`, 1300066)
    for (const name of [...inside, target]) {
      this.forgetUrl(name)
      this.persistent.delete(name)
    }
  }

  /** Names directly in the directory, sorted. */
  list(path: string): string[] {
    const target = normalize(path)
    const entry = this.find(target)
    if (!entry) throw missing(path)
    if (entry.kind === 'file') throw new WxError(`not a directory ${path}`, 1300020)
    const names = this.below(target).map((name) => name.slice(target.length + 1).split('/')[0])
    return [...new Set(names)].sort()
  }

  /** Every path below a directory. */
  below(path: string): string[] {
    const prefix = `${normalize(path)}/`
    const all = [...this.persistent.keys(), ...this.temporary.keys()]
    return all.filter((name) => name.startsWith(prefix))
  }

  rename(from: string, to: string): void {
    const source = normalize(from)
    const target = this.writable(to)
    const entry = this.find(source)
    if (!entry) throw missing(from)
    this.requireParent(target, to)
    if (entry.kind === 'file') {
      this.write(to, entry.data)
      this.remove(from)
      return
    }
    for (const name of [source, ...this.below(source)]) {
      const moved = this.find(name)
      if (moved) this.persistent.set(target + name.slice(source.length), moved)
      this.forgetUrl(name)
      this.persistent.delete(name)
    }
  }

  /** Moves a temporary file among the saved ones. @returns its new path. */
  save(temporaryPath: string, filePath?: string): string {
    const source = normalize(temporaryPath)
    const entry = this.temporary.get(source)
    if (!entry) throw new WxError('tempFilePath file not exist', 1301112)
    const target = filePath ?? `${SAVED_ROOT}/${source.slice(TEMP_ROOT.length + 1)}`
    this.write(target, entry.kind === 'file' ? entry.data : new Uint8Array())
    this.remove(temporaryPath)
    return target
  }

  /** A `blob:` address of the file for `src`; undefined when there is no such file. */
  url(path: string): string | undefined {
    const target = normalize(path)
    const known = this.urls.get(target)
    if (known) return known
    const entry = this.find(target)
    if (entry?.kind !== 'file') return undefined
    const url = URL.createObjectURL(new Blob([entry.data.slice()], { type: mimeType(target) }))
    this.urls.set(target, url)
    return url
  }

  private find(target: string): StoredFile | undefined {
    if (ROOTS.includes(target)) return { kind: 'directory', modifiedAt: 0 }
    return this.persistent.get(target) ?? this.temporary.get(target)
  }

  private writable(path: string): string {
    const target = normalize(path)
    if (target.startsWith(`${USER_ROOT}/`) || target.startsWith(`${SAVED_ROOT}/`)) return target
    throw new WxError(`permission denied, open "${path}"`, 1300013)
  }

  private requireParent(target: string, path: string): void {
    const parent = this.find(target.slice(0, target.lastIndexOf('/')))
    if (!parent) throw missing(path)
    if (parent.kind === 'file') throw new WxError(`not a directory ${path}`, 1300020)
  }

  private requireSpace(growth: number, size: number): void {
    const used = this.persistent.keys().reduce((sum, name) => {
      const entry = this.persistent.get(name)
      return sum + (entry?.kind === 'file' ? entry.data.byteLength : 0)
    }, 0)
    if (size > FILE_LIMIT || used + growth > PERSISTENT_LIMIT)
      throw new WxError('the maximum size of the file storage limit is exceeded', 1300202)
  }

  private forgetUrl(target: string): void {
    const url = this.urls.get(target)
    if (url) URL.revokeObjectURL(url)
    this.urls.delete(target)
  }
}

const ROOTS = [USER_ROOT, SAVED_ROOT, TEMP_ROOT]

function missing(path: string): WxError {
  return new WxError(`no such file or directory ${path}`, 1300002)
}

/** `wxfile://usr/a//b/` and `wxfile://usr/a/./b` name the same file; `..` may not leave the area. */
function normalize(path: string): string {
  const parts: string[] = []
  for (const part of path.replace(/^wxfile:\/\//, '').split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '' && part !== '.') parts.push(part)
  }
  return `wxfile://${parts.join('/')}`
}

function ancestors(target: string): string[] {
  const parts = target.slice('wxfile://'.length).split('/')
  return parts.slice(1, -1).map((_, index) => `wxfile://${parts.slice(0, index + 2).join('/')}`)
}

const MIME_TYPES: Record<string, string> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  svg: 'image/svg+xml',
  mp3: 'audio/mpeg',
  aac: 'audio/aac',
  m4a: 'audio/mp4',
  wav: 'audio/wav',
  webm: 'audio/webm',
  mp4: 'video/mp4',
  pdf: 'application/pdf',
  txt: 'text/plain',
  json: 'application/json',
}

/** MIME type by a path's extension. */
export function mimeType(path: string): string {
  return MIME_TYPES[extensionOf(path)] ?? 'application/octet-stream'
}

/** Extension for a MIME type; '' when unknown. */
export function extensionFor(type: string): string {
  const plain = type.split(';')[0].trim()
  return Object.keys(MIME_TYPES).find((extension) => MIME_TYPES[extension] === plain) ?? ''
}

/** Lower-case extension without the dot; '' when there is none. */
export function extensionOf(path: string): string {
  return /\.([a-z0-9]+)(?:[?#].*)?$/i.exec(path)?.[1].toLowerCase() ?? ''
}
