import { makeObservable, observable, runInAction, type ObservableMap } from 'mobx-miniprogram'

import { errorWords } from '../../i18n/error-words'
import { t } from '../../i18n/t'
import type { Conversation } from '../../models/conversation'
import { parseConversationKey, type ConversationKey } from '../../models/conversation-ref'
import type { ImService } from '../../services/im/im-service'
import type { Session } from '../../services/session/session'
import { Loading } from '../loading'
import type { TagRow, TagsFace } from './conversation-faces'

/** Limits of the cloud (tag documentation of the v2 client). */
const MAX_TAGS = 20
const MAX_NAME = 15
const MAX_CONVERSATIONS = 1_000
const PAGE = 100

export interface TagsDependencies {
  im: ImService
  session: Session
  /** Conversations a tag holds that the list has not loaded yet. */
  onConversations(conversations: readonly Conversation[]): void
}

/** The person's own folders of conversations, kept by the cloud and the same on all devices. */
export class Tags implements TagsFace {
  rows: readonly TagRow[] = []
  private readonly loading = new Loading()
  private readonly keysByTag: ObservableMap<string, ReadonlySet<ConversationKey>> = observable.map(
    {},
    { deep: false },
  )
  private readonly tagIdsByKey: ObservableMap<ConversationKey, readonly string[]> = observable.map(
    {},
    { deep: false },
  )

  constructor(private readonly to: TagsDependencies) {
    makeObservable(this, { rows: observable.ref })
    to.im.on('tagsChanged', () => void this.load())
    to.im.on('conversationTagsChanged', () => {
      const ignore = (): undefined => undefined
      for (const tagId of [...this.keysByTag.keys()]) this.loadKeys(tagId).catch(ignore)
      for (const key of [...this.tagIdsByKey.keys()]) this.loadTagsOf(key).catch(ignore)
      void this.load()
    })
  }

  get isLoading(): boolean {
    return this.loading.isUnderWay
  }

  get failure(): string {
    return this.loading.failure
  }

  async load(): Promise<void> {
    if (!this.to.session.isOnline) return
    await this.loading.run({
      isFirst: this.rows.length === 0,
      ask: () => this.to.im.tags.list(),
      take: (rows) => (this.rows = rows),
    })
  }

  async create(name: string): Promise<string> {
    if (this.rows.length >= MAX_TAGS) throw new Error(t('list.tooManyTags'))
    const tagId = this.freeId()
    await this.call(() => this.to.im.tags.create(tagId, checkedName(name)))
    runInAction(() => {
      this.rows = [...this.rows, { tagId, name: checkedName(name), conversationCount: 0 }]
    })
    return tagId
  }

  async rename(tagId: string, name: string): Promise<void> {
    await this.call(() => this.to.im.tags.rename(tagId, checkedName(name)))
    this.changeRow(tagId, (row) => ({ ...row, name: checkedName(name) }))
  }

  async remove(tagId: string): Promise<void> {
    await this.call(() => this.to.im.tags.remove(tagId))
    runInAction(() => {
      this.rows = this.rows.filter((row) => row.tagId !== tagId)
      this.keysByTag.delete(tagId)
    })
  }

  tagIdsOf(key: ConversationKey): readonly string[] | null {
    return this.tagIdsByKey.get(key) ?? null
  }

  /** Rejects with words for people. */
  async loadTagsOf(key: ConversationKey): Promise<void> {
    const ref = parseConversationKey(key)
    if (ref === null) return
    const tagIds = await this.call(() => this.to.im.tags.tagIdsOf(ref))
    runInAction(() => this.tagIdsByKey.set(key, tagIds))
  }

  async setTag(key: ConversationKey, tagId: string, isOn: boolean): Promise<void> {
    const ref = parseConversationKey(key)
    if (ref === null) return
    const { tags } = this.to.im
    if (isOn && this.countOf(tagId) >= MAX_CONVERSATIONS) throw new Error(t('list.tagFull'))
    await this.call(() => (isOn ? tags.add(tagId, [ref]) : tags.takeAllFrom(ref, [tagId])))
    this.mark(tagId, key, isOn)
  }

  /** Conversations with this tag; null before they were loaded. */
  keysOf(tagId: string): ReadonlySet<ConversationKey> | null {
    return this.keysByTag.get(tagId) ?? null
  }

  /** Rejects with words for people. */
  async loadKeys(tagId: string): Promise<void> {
    const all: Conversation[] = []
    let before = 0
    while (all.length < MAX_CONVERSATIONS) {
      const page = await this.call(() =>
        this.to.im.tags.conversationsOf(tagId, { before, count: PAGE }),
      )
      all.push(...page)
      const oldest = Math.min(...page.map(({ updatedAt }) => updatedAt))
      if (page.length < PAGE || oldest === before) break
      before = oldest
    }
    runInAction(() => this.keysByTag.set(tagId, new Set(all.map(({ key }) => key))))
    this.to.onConversations(all)
  }

  clear(): void {
    runInAction(() => {
      this.rows = []
      this.keysByTag.clear()
      this.tagIdsByKey.clear()
    })
  }

  private countOf(tagId: string): number {
    return this.rows.find((row) => row.tagId === tagId)?.conversationCount ?? 0
  }

  /** What was never asked for stays unknown. */
  private mark(tagId: string, key: ConversationKey, isOn: boolean): void {
    const keys = this.keysByTag.get(tagId)
    const tagIds = this.tagIdsByKey.get(key)
    const others = (all: Iterable<string>, one: string): string[] =>
      [...all].filter((each) => each !== one)
    runInAction(() => {
      if (keys !== undefined) {
        const rest = others(keys, key) as ConversationKey[]
        this.keysByTag.set(tagId, new Set(isOn ? [...rest, key] : rest))
      }
      if (tagIds !== undefined) {
        const rest = others(tagIds, tagId)
        this.tagIdsByKey.set(key, isOn ? [...rest, tagId] : rest)
      }
    })
    const change = isOn ? 1 : -1
    this.changeRow(tagId, (row) => ({ ...row, conversationCount: row.conversationCount + change }))
  }

  private changeRow(tagId: string, change: (row: TagRow) => TagRow): void {
    runInAction(() => {
      this.rows = this.rows.map((row) => (row.tagId === tagId ? change(row) : row))
    })
  }

  /** The cloud takes ids of at most ten characters. */
  private freeId(): string {
    const taken = new Set(this.rows.map(({ tagId }) => tagId))
    let number = 1
    while (taken.has(`t${number}`)) number += 1
    return `t${number}`
  }

  private async call<T>(run: () => Promise<T>): Promise<T> {
    try {
      return await run()
    } catch (error) {
      // Words of our own pass; the cloud's refusals become words.
      throw error instanceof TagNameError ? error : new Error(errorWords(error))
    }
  }
}

class TagNameError extends Error {}

function checkedName(name: string): string {
  const trimmed = name.trim()
  if (trimmed === '' || trimmed.length > MAX_NAME) throw new TagNameError(t('list.tagName'))
  return trimmed
}
