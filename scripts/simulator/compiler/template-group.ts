import { transformSync } from 'esbuild'
import { TmplGroup } from 'glass-easel-template-compiler'
import path from 'node:path'

import { isTransformFailure, problemsOf } from './compile-script'
import { compileWxs } from './compile-wxs'
import type { CompileProblem } from './compiled-project'
import type { ProjectFiles } from './project-files'

interface TemplateParseError {
  isError: boolean
  message: string
  startLine: number
  startColumn: number
}

interface Entry {
  source: string
  problems: CompileProblem[]
}

const noModule = 'module.exports = {}'

/**
 * All templates and WXS of the project in one long-lived group of glass-easel's compiler, since only what changed has
 * to be parsed again. Templates are named by path without `.wxml`, scripts without `.wxs`.
 */
export class TemplateGroup {
  private readonly group = new TmplGroup()
  private readonly templates = new Map<string, Entry>()
  private readonly scripts = new Map<string, Entry>()
  /** Inline WXS as written, by `template#module`. */
  private readonly inlineSources = new Map<string, string>()
  private generated: string | undefined
  private reached = new Set<string>()

  constructor(private readonly files: ProjectFiles) {
    // The generated code asks its `Q` for how to treat `change:prop` and event listeners.
    this.group.setExtraRuntimeScript(
      'Q.A=wxsRuntime.changePropFilter;Q.C=wxsRuntime.eventListenerWrapper;',
    )
  }

  /**
   * Brings the group to exactly the components' templates and what they import and include.
   * @returns the source described at `CompiledProject.templates`, and what is wrong in the templates.
   */
  update(components: Iterable<string>): { templates: string; problems: CompileProblem[] } {
    this.reached = new Set()
    for (const component of components) this.reachTemplate(component)
    this.dropUnreached()
    this.generated ??= this.group.getTmplGenObjectGroups()
    const entries = [...this.templates.values(), ...this.scripts.values()]
    return { templates: this.generated, problems: entries.flatMap(({ problems }) => problems) }
  }

  private reachTemplate(name: string): void {
    if (this.reached.has(`${name}.wxml`)) return
    this.reached.add(`${name}.wxml`)
    const source = this.files.read(`${name}.wxml`)
    if (this.templates.get(name)?.source !== (source ?? '')) this.addTemplate(name, source)
    for (const imported of this.group.getDirectDependencies(name) as string[]) {
      this.reachTemplate(imported)
    }
    for (const script of this.group.getScriptDependencies(name) as string[]) {
      this.reachScript(script)
    }
    for (const module of this.group.getInlineScriptModuleNames(name) as string[]) {
      const { requests } = compileWxs(this.inlineSources.get(`${name}#${module}`) ?? '')
      this.reachRequests(name, requests)
    }
  }

  private addTemplate(name: string, source: string | undefined): void {
    const file = `${name}.wxml`
    this.generated = undefined
    const found = this.group.addTmpl(name, source ?? '') as TemplateParseError[]
    const problems = found
      // The compiler knows the tags of plain web pages and objects to children some packages use on purpose.
      .filter(({ isError }) => isError || !file.includes('miniprogram_npm/'))
      .map(({ isError, message, startLine, startColumn }) => ({
        severity: isError && !file.includes('miniprogram_npm/') ? 'error' : 'warning',
        file,
        line: startLine + 1,
        column: startColumn + 1,
        message,
      })) as CompileProblem[]
    if (source === undefined) problems.push({ severity: 'error', file, message: 'does not exist' })
    for (const module of this.group.getInlineScriptModuleNames(name) as string[]) {
      const inline = this.group.getInlineScript(name, module)
      this.inlineSources.set(`${name}#${module}`, inline)
      const { code, problems: inside } = checkedWxs(inline, file)
      this.group.setInlineScript(name, module, code)
      // Lines of an inline script are counted from its own start.
      for (const { message } of inside) {
        problems.push({ severity: 'error', file, message: `<wxs module="${module}">: ${message}` })
      }
    }
    this.templates.set(name, { source: source ?? '', problems })
  }

  private reachScript(name: string): void {
    const file = `${name}.wxs`
    if (this.reached.has(file)) return
    this.reached.add(file)
    const source = this.files.read(file)
    if (this.scripts.get(name)?.source !== (source ?? '')) {
      this.generated = undefined
      const { code, problems } = checkedWxs(source ?? noModule, file)
      this.group.addScript(name, code)
      if (source === undefined) {
        problems.push({ severity: 'error', file, message: 'does not exist' })
      }
      this.scripts.set(name, { source: source ?? '', problems })
    }
    this.reachRequests(name, compileWxs(source ?? '').requests)
  }

  private reachRequests(from: string, requests: string[]): void {
    for (const request of requests) {
      const target = request.startsWith('/')
        ? path.posix.normalize(request.slice(1))
        : path.posix.join(path.posix.dirname(from), request)
      this.reachScript(target.replace(/\.wxs$/, ''))
    }
  }

  private dropUnreached(): void {
    for (const name of this.templates.keys()) {
      if (this.reached.has(`${name}.wxml`)) continue
      this.generated = undefined
      this.group.removeTmpl(name)
      this.templates.delete(name)
    }
    for (const name of this.scripts.keys()) {
      if (this.reached.has(`${name}.wxs`)) continue
      this.generated = undefined
      this.group.removeScript(name)
      this.scripts.delete(name)
    }
  }
}

/** WXS that does not parse would break every template of the group, so an empty module takes its place. */
function checkedWxs(source: string, file: string): { code: string; problems: CompileProblem[] } {
  const { code } = compileWxs(source)
  try {
    transformSync(`(function(require,module,exports){${code}\n})`, { logLevel: 'silent' })
    return { code, problems: [] }
  } catch (error) {
    if (!isTransformFailure(error)) throw error
    return { code: noModule, problems: problemsOf(error, file) }
  }
}
