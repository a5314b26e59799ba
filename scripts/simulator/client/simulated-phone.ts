import type {
  AppState,
  DeviceState,
  NetworkState,
  PageFrame,
  PageNavigator,
  Phone,
  PhoneEvents,
} from './phone'
import { routes } from '../wire'
import { FileStore } from './wx/file-store'
import type { PersistentMap } from './wx/persistent-map'

type Listener = (detail: never) => void

export interface SimulatedPhoneOptions {
  id: string
  storage: PersistentMap<string>
  files: FileStore
  device: DeviceState
  app: AppState
  overlay: HTMLElement
}

/** The phone the mini-program runs on: its state, and who wants to hear of changes. */
export class SimulatedPhone implements Phone {
  readonly id: string
  readonly storage: PersistentMap<string>
  readonly files: FileStore
  readonly device: DeviceState
  readonly app: AppState
  readonly overlay: HTMLElement
  readonly network: NetworkState = { isConnected: true, type: 'wifi' }
  /** Set once the page stack exists, before mini-program code runs. */
  navigator!: PageNavigator
  topPage: () => PageFrame | undefined = () => undefined
  private readonly listeners = new Map<string, Set<Listener>>()
  private readonly errorListeners: ((error: unknown) => void)[] = []

  constructor(options: SimulatedPhoneOptions) {
    this.id = options.id
    this.storage = options.storage
    this.files = options.files
    this.device = options.device
    this.app = options.app
    this.overlay = options.overlay
  }

  proxied(url: string): string {
    const { origin } = window.location
    return new URL(url, origin).origin === origin
      ? url
      : `${routes.proxy}?url=${encodeURIComponent(url)}`
  }

  fileUrl(path: string): string {
    if (FileStore.owns(path)) return this.files.url(path) ?? ''
    if (/^([a-z][a-z0-9+.-]*:|\/\/)/i.test(path) || path === '') return path
    return routes.files + path.replace(/^\.?\/+/, '')
  }

  on<K extends keyof PhoneEvents>(
    event: K,
    listener: (detail: PhoneEvents[K]) => void,
  ): () => void {
    const listeners = this.listeners.get(event) ?? new Set()
    this.listeners.set(event, listeners)
    listeners.add(listener)
    return () => listeners.delete(listener)
  }

  emit<K extends keyof PhoneEvents>(event: K, detail: PhoneEvents[K]): void {
    for (const listener of [...(this.listeners.get(event) ?? [])]) {
      ;(listener as (detail: PhoneEvents[K]) => void)(detail)
    }
  }

  /** @param listener hears of every error of mini-program code (automation's exception event). */
  onReportedError(listener: (error: unknown) => void): void {
    this.errorListeners.push(listener)
  }

  reportError = (error: unknown): void => {
    console.error(error)
    for (const listener of this.errorListeners) listener(error)
    this.emit('appError', { message: describeError(error) })
  }
}

/** Message and stack as `App.onError` gets them. */
export function describeError(error: unknown): string {
  if (error instanceof Error) {
    return error.stack?.includes(error.message)
      ? error.stack
      : `${error.name}: ${error.message}\n${error.stack ?? ''}`
  }
  return typeof error === 'string' ? error : (JSON.stringify(error) ?? String(error))
}
