import { computed, makeObservable, observable, runInAction } from 'mobx-miniprogram'

import { errorWords } from '../../i18n/error-words'
import { t } from '../../i18n/t'
import type { Message } from '../../models/message'
import { avatarOf, type ContactRequest } from '../../models/profile'
import { ApiError } from '../../services/api/api-error'
import type { AppApi, ContactAnswer } from '../../services/api/app-api'
import type { ImService } from '../../services/im/im-service'
import type { PersonScope } from '../../services/person/person-scope'
import type { Clock } from '../../utils/clock'
import type { ContactsStore } from '../contacts-store'
import { badgeText } from '../conversation-row'
import { listTime } from '../date-words'
import { Loading } from '../loading'
import type { ProfileStore } from '../profile-store'
import type { ContactRequestRow, ContactRequestsFace } from './contact-faces'

export interface ContactRequestsDependencies {
  api: AppApi
  im: ImService
  scope: PersonScope
  profiles: ProfileStore
  contacts: ContactsStore
  clock: Clock
}

/** Who asks whom to be a contact. The app server knows; a notice of the cloud says when to ask it again. */
export class ContactRequests implements ContactRequestsFace {
  private requests: readonly ContactRequest[] = []
  private readonly busy = observable.set<string>()
  private readonly loading = new Loading()

  constructor(private readonly to: ContactRequestsDependencies) {
    makeObservable<ContactRequests, 'requests'>(this, {
      requests: observable.ref,
      received: computed,
      sent: computed,
      badge: computed,
    })
    to.scope.events.on('closed', () => this.clear())
    to.im.on('messages', (messages) => {
      if (!messages.some(isAboutContacts)) return
      void this.load()
      void this.to.contacts.load()
    })
  }

  get isLoading(): boolean {
    return this.loading.isUnderWay
  }

  get failure(): string {
    return this.loading.failure
  }

  get received(): readonly ContactRequestRow[] {
    return this.rows(({ toId }) => toId === this.ownId)
  }

  get sent(): readonly ContactRequestRow[] {
    return this.rows(({ fromId }) => fromId === this.ownId)
  }

  get badge(): string {
    return badgeText(this.received.length)
  }

  async load(): Promise<void> {
    const person = this.to.scope.current
    if (person === null) return
    await this.loading.run({
      isFirst: this.requests.length === 0,
      ask: () => this.to.api.contactRequests(),
      take: (requests) => {
        if (this.to.scope.current === person) this.requests = requests
      },
    })
  }

  async accept(requestId: string): Promise<void> {
    await this.answer(requestId, 'accept')
    await this.to.contacts.load()
  }

  decline(requestId: string): Promise<void> {
    return this.answer(requestId, 'refuse')
  }

  withdraw(requestId: string): Promise<void> {
    return this.answer(requestId, 'withdraw')
  }

  async ask(userId: string, message: string): Promise<boolean> {
    if (userId === this.ownId) throw new Error(t('requests.yourself'))
    if (this.to.contacts.has(userId)) throw new Error(t('requests.already'))
    const request = await this.to.api.requestContact(userId, message).catch((error: unknown) => {
      throw new Error(askFailure(error))
    })
    if (request === null) await this.to.contacts.load()
    await this.load()
    return request === null
  }

  /** One that was answered or withdrawn elsewhere meanwhile is told so, and goes. */
  private async answer(requestId: string, answer: ContactAnswer): Promise<void> {
    if (this.busy.has(requestId)) return
    runInAction(() => this.busy.add(requestId))
    try {
      await this.to.api.answerContactRequest(requestId, answer)
      this.drop(requestId)
    } catch (error) {
      if (isOver(error)) {
        this.drop(requestId)
        throw new Error(t('requests.over'))
      }
      throw new Error(errorWords(error))
    } finally {
      runInAction(() => this.busy.delete(requestId))
    }
  }

  private drop(requestId: string): void {
    runInAction(() => {
      this.requests = this.requests.filter((request) => request.requestId !== requestId)
    })
  }

  private get ownId(): string {
    return this.to.scope.current?.userId ?? ''
  }

  private rows(belongs: (request: ContactRequest) => boolean): ContactRequestRow[] {
    const { profiles, clock } = this.to
    return this.requests.filter(belongs).map(({ requestId, fromId, toId, message, createdAt }) => {
      const userId = fromId === this.ownId ? toId : fromId
      const name = profiles.nameOf(userId)
      return {
        requestId,
        person: { userId, name, avatar: avatarOf(userId, name, profiles.avatarUrlOf(userId)) },
        message,
        time: listTime(createdAt, clock.now()),
        isBusy: this.busy.has(requestId),
      }
    })
  }

  private clear(): void {
    runInAction(() => {
      this.requests = []
      this.busy.clear()
      this.loading.clear()
    })
  }
}

function isAboutContacts({ content }: Message): boolean {
  return content.type === 'notice' && content.contact !== undefined
}

function isOver(error: unknown): boolean {
  return error instanceof ApiError && (error.code === 'not_found' || error.code === 'conflict')
}

function askFailure(error: unknown): string {
  const isUnknown = error instanceof ApiError && ['not_found', 'validation'].includes(error.code)
  if (isUnknown) return t('requests.nobody')
  const isContact = error instanceof ApiError && error.code === 'conflict'
  return isContact ? t('requests.already') : errorWords(error)
}
