import { action, computed, makeObservable, observable } from 'mobx-miniprogram'

import type { ConversationKey } from '../../models/conversation-ref'
import type { Mentions, Message } from '../../models/message'
import type { MessageContent, QuoteContent } from '../../models/message-content'
import type { Draft, Drafts } from '../../services/local/drafts'
import type { Clock } from '../../utils/clock'
import {
  EMPTY_MENTION_TEXT,
  typed,
  withMention,
  type MentionText,
  type MentionToken,
} from '../../utils/mention-text'
import { contentWords } from '../content-words'
import { EVERYBODY, type ComposerQuote, type ComposingFace } from './chat-faces'
import { canReEdit } from './message-actions'
import { directedWords } from './message-people'
import type { MessageListAccess } from './message-list-access'

const DRAFT_KEPT_AFTER_MS = 500

export interface ComposingDependencies {
  key: ConversationKey
  ownId: string
  drafts: Drafts
  clock: Clock
  nameOf(userId: string): string
  /** Somebody is typing this. */
  onTyped(text: string): void
}

/** What Send will send. */
export interface Composed {
  content: MessageContent
  mentions?: Mentions
}

/** How whatever is sent travels, until the person changes it. */
export interface SendManner {
  directedTo?: string[]
  isSilent?: boolean
}

/** The composer of one conversation: its text, whom it calls, what it answers; kept as a draft. */
export class Composing implements ComposingFace {
  private field: MentionText = EMPTY_MENTION_TEXT
  private quoted: QuoteContent['quoted'] | null = null
  /** What was being written when an edit began. */
  private setAside: MentionText = EMPTY_MENTION_TEXT
  private cancelKeeping: (() => void) | null = null
  editingId = ''
  revision = 0
  isSilent = false
  isBurning = false
  isOriginal = false
  directedTo: readonly string[] = []

  constructor(
    private readonly list: MessageListAccess,
    private readonly to: ComposingDependencies,
  ) {
    const draft = to.drafts.get(to.key)
    if (draft !== null) {
      const mentions = validTokens(draft.text, draft.mentions ?? [])
      this.field = { text: draft.text, cursor: draft.text.length, mentions }
      this.quoted = draft.quote ?? null
      this.directedTo = draft.directedTo ?? []
      if (draft.edit !== undefined) this.resumeEdit(draft.edit)
    }
    makeObservable<Composing, 'field' | 'quoted' | 'setField'>(this, {
      field: observable.ref,
      quoted: observable.ref,
      editingId: observable,
      revision: observable,
      isSilent: observable,
      isBurning: observable,
      isOriginal: observable,
      directedTo: observable.ref,
      text: computed,
      cursor: computed,
      quote: computed,
      setField: action,
      input: action,
      quoteRow: action,
      clearQuote: action,
      startEdit: action,
      cancelEdit: action,
      endEdit: action,
      editAgain: action,
      reEdit: action,
      clear: action,
      sentUntil: action,
      setSilent: action,
      setBurning: action,
      setOriginal: action,
      setDirectedTo: action,
    })
  }

  get text(): string {
    return this.field.text
  }

  get cursor(): number {
    return this.field.cursor
  }

  /** The text with its cursor and mentions. */
  get state(): MentionText {
    return this.field
  }

  get quote(): ComposerQuote | null {
    if (this.quoted === null) return null
    const { senderId, content } = this.quoted
    const { nameOf, ownId } = this.to
    return { senderName: nameOf(senderId), text: contentWords(content, ownId, nameOf) }
  }

  input(text: string, cursor: number): void {
    if (text === this.field.text) {
      this.field = { ...this.field, cursor }
      return
    }
    this.field = typed(this.field, text, cursor)
    if (this.field.text !== text) this.revision += 1
    this.to.onTyped(this.field.text)
    this.keepSoon()
  }

  /** Calls a person in place of what stands between `from` and the cursor. */
  call(from: number, person: { userId: string; name: string }): void {
    this.setField(withMention(this.field, from, person))
  }

  quoteRow(rowId: string): void {
    const message = this.list.get(rowId)
    if (message === undefined || message.uid === '') return
    const { uid, senderId, content } = message
    this.quoted = { uid, senderId, content: withoutNesting(content) }
    // What was said to some is answered to them: the quote would tell the others.
    if (message.directedTo) this.setDirectedTo([senderId, ...message.directedTo])
    this.keepSoon()
  }

  clearQuote(): void {
    this.quoted = null
    this.keepSoon()
  }

  startEdit(rowId: string): void {
    const { content, uid = '' } = this.list.get(rowId) ?? {}
    if (uid === '' || (content?.type !== 'text' && content?.type !== 'quote')) return
    if (this.editingId === '') this.setAside = this.field
    this.editingId = uid
    this.show(content.text)
  }

  /** The edit was refused: its words come back, and what is typed by now waits. */
  editAgain(uid: string, text: string): void {
    if (this.editingId === '') {
      this.setAside = this.field
      this.editingId = uid
      this.show(text)
      return
    }
    // Another edit is under way: these words wait with the others.
    this.setAside = withLine(this.setAside, text)
    this.keepSoon()
  }

  cancelEdit(): void {
    if (this.editingId === '') return
    this.endEdit()
  }

  /** The edit is over; what was written before it comes back. */
  endEdit(): void {
    this.editingId = ''
    this.setField(this.setAside)
    this.setAside = EMPTY_MENTION_TEXT
  }

  reEdit(rowId: string): boolean {
    const message = this.list.get(rowId)
    if (message?.content.type !== 'recalled' || !canReEdit(message)) return false
    this.setField(withLine(this.field, message.content.text))
    return true
  }

  setSilent(isSilent: boolean): void {
    this.isSilent = isSilent
  }

  setBurning(isBurning: boolean): void {
    this.isBurning = isBurning
  }

  setOriginal(isOriginal: boolean): void {
    this.isOriginal = isOriginal
  }

  setDirectedTo(userIds: readonly string[]): void {
    this.directedTo = [...new Set(userIds)].filter((userId) => userId !== this.to.ownId)
    this.keepSoon()
  }

  /** What Send sends now. */
  composed(): Composed {
    return this.composedPart(this.field, true)
  }

  /** A part of what is written, on its own: the first one answers what is answered. */
  composedPart({ text, mentions }: Omit<MentionText, 'cursor'>, isFirst: boolean): Composed {
    const quoted = isFirst ? this.quoted : null
    const called = mentionsOf(mentions)
    return {
      content: quoted === null ? { type: 'text', text } : { type: 'quote', text, quoted },
      ...(called && { mentions: called }),
    }
  }

  get directedText(): string {
    return directedWords(this.directedTo, this.to.ownId, this.to.nameOf)
  }

  get manner(): SendManner {
    return {
      ...(this.directedTo.length > 0 && { directedTo: [...this.directedTo] }),
      ...(this.isSilent && { isSilent: true }),
    }
  }

  /** It has been sent. */
  clear(): void {
    this.quoted = null
    this.field = EMPTY_MENTION_TEXT
    this.revision += 1
    this.keep()
  }

  /** What stands before this place has been sent. */
  sentUntil(start: number): void {
    const { text, mentions } = this.field
    const rest = mentions.filter((token) => token.start >= start)
    this.quoted = null
    this.field = {
      text: text.slice(start),
      cursor: text.length - start,
      mentions: rest.map((token) => ({ ...token, start: token.start - start })),
    }
    this.revision += 1
    this.keep()
  }

  /** Writes the draft to the phone now. */
  keep(): void {
    this.cancelKeeping?.()
    this.cancelKeeping = null
    const { drafts, key } = this.to
    const draft = this.draft()
    const kept = drafts.get(key)
    if (kept === null ? isNothing(draft) : isSameDraft(kept, draft)) return
    try {
      drafts.set(key, draft)
    } catch {
      // The phone is full. What is typed is still in the field.
    }
  }

  private draft(): Draft {
    const isEditing = this.editingId !== ''
    const { text, mentions } = isEditing ? this.setAside : this.field
    const { directedTo } = this.manner
    return {
      text,
      ...(mentions.length > 0 && { mentions: [...mentions] }),
      ...(this.quoted && { quote: this.quoted }),
      ...(directedTo && { directedTo }),
      ...(isEditing && { edit: { uid: this.editingId, text: this.field.text } }),
      changedAt: this.to.clock.now(),
    }
  }

  private resumeEdit({ uid, text }: { uid: string; text: string }): void {
    this.setAside = this.field
    this.editingId = uid
    this.field = { text, cursor: text.length, mentions: [] }
  }

  private show(text: string): void {
    this.setField({ text, cursor: text.length, mentions: [] })
  }

  private setField(field: MentionText): void {
    this.field = field
    this.revision += 1
    this.keepSoon()
  }

  private keepSoon(): void {
    this.cancelKeeping?.()
    this.cancelKeeping = this.to.clock.after(DRAFT_KEPT_AFTER_MS, () => this.keep())
  }
}

function isNothing({ text, quote, directedTo, edit }: Draft): boolean {
  return text === '' && !quote && !directedTo && !edit
}

function isSameDraft(one: Draft, other: Draft): boolean {
  const facts = ({ text, quote, directedTo = [], edit }: Draft) =>
    JSON.stringify([text, quote?.uid, directedTo, edit?.uid, edit?.text])
  return facts(one) === facts(other)
}

/** The words below what is written already, whose mentions stay. */
function withLine({ text, mentions }: MentionText, line: string): MentionText {
  const whole = text === '' ? line : `${text}\n${line}`
  return { text: whole, cursor: whole.length, mentions }
}

function mentionsOf(tokens: readonly MentionToken[]): Mentions | undefined {
  if (tokens.length === 0) return undefined
  const ids = [...new Set(tokens.map(({ userId }) => userId))]
  return { everybody: ids.includes(EVERYBODY), userIds: ids.filter((id) => id !== EVERYBODY) }
}

/** A quote quotes words, not the quote inside them. */
function withoutNesting(content: Message['content']): MessageContent {
  return content.type === 'quote' ? { type: 'text', text: content.text } : content
}

/** What storage holds may be of another time; only mentions that stand in the text count. */
function validTokens(text: string, tokens: readonly MentionToken[]): MentionToken[] {
  return tokens.filter(({ start, length }) => length > 1 && text.charAt(start) === '@')
}
