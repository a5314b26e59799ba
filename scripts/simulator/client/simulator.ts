import type { CompiledProject } from '../compiler/compiled-project'
import { installAdapterFixes } from './adapter-fixes/install'
import type { PageMembers } from './adapter-fixes/instance-members'
import { Automator } from './automator/automator'
import { builtins } from './builtins/all'
import { PhoneCommands } from './commands'
import { deviceFor } from './device'
import { HotReload } from './hot-reload'
import type { Launch } from './launch'
import { SetDataMeter } from './meter/set-data-meter'
import { PageMaker } from './navigation/page-maker'
import { PageTable } from './navigation/page-table'
import { Pages } from './navigation/pages'
import { registerBuiltin } from './page/builtin-component'
import { pageMetaBuiltins, type PageSettings } from './page/page-meta'
import type { StyleSource } from './page/page-styles'
import type { DeviceState } from './phone'
import { type QueryMembers, queryMembers } from './query/query-members'
import { AppService } from './runtime/app-service'
import { browserClock } from './runtime/app-timers'
import { Foreground } from './runtime/foreground'
import { ServerLink } from './server-link'
import { Shell } from './shell/shell'
import { SimulatedPhone } from './simulated-phone'
import { wxModules } from './wx/all'
import type { openPhoneData } from './wx/phone-data'
import type { PhoneCommand, ServerToPhone } from '../wire'

export interface SimulatorOptions {
  launch: Launch
  parameters: URLSearchParams
  project: CompiledProject
  baseStyle: string
  data: Awaited<ReturnType<typeof openPhoneData>>
  fetchProject(): Promise<CompiledProject>
}

/** One phone with one mini-program on it: makes the parts and ties them together. */
export class Simulator {
  private project: CompiledProject
  private readonly darkModeAllowed: boolean
  private readonly shell: Shell
  private readonly phone: SimulatedPhone
  private readonly meter: SetDataMeter
  private readonly queries: QueryMembers
  private readonly maker: PageMaker
  private readonly pages: Pages
  private readonly service: AppService
  private readonly commands: PhoneCommands
  private readonly link: ServerLink
  private readonly automator: Automator
  private readonly hotReload: HotReload

  constructor(private readonly options: SimulatorOptions) {
    this.project = options.project
    this.darkModeAllowed = options.project.appConfig.darkmode === true
    const device = deviceFor(window, options.parameters)
    if (!this.darkModeAllowed) device.theme = 'light'
    this.shell = this.makeShell(device)
    this.phone = this.makePhone(device)
    this.meter = new SetDataMeter(this.phone.reportError)
    this.queries = queryMembers(() => this.pages.stack.top?.component, this.phone.reportError)
    this.maker = this.makePageMaker()
    this.pages = this.makePages()
    this.phone.navigator = this.pages
    this.service = this.makeService()
    this.commands = this.makeCommands()
    this.link = new ServerLink(this.phone.id, (message) => this.onServerMessage(message))
    this.automator = new Automator({
      phone: this.phone,
      pages: this.pages,
      service: this.service,
      meter: this.meter,
      command: (command) => this.commands.run(command),
      send: (message) => this.link.send({ kind: 'automator', message }),
    })
    this.hotReload = new HotReload(this.phone.id, this.pages, options.fetchProject, (project) => {
      this.project = project
      this.shell.showProblems(project.problems)
    })
  }

  start(): void {
    this.listenToWindow()
    this.link.connect()
    this.shell.showProblems(this.project.problems)
    const opened = this.pages.stack.launch(this.options.launch.pages)
    this.service.launch()
    opened.then(() => this.link.ready(), this.phone.reportError)
  }

  private makeShell(device: DeviceState): Shell {
    return new Shell(device, {
      onBack: () => this.pages.goBack(),
      onHome: () => this.pages.goHome(),
      // A page without onShareAppMessage has nothing behind the dots.
      onMore: () => void this.pages.share('menu').catch(() => undefined),
      onClose: () => this.commands.run({ name: 'background' }),
      onReturn: () => this.commands.run({ name: 'foreground' }),
    })
  }

  private makePhone(device: DeviceState): SimulatedPhone {
    const { launch, data, project } = this.options
    const page = launch.pages.at(-1) ?? { path: project.appConfig.pages[0] ?? '', query: {} }
    const { scene } = launch
    const entry = { ...page, scene, referrerInfo: {}, apiCategory: 'default' as const }
    return new SimulatedPhone({
      id: launch.phoneId,
      storage: data.storage,
      files: data.files,
      device,
      app: {
        appId: 'touristappid',
        launchOptions: entry,
        enterOptions: { ...entry },
        isForeground: true,
      },
      overlay: this.shell.overlay,
    })
  }

  private makePageMaker(): PageMaker {
    const { device } = this.phone
    const ready = installAdapterFixes({
      meter: this.meter,
      queries: this.queries,
      pageMembers: (root) => this.membersOf(root),
    })
    return new PageMaker({
      phone: this.phone,
      project: () => this.project,
      styles: this.styleSource(),
      preferences: () => ({ theme: device.theme, reducedMotion: device.reducedMotion }),
      service: () => this.service,
      ready,
      container: this.shell.pages,
      place: (frame, config) => this.pages.place(frame, config),
    })
  }

  private makePages(): Pages {
    const table = new PageTable(this.project.appConfig)
    return new Pages(this.phone, this.shell, this.project, table, this.maker)
  }

  private makeService(): AppService {
    const members = wxModules.map((module) => module(this.phone))
    const service = new AppService({
      project: this.project,
      phone: this.phone,
      wx: Object.assign({}, ...members, this.queries.wx) as Record<string, unknown>,
      getCurrentPages: () => this.pages.stack.pages.map(({ caller }) => caller),
      onLog: (entry) => this.automator.onLog(entry),
    })
    const space = service.components.componentSpace
    const pageMeta = pageMetaBuiltins((document) => this.settingsOf(document))
    for (const builtin of [...builtins, ...pageMeta]) registerBuiltin(space, builtin, this.phone)
    return service
  }

  private makeCommands(): PhoneCommands {
    const { stack } = this.pages
    const pages = { hideTop: () => stack.top?.hide(), showTop: () => stack.top?.show() }
    const foreground = new Foreground(this.phone, this.service.timers, pages, browserClock)
    const { phone, shell, darkModeAllowed } = this
    return new PhoneCommands(phone, shell, this.pages, foreground, darkModeAllowed)
  }

  private styleSource(): StyleSource {
    const project = (): CompiledProject => this.project
    return {
      baseStyle: this.options.baseStyle,
      get appStyle() {
        return project().appStyle
      },
      styleOf: (path) => project().components[path]?.style,
    }
  }

  private membersOf(root: object): PageMembers | undefined {
    const page = this.maker.pageOf(root)
    if (!page) return undefined
    return {
      pageId: page.id,
      openerChannel: page.openerChannel,
      router: {
        navigateTo: (given: { url: string }) => this.pages.navigateTo(given.url),
        redirectTo: (given: { url: string }) => this.pages.redirectTo(given.url),
        reLaunch: (given: { url: string }) => this.pages.reLaunch(given.url),
        switchTab: (given: { url: string }) => this.pages.switchTab(given.url),
        navigateBack: (given?: { delta?: number }) => this.pages.navigateBack(given?.delta ?? 1),
      },
    }
  }

  private settingsOf(document: Document): PageSettings | undefined {
    const frame = this.maker.frameOf(document)
    if (!frame) return undefined
    // Settings made while the page comes up belong to it although it is not on top yet.
    const change = (chrome: Parameters<Pages['change']>[1]): void => {
      queueMicrotask(() => {
        const page = this.maker.pageOf(document)
        if (page) this.pages.change(page, chrome)
      })
    }
    return {
      frame,
      setTitle: (title) => change({ title }),
      setNavigationBarLoading: (isLoading) => change({ isLoading }),
      setNavigationBarColor: ({ frontColor, backgroundColor }) =>
        change({
          ...(frontColor !== undefined && { frontColor }),
          ...(backgroundColor !== undefined && { navigationBarBackgroundColor: backgroundColor }),
        }),
    }
  }

  private onServerMessage(message: ServerToPhone): void {
    if (message.kind === 'automator') void this.automator.handle(message.message)
    else if (message.kind === 'control') this.commands.run(message.command)
    else this.hotReload.apply(message.version, message.changed).catch(this.phone.reportError)
  }

  private listenToWindow(): void {
    window.addEventListener('resize', () => this.commands.resize(window))
    window.addEventListener('message', ({ data, origin }: MessageEvent<unknown>) => {
      const command = (data as { hutongSimulator?: PhoneCommand } | null)?.hutongSimulator
      if (command && origin === window.location.origin) this.commands.run(command)
    })
    window.addEventListener('unhandledrejection', ({ reason, promise }) => {
      this.phone.emit('unhandledRejection', { reason: reason as unknown, promise })
    })
    window.addEventListener('error', ({ error }) => {
      if (error) this.phone.reportError(error)
    })
  }
}
