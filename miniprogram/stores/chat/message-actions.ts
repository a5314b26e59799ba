import { computed, makeObservable, observable, runInAction } from 'mobx-miniprogram'

import { errorWords } from '../../i18n/error-words'
import { conversationKey } from '../../models/conversation-ref'
import type { Message } from '../../models/message'
import type { MessageContent } from '../../models/message-content'
import { avatarOf } from '../../models/profile'
import { reactionKey, reactionValue, reactionsBy, reactorsBy } from '../../models/reactions'
import type { AppApi } from '../../services/api/app-api'
import type { ImService } from '../../services/im/im-service'
import type { Person } from '../../services/person/person-scope'
import { customType } from '../custom/custom-types'
import type { ProfileStore } from '../profile-store'
import type { MessageAction, MessageActionsFace, Reactors, ReportReason } from './chat-faces'
import type { MessageListAccess } from './message-list-access'

/** The cloud's default; a person may take a message back within it. */
const RECALL_MS = 2 * 60_000
const TEXTS = new Set<MessageContent['type']>(['text', 'quote'])
const LINES = new Set<MessageContent['type']>(['notice', 'recalled'])
const SAVED = new Set<MessageContent['type']>(['image', 'gif', 'video'])
/** What the cloud's client refuses to send again, or nobody could read. */
const NOT_FORWARDED = new Set<MessageContent['type']>(['notice', 'recalled', 'unknown'])

export interface MessageActionsDependencies {
  im: ImService
  api: AppApi
  person: Person
  profiles: ProfileStore
  /** Voice messages sound in the earpiece. */
  isEarpiece(): boolean
  /** Somebody opened the file of a row. */
  onOpened(rowId: string): void
  /** The person wants to see it no more, by the server's id. */
  onDeleted(uid: string): void
}

export class MessageActions implements MessageActionsFace {
  private failed = 0

  constructor(
    private readonly list: MessageListAccess,
    private readonly to: MessageActionsDependencies,
  ) {
    makeObservable<MessageActions, 'failed'>(this, { failed: observable, failedCount: computed })
    this.countFailed()
  }

  get failedCount(): number {
    return this.failed
  }

  /** @returns a function that undoes it. */
  start(): () => void {
    const { events } = this.to.person.outbox
    const undo = [
      events.on('message', () => this.countFailed()),
      events.on('discarded', () => this.countFailed()),
    ]
    return () => undo.forEach((one) => one())
  }

  actionsOf(rowId: string): readonly MessageAction[] {
    const message = this.list.get(rowId)
    if (message === undefined) return []
    if (message.sendState === 'failed') return failedActions(message)
    if (message.sendState === 'sending') {
      const hasFile = this.to.person.outbox.hasUpload(message.id)
      return hasFile ? ['cancelUpload'] : TEXTS.has(message.content.type) ? ['copy'] : []
    }
    if (LINES.has(message.content.type)) {
      return canReEdit(message) ? ['reEdit', 'delete'] : ['delete']
    }
    return this.sentActions(message)
  }

  private sentActions(message: Message): MessageAction[] {
    const { type } = message.content
    const isTalk = message.kind === 'private' || message.kind === 'group'
    const isText = TEXTS.has(type)
    const isKept = !message.burnSeconds
    const actions: [MessageAction, boolean][] = [
      ['copy', isText && isKept],
      ['quote', isTalk && canForward(message)],
      ['forward', canForward(message)],
      ['react', isTalk && message.canExpand === true],
      ['edit', isTalk && message.isOwn && isText],
      ['recall', isTalk && this.canRecall(message)],
      ['readers', message.kind === 'group' && message.isOwn && !message.directedTo],
      ['select', isTalk],
      ['save', SAVED.has(type) && isKept],
      ['earpiece', type === 'voice' && !this.to.isEarpiece()],
      ['speaker', type === 'voice' && this.to.isEarpiece()],
      ['report', isTalk && !message.isOwn],
      ['delete', true],
    ]
    return actions.filter(([, isAllowed]) => isAllowed).map(([name]) => name)
  }

  copyTextOf(rowId: string): string {
    const content = this.list.get(rowId)?.content
    return content?.type === 'text' || content?.type === 'quote' ? content.text : ''
  }

  async recall(rowId: string): Promise<void> {
    const message = this.sent(rowId)
    if (message === undefined) return
    await inWords(this.to.im.messageActions.recall(message))
  }

  async deleteHere(rowIds: readonly string[]): Promise<void> {
    const uids = this.sentOf(rowIds).map(({ uid }) => uid)
    try {
      this.to.person.hidden.add(conversationKey(this.list.ref), uids)
    } catch {
      throw new Error(errorWords({ source: 'error', code: 'STORAGE_FAILED' }))
    }
    for (const uid of uids) this.to.onDeleted(uid)
    this.list.remove(rowIds)
  }

  async deleteEverywhere(rowIds: readonly string[]): Promise<void> {
    const messages = this.sentOf(rowIds)
    if (messages.length === 0) return
    await inWords(this.to.im.messageActions.deleteForMe(this.list.ref, messages))
    for (const { uid } of messages) this.to.onDeleted(uid)
    this.list.remove(messages.map(({ id }) => id))
  }

  async react(rowId: string, emoji: string): Promise<void> {
    const message = this.sent(rowId)
    if (message === undefined) return
    const { userId } = this.to.person
    const before = reactionsBy(message.expansion, userId)
    const after = before.includes(emoji)
      ? before.filter((other) => other !== emoji)
      : [...before, emoji]
    const key = reactionKey(userId)
    const { [key]: _, ...others } = message.expansion ?? {}
    const isGone = after.length === 0
    const value = reactionValue(userId, after)
    this.list.change(rowId, { expansion: isGone ? others : { ...others, [key]: value } })
    const { messageActions } = this.to.im
    try {
      await inWords(
        isGone
          ? messageActions.removeExpansion(message, [key])
          : messageActions.setExpansion(message, { [key]: value }),
      )
    } catch (error) {
      this.list.change(rowId, { expansion: message.expansion })
      throw error
    }
  }

  reactorsOf(rowId: string): readonly Reactors[] {
    const { profiles } = this.to
    return reactorsBy(this.list.get(rowId)?.expansion).map(([emoji, userIds]) => ({
      emoji,
      people: userIds.map((userId) => {
        const name = profiles.nameOf(userId)
        return { userId, name, avatar: avatarOf(userId, name, profiles.avatarUrlOf(userId)) }
      }),
    }))
  }

  retryAll(): void {
    const { outbox } = this.to.person
    for (const { id, sendState } of outbox.messagesOf(conversationKey(this.list.ref))) {
      if (sendState === 'failed') outbox.retry(id)
    }
  }

  async report(rowId: string, reason: ReportReason): Promise<void> {
    const message = this.sent(rowId)
    if (message === undefined) return
    await inWords(this.to.api.report({ subjectType: 'message', subjectId: message.uid, reason }))
  }

  opened(rowId: string): void {
    this.to.onOpened(rowId)
  }

  async act(rowId: string, name: string): Promise<void> {
    const message = this.sent(rowId)
    if (message?.content.type !== 'custom') return
    const { objectName, payload } = message.content
    const set = customType(objectName)?.act?.(name, payload, message.expansion ?? {})
    if (!set) return
    await inWords(this.to.im.messageActions.setExpansion(message, set))
    const latest = this.list.get(rowId)
    this.list.change(rowId, { expansion: { ...latest?.expansion, ...set } })
  }

  private canRecall({ isOwn, sentAt }: Message): boolean {
    return isOwn && this.to.im.serverNow() - sentAt < RECALL_MS
  }

  private sent(rowId: string): Message | undefined {
    const message = this.list.get(rowId)
    return message?.sendState === 'sent' ? message : undefined
  }

  private sentOf(rowIds: readonly string[]): Message[] {
    return rowIds.map((id) => this.sent(id)).filter((message) => message !== undefined)
  }

  private countFailed(): void {
    const waiting = this.to.person.outbox.messagesOf(conversationKey(this.list.ref))
    const count = waiting.filter(({ sendState }) => sendState === 'failed').length
    runInAction(() => (this.failed = count))
  }
}

/** What stands where the message stood; its sender may edit and send the text again. */
export function recalledContent(message: Message, byUserId: string): MessageContent {
  const { content, isOwn } = message
  if (content.type === 'recalled') return content
  const isText = content.type === 'text' || content.type === 'quote'
  return { type: 'recalled', byUserId, text: isOwn && isText ? content.text : '' }
}

export function canReEdit({ content, isOwn }: Message): boolean {
  return isOwn && content.type === 'recalled' && content.text !== ''
}

export function canForward({ content, sendState, burnSeconds }: Message): boolean {
  return sendState === 'sent' && !burnSeconds && !NOT_FORWARDED.has(content.type)
}

function failedActions({ content, failure }: Message): MessageAction[] {
  const actions: [MessageAction, boolean][] = [
    ['retry', failure?.canRetry ?? true],
    ['copy', TEXTS.has(content.type)],
    ['discard', true],
  ]
  return actions.filter(([, isAllowed]) => isAllowed).map(([name]) => name)
}

/** Rejects with the words for people. */
async function inWords(doing: Promise<unknown>): Promise<void> {
  try {
    await doing
  } catch (error) {
    throw new Error(errorWords(error))
  }
}
