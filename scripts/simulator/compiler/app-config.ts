import type { AppConfig, CompileProblem } from './compiled-project'
import type { ProjectFiles } from './project-files'

/** Reads a JSON file of the project; a broken or missing one becomes a problem and an empty object. */
export function readJson(
  files: ProjectFiles,
  file: string,
  problems: CompileProblem[],
): Record<string, unknown> {
  const text = files.read(file)
  if (text === undefined) return {}
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return value as Record<string, unknown>
    }
    problems.push({ severity: 'error', file, message: 'must be a JSON object' })
  } catch (error) {
    const { message } = error as Error
    const position = /position (\d+)/.exec(message)?.[1]
    const before = text.slice(0, Number(position ?? 0)).split('\n')
    problems.push({
      severity: 'error',
      file,
      message,
      ...(position && { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 }),
    })
  }
  return {}
}

export interface AppParts {
  config: AppConfig
  /** Every page's path, main package first. */
  pages: string[]
  /** Without slashes at the ends. */
  subpackageRoots: string[]
  theme?: { light: Record<string, string>; dark: Record<string, string> }
  ext?: Record<string, unknown>
}

/** Reads app.json and the files it names. */
export function readApp(files: ProjectFiles, problems: CompileProblem[]): AppParts {
  const json = readJson(files, 'app.json', problems)
  if (!files.exists('app.json')) {
    problems.push({ severity: 'error', file: 'app.json', message: 'does not exist' })
  }
  const config: AppConfig = { ...json, pages: stringList(json.pages) }
  if (config.pages.length === 0 && files.exists('app.json')) {
    problems.push({ severity: 'error', file: 'app.json', message: 'pages must name a page' })
  }
  // Both spellings are documented.
  config.subPackages ??= json.subpackages as AppConfig['subPackages']
  const subpackages = (config.subPackages ?? []).map(({ root, pages }) => ({
    root: trimSlashes(root),
    pages: stringList(pages),
  }))
  checkTabBar(config, problems)
  const ext = readJson(files, 'ext.json', problems)
  const theme = readTheme(files, config, problems)
  return {
    config,
    pages: [
      ...config.pages.map(trimSlashes),
      ...subpackages.flatMap(({ root, pages }) => pages.map((page) => `${root}/${page}`)),
    ],
    subpackageRoots: subpackages.map(({ root }) => root),
    ...(theme && { theme }),
    ...(ext.extEnable === true && { ext: (ext.ext ?? {}) as Record<string, unknown> }),
  }
}

function readTheme(
  files: ProjectFiles,
  config: AppConfig,
  problems: CompileProblem[],
): AppParts['theme'] {
  const file = typeof config.themeLocation === 'string' ? config.themeLocation : 'theme.json'
  if (!files.exists(file)) return undefined
  const { light = {}, dark = {} } = readJson(files, file, problems)
  return { light: light as Record<string, string>, dark: dark as Record<string, string> }
}

function checkTabBar(config: AppConfig, problems: CompileProblem[]): void {
  const list = config.tabBar?.list
  if (!list) return
  const file = 'app.json'
  if (list.length < 2 || list.length > 5) {
    problems.push({ severity: 'error', file, message: 'tabBar.list must have 2 to 5 items' })
  }
  for (const { pagePath } of list) {
    if (config.pages.map(trimSlashes).includes(trimSlashes(pagePath))) continue
    const message = `tabBar.list: ${pagePath} is not a page of the main package`
    problems.push({ severity: 'error', file, message })
  }
}

function stringList(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []
}

function trimSlashes(value: string): string {
  return value.replace(/^\/+|\/+$/g, '')
}
