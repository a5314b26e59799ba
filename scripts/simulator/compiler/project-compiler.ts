import { isBuiltin } from 'node:module'

import { readApp, readJson } from './app-config'
import { compileScript, type CompiledScript } from './compile-script'
import { compileWxss, type CompiledWxss } from './compile-wxss'
import type {
  CompiledComponent,
  CompiledModule,
  CompiledProject,
  CompileProblem,
} from './compiled-project'
import { ProjectFiles } from './project-files'
import { resolveRequest } from './resolve-request'
import { TemplateGroup } from './template-group'

const scriptExtensions = ['.ts', '.js']

/**
 * Compiles a mini-program as it stands on disk, reaching from app.json only what it uses. What was compiled is kept
 * by its source text, so a second `compile` pays for the changed files alone.
 */
export class ProjectCompiler {
  readonly files: ProjectFiles
  private version = 0
  private readonly templates: TemplateGroup
  private readonly scripts = new Map<string, { source: string; compiled: CompiledScript }>()
  private readonly styles = new Map<string, { sources: string[]; compiled: CompiledWxss }>()

  /** @throws Error when the folder has no readable project.config.json. */
  constructor(projectDir: string) {
    this.files = new ProjectFiles(projectDir)
    this.templates = new TemplateGroup(this.files)
  }

  /** Reads the files again at the next `compile`. Paths are relative to miniprogramRoot. */
  invalidate(changed: Iterable<string>): void {
    this.files.invalidate(changed)
  }

  compile(): CompiledProject {
    this.version += 1
    return new Compilation(this).run(this.version)
  }

  script(file: string): CompiledScript {
    const source = this.files.read(file) ?? ''
    const known = this.scripts.get(file)
    if (known?.source === source) return known.compiled
    const compiled = compileScript(file, source)
    this.scripts.set(file, { source, compiled })
    return compiled
  }

  style(file: string): CompiledWxss {
    const known = this.styles.get(file)
    const sourcesOf = (names: string[]) => names.map((name) => this.files.read(name) ?? '')
    if (known && sameTexts(known.sources, sourcesOf(known.compiled.files))) return known.compiled
    const compiled = compileWxss(this.files, file)
    this.styles.set(file, { sources: sourcesOf(compiled.files), compiled })
    return compiled
  }

  template(components: Iterable<string>): ReturnType<TemplateGroup['update']> {
    return this.templates.update(components)
  }
}

/** One walk over the project from app.json. */
class Compilation {
  private readonly problems: CompileProblem[] = []
  private readonly modules: Record<string, CompiledModule> = {}
  private readonly components: Record<string, CompiledComponent> = {}
  private readonly app
  private readonly files: ProjectFiles

  constructor(private readonly compiler: ProjectCompiler) {
    this.files = compiler.files
    this.app = readApp(this.files, this.problems)
  }

  run(version: number): CompiledProject {
    const { config, pages, subpackageRoots, theme, ext } = this.app
    this.addScriptOf('app', 'app.json')
    for (const page of pages) this.addComponent(page, true)
    for (const component of Object.values(this.usingComponents(config, 'app.json'))) {
      this.addComponent(component, false)
    }
    if (config.tabBar?.custom) this.addComponent('custom-tab-bar/index', false)
    const { templates, problems } = this.compiler.template(Object.keys(this.components))
    const appStyle = this.styleOf('app')
    return {
      version,
      appConfig: config,
      ...(theme && { theme }),
      modules: this.modules,
      components: this.components,
      templates,
      appStyle,
      subpackageRoots,
      ...(ext && { ext }),
      problems: [...this.problems, ...problems],
    }
  }

  private addComponent(path: string, isPage: boolean): void {
    const known = this.components[path]
    if (known) {
      known.isPage ||= isPage
      return
    }
    const config = readJson(this.files, `${path}.json`, this.problems)
    if (!isPage && config.component !== true) {
      this.error(`${path}.json`, 'a component needs "component": true')
    }
    const usingComponents = this.usingComponents(config, `${path}.json`)
    const appPlaceholders = this.app.config.componentPlaceholder as Record<string, string>
    this.components[path] = {
      isPage,
      config,
      usingComponents: { ...this.usingComponents(this.app.config, 'app.json'), ...usingComponents },
      placeholders: {
        ...appPlaceholders,
        ...(config.componentPlaceholder as Record<string, string> | undefined),
      },
      script: this.addScriptOf(path, `${path}.json`),
      template: path,
      style: this.styleOf(path),
    }
    this.checkPlaceholders(path, usingComponents)
    for (const component of [...Object.values(usingComponents), ...this.genericDefaults(path)]) {
      this.addComponent(component, false)
    }
  }

  /** Components of another package show a placeholder until their package is there; without one, WeChat fails. */
  private checkPlaceholders(path: string, usingComponents: Record<string, string>): void {
    const placeholders = this.components[path]?.placeholders ?? {}
    for (const [tag, component] of Object.entries(usingComponents)) {
      const home = this.packageOf(component)
      if (home === '' || home === this.packageOf(path) || placeholders[tag] !== undefined) continue
      const message = `<${tag}> is in subpackage ${home} and needs a componentPlaceholder`
      this.error(`${path}.json`, message)
    }
  }

  private usingComponents(config: Record<string, unknown>, file: string): Record<string, string> {
    const resolved: Record<string, string> = {}
    for (const [tag, request] of Object.entries(config.usingComponents ?? {})) {
      const component = this.resolveComponent(String(request), file)
      if (component === undefined) this.error(file, `<${tag}>: ${request} does not exist`)
      else resolved[tag] = component
    }
    return resolved
  }

  private genericDefaults(path: string): string[] {
    const generics = this.components[path]?.config.componentGenerics ?? {}
    return Object.values(generics as Record<string, boolean | { default?: string }>)
      .map((generic) => (typeof generic === 'object' ? generic.default : undefined))
      .filter((request) => request !== undefined)
      .map((request) => this.resolveComponent(request, `${path}.json`))
      .filter((component) => component !== undefined)
  }

  private resolveComponent(request: string, fromFile: string): string | undefined {
    return resolveRequest(this.files, request, fromFile, ['.json'])?.base
  }

  /** Adds the script of the app, a page or a component and returns its module path. */
  private addScriptOf(path: string, fromFile: string): string {
    const extension = scriptExtensions.find((suffix) => this.files.exists(path + suffix))
    if (extension) this.addModule(path, extension)
    else this.error(fromFile, `${path}.ts (or .js) does not exist`)
    return `${path}.js`
  }

  private addModule(base: string, extension: string): void {
    const modulePath = `${base}.js`
    if (this.modules[modulePath]) return
    const file = base + extension
    const { code, requests, problems } = this.compiler.script(file)
    this.problems.push(...problems)
    const resolved: Record<string, string> = {}
    this.modules[modulePath] = { code, resolved, package: this.packageOf(base) }
    for (const { request, isAsync } of requests) {
      const target = resolveRequest(this.files, request, file, scriptExtensions)
      if (!target) {
        this.missingModule(file, request)
        continue
      }
      const home = this.packageOf(target.base)
      if (!isAsync && home !== '' && home !== this.packageOf(base)) {
        const hint = 'only require.async may reach into another subpackage'
        this.error(file, `${JSON.stringify(request)} is in subpackage ${home}: ${hint}`)
        continue
      }
      resolved[request] = `${target.base}.js`
      this.addModule(target.base, target.extension)
    }
  }

  /** Packages that also run in Node ask for its modules in branches that a phone never takes. */
  private missingModule(file: string, request: string): void {
    const isPacked = file.includes('miniprogram_npm/')
    if (isPacked && isBuiltin(request)) return
    const message = `cannot find module ${JSON.stringify(request)}`
    this.problems.push({ severity: isPacked ? 'warning' : 'error', file, message })
  }

  private styleOf(path: string): string {
    const { css, problems } = this.compiler.style(`${path}.wxss`)
    this.problems.push(...problems)
    return css
  }

  /** Root of the subpackage that holds the path, '' for the main package. */
  private packageOf(path: string): string {
    return this.app.subpackageRoots.find((root) => path.startsWith(`${root}/`)) ?? ''
  }

  private error(file: string, message: string): void {
    const isKnown = this.problems.some((known) => known.file === file && known.message === message)
    if (!isKnown) this.problems.push({ severity: 'error', file, message })
  }
}

function sameTexts(a: string[], b: string[]): boolean {
  return a.length === b.length && a.every((text, index) => text === b[index])
}
