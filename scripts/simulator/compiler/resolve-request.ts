import path from 'node:path'

import type { ProjectFiles } from './project-files'

/**
 * Resolves a request of a file the way WeChat does: `/x` from miniprogramRoot, `./x` from the file's folder, a bare `x`
 * first as `./x`, then in each `miniprogram_npm` from the file's folder up to the root. A folder stands for its index.
 * @param extensions tried in order, e.g. `['.ts', '.js']`.
 * @returns path of the source file without its extension and the extension, or undefined.
 */
export function resolveRequest(
  files: ProjectFiles,
  request: string,
  fromFile: string,
  extensions: readonly string[],
): { base: string; extension: string } | undefined {
  for (const candidate of candidates(request, fromFile)) {
    if (candidate.startsWith('..')) continue
    for (const base of [withoutExtension(candidate, extensions), `${candidate}/index`]) {
      const extension = extensions.find((suffix) => files.exists(base + suffix))
      if (extension !== undefined) return { base, extension }
    }
  }
  return undefined
}

function candidates(request: string, fromFile: string): string[] {
  const dir = path.posix.dirname(fromFile)
  if (request.startsWith('/')) return [path.posix.normalize(request.slice(1))]
  const relative = path.posix.join(dir, request)
  if (request.startsWith('.')) return [relative]
  const levels = dir === '.' ? [] : dir.split('/')
  const npm = levels
    .map((_, depth) => levels.slice(0, levels.length - depth).join('/') + '/')
    .concat('')
    .map((level) => `${level}miniprogram_npm/${request}`)
  return [relative, ...npm]
}

function withoutExtension(file: string, extensions: readonly string[]): string {
  const suffix = extensions.find((extension) => file.endsWith(extension))
  return suffix ? file.slice(0, -suffix.length) : file
}
