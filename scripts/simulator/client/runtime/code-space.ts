import { type CodeSpace, type glassEasel, MiniProgramEnv } from 'glass-easel-miniprogram-adapter'

import type { CompiledComponent, CompiledProject } from '../../compiler/compiled-project'
import { NamedBehaviors } from '../adapter-fixes/named-behaviors'
import { resolveObserverNames } from '../adapter-fixes/observer-names'
import type { FrameContext } from '../page/frame-context'
import { PAGE_TAG } from '../page/frame-context'
import type { Definition } from './glass-easel-types'
import type { ModuleLoader } from './module-loader'
import type { Packages } from './packages'

type TemplateGroups = Record<string, glassEasel.template.ComponentTemplate['content']>
type Root = ReturnType<ReturnType<MiniProgramEnv['associateBackend']>['createRoot']>

/** The components and pages of the mini-program, registered with glass-easel when they are first needed. */
export class ComponentRegistry {
  private readonly env = new MiniProgramEnv()
  private readonly space: CodeSpace
  private readonly namedBehaviors: NamedBehaviors
  private readonly scriptOwners = new Map<string, string>()
  private readonly registered = new Set<string>()
  private readonly defined = new Set<string>()

  /** @param templates value of `CompiledProject.templates`. */
  constructor(
    private readonly project: CompiledProject,
    templates: TemplateGroups,
    private readonly packages: Packages,
    private readonly loader: () => ModuleLoader,
    private readonly reportError: (error: unknown) => void,
  ) {
    this.space = this.env.createCodeSpace('', true)
    this.namedBehaviors = new NamedBehaviors(
      (definition) => this.space.behavior().definition(definition).register() as never,
    )
    let count = 0
    for (const [path, component] of Object.entries(project.components)) {
      this.scriptOwners.set(component.script, path)
      this.space.addStyleSheet(path, undefined, `S${++count}`)
      this.space.addComponentStaticConfig(path, staticConfig(component))
      if (component.template in templates) {
        const content = templates[component.template]
        // Without the fallback, `bindtap` (no colon) on a plain tag is only an attribute.
        const template = { groupList: templates, content, fallbackListenerOnNativeNode: true }
        this.space.addCompiledTemplate(path, template)
      }
    }
    this.loadPlaceholdersWhenShown()
  }

  get componentSpace(): glassEasel.ComponentSpace {
    return this.space.getComponentSpace()
  }

  /** Globals of component scripts. */
  readonly Component = (definition?: Definition): unknown => {
    const path = this.currentPath('Component')
    if (!definition) return this.space.component(path)
    this.normalize(definition)
    this.defined.add(path)
    return this.space.component(path).definition(definition).register()
  }

  readonly Page = (definition: Definition): void => {
    const path = this.currentPath('Page')
    this.normalize(definition)
    this.defined.add(path)
    this.space.component(path).pageDefinition(definition).register()
  }

  readonly Behavior = (definition?: Definition): unknown => {
    if (!definition) return this.space.behavior()
    this.normalize(definition)
    return this.space.behavior().definition(definition).register()
  }

  /** Runs the scripts of a page or component and of all it uses, except what stands behind a placeholder. */
  register(path: string): void {
    if (this.registered.has(path)) return
    this.registered.add(path)
    const component = this.project.components[path]
    if (!component) throw new Error(`component "${path}" does not exist`)
    for (const [tag, used] of Object.entries(component.usingComponents)) {
      const target = this.project.components[used]
      if (!target) continue
      const isHere = this.packages.has(this.loader().packageOf(target.script))
      if (isHere || !(tag in component.placeholders)) this.register(used)
    }
    this.runScript(path, component)
  }

  /** Makes a page in its frame. `query` also sets properties of the same names. */
  createRoot(path: string, context: FrameContext): Root {
    return this.env.associateBackend(context).createRoot(PAGE_TAG, this.space, `/${path}`)
  }

  private runScript(path: string, component: CompiledComponent): void {
    try {
      this.loader().run(component.script)
    } catch (error) {
      this.reportError(error)
    }
    if (this.defined.has(path)) return
    // WeChat shows the template of a script that defined nothing or threw, without behaviour.
    this.space.component(path).definition({}).register()
  }

  private currentPath(caller: string): string {
    const owners = this.loader().callers.map((script) => this.scriptOwners.get(script))
    const path = owners.filter((owner) => owner !== undefined).at(-1)
    if (path === undefined) {
      throw new Error(`${caller}() was called outside of the script of a page or component`)
    }
    return path
  }

  private normalize(definition: Definition): void {
    this.namedBehaviors.resolve(definition)
    resolveObserverNames(definition)
  }

  /** A component of a subpackage that is not there yet arrives after its placeholder came up. */
  private loadPlaceholdersWhenShown(): void {
    const space = this.componentSpace as unknown as Waiting
    space._$componentWaitingListener = (_isPublic, path) => {
      const component = this.project.components[path]
      if (!component) return
      this.loader()
        .runAsync(component.script)
        .then(() => this.componentSpace.groupRegister(() => this.register(path)))
        .catch(this.reportError)
    }
  }
}

/** glass-easel 0.12.1 tells by this member that a placeholder is in use. */
interface Waiting {
  _$componentWaitingListener: (isPublic: boolean, path: string, owner: unknown) => void
}

function staticConfig(component: CompiledComponent): object {
  const using = Object.entries(component.usingComponents).map(([tag, path]) => [tag, `/${path}`])
  return {
    ...component.config,
    // A page shares its styles with app.wxss unless it says otherwise, even one made by Component().
    component: !component.isPage,
    usingComponents: Object.fromEntries(using) as Record<string, string>,
    componentPlaceholder: component.placeholders,
  }
}
