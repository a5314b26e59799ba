import { glassEasel } from 'glass-easel-miniprogram-adapter'

import type { CompiledProject, WxsRuntime } from '../../compiler/compiled-project'
import type { Phone } from '../phone'
import { makeWxsRuntime } from '../wxs/wxs-runtime'
import { App } from './app'
import { type LogEntry, makeAppConsole } from './app-console'
import { AppTimers, browserClock } from './app-timers'
import { ComponentRegistry } from './code-space'
import { ModuleLoader } from './module-loader'
import { Packages } from './packages'
import { Realm } from './realm'

/** The script of the app, without which there is no mini-program. */
const APP_SCRIPT = 'app.js'

export interface AppServiceOptions {
  project: CompiledProject
  phone: Phone
  wx: Record<string, unknown>
  getCurrentPages(): unknown[]
  onLog(entry: LogEntry): void
}

/** The logic layer: mini-program code, its globals, its timers. */
export class AppService {
  readonly timers: AppTimers
  readonly packages: Packages
  readonly loader: ModuleLoader
  readonly components: ComponentRegistry
  readonly app: App
  readonly realm: Realm
  /** The mini-program's `wx`; automation replaces members of it. */
  readonly wx: Record<string, unknown>

  constructor(private readonly options: AppServiceOptions) {
    const { project, phone, wx } = options
    const reportError = (error: unknown): void => phone.reportError(error)
    this.app = new App(phone)
    this.wx = wx
    this.timers = new AppTimers(browserClock, reportError)
    this.packages = new Packages(() => phone.network.isConnected)
    const components = (): ComponentRegistry => this.components
    this.realm = new Realm({
      wx,
      console: makeAppConsole(options.onLog),
      setTimeout: this.timers.setTimeout,
      setInterval: this.timers.setInterval,
      clearTimeout: this.timers.clear,
      clearInterval: this.timers.clear,
      App: this.app.register,
      getApp: this.app.get,
      getCurrentPages: options.getCurrentPages,
      Page: (definition: never) => components().Page(definition),
      Component: (definition: never) => components().Component(definition),
      Behavior: (definition: never) => components().Behavior(definition),
    })
    this.loader = new ModuleLoader(
      project.modules,
      this.realm,
      this.packages,
      (root, message) =>
        phone.emit('lazyLoadError', { type: 'subpackage', subpackage: [root], errMsg: message }),
      reportError,
    )
    this.components = new ComponentRegistry(
      project,
      this.evaluateTemplates(makeWxsRuntime(reportError)),
      this.packages,
      () => this.loader,
      reportError,
    )
    glassEasel.addGlobalErrorListener((error) => {
      reportError(error)
      // Handled: glass-easel would print it once more.
      return false
    })
  }

  /** Runs app.js, then the app's onLaunch and onShow. */
  launch(): void {
    const { phone } = this.options
    if (this.loader.has(APP_SCRIPT)) {
      try {
        this.loader.run(APP_SCRIPT)
      } catch (error) {
        phone.reportError(error)
      }
    }
    this.app.launch(phone.app.launchOptions)
  }

  private evaluateTemplates(wxsRuntime: WxsRuntime): never {
    const body = `return ${this.options.project.templates}`
    // Not strict: WXS is the language of ECMAScript 5 sloppy mode.
    const make = this.realm.run(`(function (wxsRuntime) { ${body} })`) as (
      runtime: WxsRuntime,
    ) => never
    return make(wxsRuntime)
  }
}
