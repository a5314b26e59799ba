/**
 * What the compiler hands to the browser (`GET /project.json`). Paths have no leading slash and are
 * relative to miniprogramRoot; a component's path has no extension (`pages/chat/chat`).
 */
export interface CompiledProject {
  /** Grows by one with every recompile; the browser asks for what changed by it. */
  version: number
  /** app.json as written, `@var` theme references still in place. */
  appConfig: AppConfig
  /** theme.json, or undefined when the project has none. */
  theme?: { light: Record<string, string>; dark: Record<string, string> }
  /** Module path (`pages/chat/chat.js`, `miniprogram_npm/x/index.js`) to its module. */
  modules: Record<string, CompiledModule>
  /** Page and component path to what it is made of. */
  components: Record<string, CompiledComponent>
  /**
   * Source text of the template compiler's output for the whole group: an expression giving `path -> template`.
   * It has one free variable, `wxsRuntime`, of type `WxsRuntime`.
   */
  templates: string
  /** app.wxss, compiled; shared by every page and by components that ask for it. */
  appStyle: string
  /** Root of each subpackage without slashes at its ends, in app.json's order. */
  subpackageRoots: string[]
  /** Content of ext.json's `ext`, when the project has one with `extEnable`. */
  ext?: Record<string, unknown>
  /** Compile problems, shown over the phone. An error never stops the server. */
  problems: CompileProblem[]
}

export interface CompiledModule {
  /** CommonJS body, with an inline source map whose source is `weapp:///<source path>`. */
  code: string
  /**
   * Literal request (`require` and `require.async`) to module path. A request not listed here fails at run time, as
   * does a plain `require` from the main package into a subpackage that was not loaded yet.
   */
  resolved: Record<string, string>
  /** Root of the subpackage the module belongs to, as in `subpackageRoots`; '' is the main package. */
  package: string
}

export interface CompiledComponent {
  isPage: boolean
  /** The page's or component's own .json, as written. */
  config: Record<string, unknown>
  /** Tag to component path, app-level components included. */
  usingComponents: Record<string, string>
  /** Tag to the tag that stands in until its subpackage is there. */
  placeholders: Record<string, string>
  /** Module path of the script. */
  script: string
  /** Key of the template in `templates`. */
  template: string
  /**
   * WXSS as CSS: rpx as vw, tag selectors as `wx-<tag>`, `page` as `body`, imports inlined. Class names carry the
   * marker `_SC_`, which the browser replaces by the scope's prefix; `:host` is `[wx-host="_SC_"]`;
   * `env(safe-area-inset-*)` is `var(--wx-safe-area-inset-*)`.
   */
  style: string
}

/** What the compiled templates and WXS modules call as `wxsRuntime`. */
export interface WxsRuntime {
  /** Gets the exports of each WXS module once it ran, to tell its functions from methods of components. */
  mark(moduleExports: unknown): void
  /** `value.constructor` in WXS source, where it is a name: 'Array', 'Object', 'String', 'Number', 'Date'... */
  constructorOf(value: unknown): unknown
  getRegExp(pattern: string, flags?: string): RegExp
  getDate(...parts: (string | number)[]): Date
  /** glass-easel's `ChangePropFilter`: wraps the WXS function of `change:prop`. */
  changePropFilter(listener: (...args: never[]) => unknown, generalLvaluePath?: unknown): unknown
  /** glass-easel's `EventListenerWrapper`: calls an event listener, with WXS's view of the event if it is from WXS. */
  eventListenerWrapper(...args: never[]): unknown
}

export interface AppConfig {
  pages: string[]
  subPackages?: { root: string; pages: string[] }[]
  window?: Record<string, string | boolean>
  tabBar?: {
    color?: string
    selectedColor?: string
    backgroundColor?: string
    borderStyle?: string
    custom?: boolean
    list: { pagePath: string; text: string; iconPath?: string; selectedIconPath?: string }[]
  }
  darkmode?: boolean
  [key: string]: unknown
}

export interface CompileProblem {
  severity: 'error' | 'warning'
  /** Project file, and 1-based line and column where known. */
  file: string
  line?: number
  column?: number
  message: string
}
