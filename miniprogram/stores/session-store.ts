import { makeAutoObservable, observable, runInAction } from 'mobx-miniprogram'

import { errorWords } from '../i18n/error-words'
import { t } from '../i18n/t'
import type { Profile } from '../models/profile'
import type { SessionStatus, StatusStrip } from '../models/session-status'
import type { Clock } from '../utils/clock'
import type { AppApi } from '../services/api/app-api'
import type { PersonScope } from '../services/person/person-scope'
import type { Session, SessionCause } from '../services/session/session'
import type { SessionState } from '../services/session/session-machine'
import type { SessionFace, Unsent } from './app-stores'
import { recordingsOf } from './chat/voice-draft'
import { Failure } from './failure'

/** A quick connect needs no words: the strip waits this long before it says so. */
const PATIENCE_MS = 800

export interface SessionStoreDependencies {
  api: AppApi
  session: Session
  scope: PersonScope
  clock: Clock
  /** @returns the code of wx.login. */
  wechatCode: () => Promise<string>
  /** Turns to another app server from the next call on; develop edition only. */
  useServer: (address: string) => void
}

/** Who is signed in, and how the connection stands, for people. */
export class SessionStore implements SessionFace {
  status: SessionStatus = 'signedOut'
  userId = ''
  isReady = false
  isSigningIn = false
  demoPeople: readonly Profile[] = []
  private state: SessionState = 'signedOut'
  private cause: SessionCause = null
  private readonly signInFailed = new Failure()
  private isPatient = true
  private cancelPatience: (() => void) | null = null

  constructor(private readonly to: SessionStoreDependencies) {
    makeAutoObservable<SessionStore, 'to' | 'cause' | 'signInFailed' | 'cancelPatience'>(this, {
      to: false,
      demoPeople: observable.ref,
      cause: observable.ref,
      signInFailed: false,
      cancelPatience: false,
    })
    to.session.events.on('changed', () => this.onSession())
  }

  get isSignedIn(): boolean {
    return this.userId !== ''
  }

  get strip(): StatusStrip | null {
    switch (this.status) {
      case 'signedOut':
      case 'online':
        return null
      case 'fetchingToken':
      case 'connecting':
        return this.isPatient ? null : strip('info', t('session.connecting'))
      case 'degraded':
        return this.isPatient ? null : strip('warn', t('session.degraded'))
      case 'offline':
        return this.state === 'gaveUp'
          ? strip('error', this.causeWords, 'retry', t('session.retry'))
          : strip('warn', t('session.offline'))
      case 'refused':
        return this.refusedStrip
      case 'kicked':
        return strip('error', t('session.kicked'), 'retry', t('session.useHere'))
    }
  }

  get signInFailure(): string {
    return this.signInFailed.words
  }

  useServer(address: string): void {
    this.to.useServer(address)
  }

  /** Signs in the person of the last time, if there is one. Call once at launch. */
  restore(): void {
    const userId = this.to.api.signedInUserId()
    if (userId !== null) this.enter(userId)
    this.isReady = true
  }

  /** The app server has ended the session. */
  async onSessionEnded(): Promise<void> {
    await this.leave()
  }

  async loadDemoPeople(): Promise<void> {
    try {
      const people = await this.to.api.demoPeople()
      runInAction(() => {
        this.demoPeople = people
        this.signInFailed.clear()
      })
    } catch (error) {
      this.signInFailed.tell(error)
    }
  }

  signInAsDemo(userId: string): Promise<boolean> {
    return this.signIn(() => this.to.api.signInAsDemo(userId))
  }

  signInWithWeChat(): Promise<boolean> {
    return this.signIn(async () => this.to.api.signInWithWeChat(await this.to.wechatCode()))
  }

  unsent(): Unsent {
    const person = this.to.scope.current
    if (person === null) return { messages: 0, drafts: 0 }
    const drafts = person.drafts.keys().length + recordingsOf(person).size
    return { messages: person.outbox.messagesOf().length, drafts }
  }

  signOut(): Promise<void> {
    return this.end((userId) => this.to.scope.forget(userId))
  }

  leave(): Promise<void> {
    return this.end((userId) => this.to.scope.leave(userId))
  }

  private async end(clean: (userId: string) => void): Promise<void> {
    const { userId } = this
    if (userId === '') return
    this.to.session.signOut()
    clean(userId)
    runInAction(() => (this.userId = ''))
    await this.to.api.signOut()
  }

  retry(): void {
    this.to.session.retry()
  }

  private async signIn(run: () => Promise<string>): Promise<boolean> {
    if (this.isSigningIn) return false
    this.isSigningIn = true
    this.signInFailed.clear()
    try {
      if (this.isSignedIn) await this.leave()
      const userId = await run()
      this.enter(userId)
      return true
    } catch (error) {
      this.signInFailed.tell(error)
      return false
    } finally {
      runInAction(() => (this.isSigningIn = false))
    }
  }

  private enter(userId: string): void {
    this.to.scope.open(userId)
    this.userId = userId
    this.to.session.signIn()
  }

  private onSession(): void {
    const { session, clock } = this.to
    this.state = session.state
    this.status = session.status
    this.cause = session.cause
    if (session.isOnline || this.status === 'signedOut') {
      this.cancelPatience?.()
      this.cancelPatience = null
      this.isPatient = true
    } else {
      this.cancelPatience ??= clock.after(PATIENCE_MS, () =>
        runInAction(() => (this.isPatient = false)),
      )
    }
  }

  private get causeWords(): string {
    return errorWords(this.cause)
  }

  /** Refused by our server or by the cloud: signing in again helps where the sign-in is at fault. */
  private get refusedStrip(): StatusStrip {
    const isSignIn = ['auth.expired', 'TOKEN_INVALID', 'TOKEN_EXPIRED'].includes(
      this.cause?.code ?? '',
    )
    return isSignIn
      ? strip('error', this.causeWords, 'signInAgain', t('signIn.title'))
      : strip('error', this.causeWords, 'retry', t('session.retry'))
  }
}

function strip(
  tone: StatusStrip['tone'],
  text: string,
  action: StatusStrip['action'] = 'none',
  actionText = '',
): StatusStrip {
  return { tone, text, action, actionText }
}
