import type { Message } from '../../models/message'
import type { SessionStatus } from '../../models/session-status'
import type { Clock } from '../../utils/clock'
import type { Lifecycle } from '../../platform/lifecycle'
import type { Network, NetworkState } from '../../platform/network'
import { Emitter } from '../../utils/emitter'
import { ImError } from '../im/im-error'
import type { ImAddresses, ImService, LinkState } from '../im/im-service'
import type { AddressBook } from './address-book'
import { DeliveryCheck } from './delivery-check'
import { retryDelayMs } from './retry-delay'
import {
  SIGNED_OUT,
  step,
  type Session as Machine,
  type SessionEffect,
  type SessionEvent,
  type SessionState,
} from './session-machine'

/** WeChat freezes an app 5 s after it went to the background; its socket does not survive that. */
const AWAY_MS = 5_000
const PROBE_MS = 3_000
/** The SDK waits for CONNACK for ever, so the bound is ours. */
const LINK_MS = 10_000

export interface ImAccess extends ImAddresses {
  token: string
}

/** Where IM tokens come from: `ImTokenSource` over the app server. */
export interface TokenSource {
  /** A token young enough to try, from storage or the server; callers share one fetch. */
  get(): Promise<ImAccess>
  /** The cloud refused it: the next `get` asks the server. */
  forget(): void
  /** Its addresses lead nowhere: the next `get` asks the server, and tries the kept one again if it cannot. */
  renew(): void
  /** The server answered, and the answer is no. */
  isRefusal(error: unknown): boolean
}

/** A cause in stable words: `code` of an `ImError` or `ApiError`. */
export type SessionCause = {
  source: 'error' | 'api'
  code: string
  sdkCode: number
  /** For developers, e.g. the host that is missing and from which list. */
  detail: string
} | null

export interface SessionEvents {
  changed: undefined
  /** The link is up (again): what was missed must be fetched. */
  online: undefined
  /** Now and then while online: a moment to compare what is shown with the cloud. */
  verify: undefined
  /** The cloud lists these and has not delivered them: the link is replaced next. */
  lost: readonly Message[]
  /** Everything of the person who left must go. */
  personLeft: undefined
}

export interface SessionDependencies {
  im: ImService
  tokens: TokenSource
  addresses: AddressBook
  network: Network
  lifecycle: Lifecycle
  clock: Clock
  random?: () => number
}

/** Runs the machine of `session-machine.ts`: turns what happens into its events and does its effects. */
export class Session {
  readonly events = new Emitter<SessionEvents>()
  private machine: Machine = SIGNED_OUT
  private access: ImAccess | null = null
  /** What the last attempt was made with, in its order. */
  private tried: ImAddresses | null = null
  private checking: Promise<void> = Promise.resolve()
  private hiddenAt: number | null = null
  private isConnected = true
  private isWeak = false
  private lastCause: SessionCause = null
  private cancelLinkTimer = noop
  private cancelRetryTimer = noop
  /** Answers of an attempt that has been given up must not move the machine. */
  private attempt = 0
  private readonly deliveries: DeliveryCheck

  constructor(private readonly to: SessionDependencies) {
    this.deliveries = new DeliveryCheck({
      im: to.im,
      clock: to.clock,
      onDue: () => this.events.emit('verify', undefined),
      onLost: (messages) => {
        this.events.emit('lost', messages)
        this.handle('deliveryLost')
      },
    })
    to.im.on('link', (link) => this.onLink(link))
    to.network.onChange((state) => this.onNetwork(state))
    to.lifecycle.onHide(() => this.onHide())
    to.lifecycle.onShow(() => this.onShow())
  }

  get state(): SessionState {
    return this.machine.state
  }

  get status(): SessionStatus {
    return STATUS[this.machine.state]
  }

  /** Why the session is not online; null while nothing is wrong. */
  get cause(): SessionCause {
    return this.lastCause
  }

  get isOnline(): boolean {
    return this.state === 'online' || this.state === 'weak'
  }

  signIn(): void {
    this.handle('signIn')
    void this.to.network.current().then((state) => this.onNetwork(state))
  }

  signOut(): void {
    this.handle('signOut')
  }

  retry(): void {
    this.handle('retryAsked')
  }

  private handle(event: SessionEvent, cause: SessionCause = null): void {
    const before = this.machine
    const { session, effects } = step(before, event)
    this.machine = session
    if (session.state === before.state && effects.length === 0) return
    if (session.state !== before.state) this.leaveState()
    if (cause !== null) this.lastCause = cause
    if (this.isOnline || session.state === 'signedOut') this.lastCause = null
    for (const effect of effects) this.perform(effect, event)
    if (session.state === 'online' && this.isWeak) this.handle('networkWeak')
    this.watchDeliveries()
    this.events.emit('changed', undefined)
  }

  private leaveState(): void {
    this.attempt += 1
    this.cancelLinkTimer()
    this.cancelRetryTimer()
  }

  private perform(effect: SessionEffect, event: SessionEvent): void {
    switch (effect) {
      case 'fetchToken':
        return void this.fetchToken(event === 'retryDue')
      case 'forgetToken':
        return this.to.tokens.forget()
      case 'connect':
        return void this.connect()
      case 'disconnect':
        return void this.to.im.disconnect().catch(noop)
      case 'startLinkTimer':
        this.cancelLinkTimer = this.to.clock.after(LINK_MS, () => this.handle('linkTimeout'))
        return
      case 'startRetryTimer': {
        const random = (this.to.random ?? Math.random)()
        const delayMs = retryDelayMs(this.machine.tries, random)
        this.cancelRetryTimer = this.to.clock.after(delayMs, () => this.handle('retryDue'))
        return
      }
      case 'checkAddresses':
        this.checking = this.checkAddresses(event === 'linkTimeout')
        return
      case 'probe':
        return void this.probe()
      case 'catchUp':
        if (event === 'linkUp') this.deliveries.linkUp()
        return this.events.emit('online', undefined)
      case 'forgetPerson':
        this.to.tokens.forget()
        return this.events.emit('personLeft', undefined)
    }
  }

  /** @param isRetry what the check of the addresses finds out counts already. */
  private async fetchToken(isRetry: boolean): Promise<void> {
    const attempt = this.attempt
    try {
      if (isRetry) await this.checking
      const access = await this.to.tokens.get()
      if (attempt !== this.attempt) return
      this.access = access
      this.handle('tokenReady')
    } catch (error) {
      if (attempt !== this.attempt) return
      this.handle(this.to.tokens.isRefusal(error) ? 'tokenRefused' : 'tokenFailed', causeOf(error))
    }
  }

  private async connect(): Promise<void> {
    const attempt = this.attempt
    const access = this.access
    if (access === null) return
    try {
      this.tried = this.to.addresses.ordered(access)
      await this.to.im.prepare(this.tried)
      if (attempt !== this.attempt) return
      await this.to.im.connect(access.token)
      if (attempt === this.attempt) this.handle('linkUp')
    } catch (error) {
      if (attempt !== this.attempt) return
      const imError = ImError.fromThrown(error, 'connect')
      this.handle(eventOf(imError), causeOf(imError))
    }
  }

  private async checkAddresses(wasSilent: boolean): Promise<void> {
    const attempt = this.attempt
    if (this.tried === null) return
    const { refusal, isNoWayLeft } = await this.to.addresses.check(this.tried, wasSilent)
    if (isNoWayLeft) this.to.tokens.renew()
    if (refusal !== null && attempt === this.attempt) {
      this.handle('cloudRefused', causeOf(refusal))
    }
  }

  private async probe(): Promise<void> {
    const attempt = this.attempt
    this.cancelLinkTimer = this.to.clock.after(PROBE_MS, () => this.handle('probeFailed'))
    try {
      await this.to.im.probe()
      if (attempt === this.attempt) this.handle('probeAnswered')
    } catch {
      if (attempt === this.attempt) this.handle('probeFailed')
    }
  }

  private onLink(link: LinkState): void {
    switch (link.state) {
      case 'connecting':
        return
      case 'silent':
        return this.handle('ackLate')
      case 'connected':
        // Our own connect reports by its promise; this is the SDK's try after a break.
        if (this.state === 'suspended' || this.state === 'probing') this.handle('linkUp')
        return
      case 'suspended':
        return this.handle('linkSuspended', causeOf(ImError.fromSdk(link.sdkCode, 'link')))
      case 'disconnected': {
        const error = ImError.fromSdk(link.sdkCode, 'link')
        // Answers to our own disconnect and connect come by their promises.
        if (error.code === 'SIGNED_OUT' || this.state === 'connecting') return
        return this.handle(eventOf(error), causeOf(error))
      }
    }
  }

  private onNetwork({ isConnected, isWeak }: NetworkState): void {
    if (isConnected !== this.isConnected || this.state === 'offline' || !isConnected) {
      this.isConnected = isConnected
      this.handle(isConnected ? 'networkBack' : 'networkLost')
    }
    this.isWeak = isWeak
    this.handle(isWeak ? 'networkWeak' : 'networkStrong')
  }

  private onHide(): void {
    this.hiddenAt = this.to.clock.now()
    this.watchDeliveries()
  }

  private onShow(): void {
    const away = this.hiddenAt === null ? 0 : this.to.clock.now() - this.hiddenAt
    this.hiddenAt = null
    // A clock that was set back says nothing of how long it was.
    if (away > AWAY_MS || away < 0) this.handle('returned')
    this.watchDeliveries()
  }

  private watchDeliveries(): void {
    if (this.isOnline && this.hiddenAt === null) this.deliveries.watch()
    else this.deliveries.rest()
  }
}

const STATUS: Record<SessionState, SessionStatus> = {
  signedOut: 'signedOut',
  fetchingToken: 'fetchingToken',
  connecting: 'connecting',
  online: 'online',
  weak: 'degraded',
  probing: 'degraded',
  suspended: 'degraded',
  waiting: 'degraded',
  offline: 'offline',
  gaveUp: 'offline',
  refused: 'refused',
  kicked: 'kicked',
}

function eventOf({ code, retryable }: ImError): SessionEvent {
  if (code === 'TOKEN_INVALID' || code === 'TOKEN_EXPIRED') return 'credentialsRefused'
  if (code === 'KICKED') return 'kickedOut'
  return retryable || code === 'UNKNOWN' ? 'linkFailed' : 'cloudRefused'
}

function causeOf(error: unknown): SessionCause {
  if (typeof error !== 'object' || error === null || !('code' in error)) return null
  const {
    source = 'error',
    code,
    sdkCode = 0,
    detail = '',
  } = error as Partial<NonNullable<SessionCause>>
  return { source, code: String(code), sdkCode, detail }
}

function noop(): void {
  // Nothing is running.
}
