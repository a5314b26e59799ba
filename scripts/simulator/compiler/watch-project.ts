import { watch } from 'chokidar'

import type { ProjectCompiler } from './project-compiler'

/**
 * Editors write a file in several steps, and "save all" writes many. Longer than the 50 ms in which chokidar tells only
 * the first of several changes of a file, so that what is read then is the last of them.
 */
const settleMs = 60

/**
 * Calls `onChange` with the changed files, relative to miniprogramRoot, after the compiler has forgotten them.
 * @returns resolves once watching, with what stops it.
 */
export async function watchProject(
  compiler: ProjectCompiler,
  onChange: (changed: string[]) => void,
): Promise<() => Promise<void>> {
  const { root } = compiler.files
  const watcher = watch(root, {
    ignoreInitial: true,
    ignored: (file) => /[\\/](?:node_modules|\.git|\.DS_Store)(?:[\\/]|$)/.test(file),
  })
  let changed = new Set<string>()
  let timer: NodeJS.Timeout | undefined
  const flush = (): void => {
    const files = [...changed]
    changed = new Set()
    compiler.invalidate(files)
    onChange(files)
  }
  watcher.on('all', (event, file) => {
    if (event === 'addDir' || event === 'unlinkDir') return
    changed.add(compiler.files.toProjectPath(file))
    clearTimeout(timer)
    timer = setTimeout(flush, settleMs)
  })
  await new Promise<void>((resolve, reject) => {
    watcher.once('ready', resolve)
    watcher.once('error', reject)
  })
  return async () => {
    clearTimeout(timer)
    await watcher.close()
  }
}
