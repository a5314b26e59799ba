import { t, wordsOf } from '../../i18n/t'
import { parseConversationKey, type ConversationKey } from '../../models/conversation-ref'
import { attempt, confirmLoss } from '../../pages/shared/dialogs'
import { appStores } from '../../pages/shared/page-shell'
import { openShell, shelled } from '../../pages/shared/shelled'
import { PerInstance } from '../../utils/per-instance'
import { queryValue } from '../../utils/query'

const pages = new PerInstance<{
  /** The conversation whose tags are chosen; null when tags themselves are managed. */
  key: ConversationKey | null
}>()

/** The person's tags: makes, renames, deletes them, or puts them on one conversation. */
Component({
  behaviors: [shelled],
  data: { newName: '', isBusy: false },
  methods: {
    /** `key`: the conversation to tag; none to manage the tags. */
    onLoad(query: { key?: string }) {
      const { tags } = appStores().conversations
      const wanted = queryValue(query.key)
      const key = parseConversationKey(wanted) === null ? null : (wanted as ConversationKey)
      openShell(this, {
        title: () => t('list.tags'),
        view: () => {
          const tagIds = key === null ? [] : tags.tagIdsOf(key)
          const chosen = new Set(tagIds)
          return {
            chooses: key !== null,
            rows: tags.rows.map(({ tagId, name, conversationCount }) => ({
              tagId,
              name,
              note: t('list.tagCount', { count: conversationCount }),
              isChosen: chosen.has(tagId),
            })),
            isLoading: tags.isLoading || tagIds === null,
            failure: tags.failure,
            words: wordsOf({
              placeholder: 'list.tagPlaceholder',
              create: 'list.tagCreate',
              rename: 'list.tagRename',
              remove: 'list.tagRemove',
              none: 'list.noTags',
              failed: 'list.tagsFailed',
              retry: 'common.retry',
              loading: 'common.loading',
            }),
          }
        },
      })
      pages.set(this, { key })
      this.load()
    },
    load() {
      const { tags } = appStores().conversations
      const { key } = pages.of(this)
      attempt(tags.load())
      if (key !== null) attempt(tags.loadTagsOf(key))
    },
    onNameInput(event: WechatMiniprogram.Input) {
      this.setData({ newName: event.detail.value })
    },
    onCreateTap() {
      attempt(this.oneAtATime(() => this.create()))
    },
    /** On a slow network a second tap would do what the first one is doing. */
    async oneAtATime(work: () => Promise<void>): Promise<void> {
      if (this.data.isBusy) return
      this.setData({ isBusy: true })
      try {
        await work()
      } finally {
        this.setData({ isBusy: false })
      }
    },
    async create(): Promise<void> {
      const { tags } = appStores().conversations
      const { key } = pages.of(this)
      const tagId = await tags.create(this.data.newName)
      this.setData({ newName: '' })
      if (key !== null) await tags.setTag(key, tagId, true)
    },
    onTagTap(event: WechatMiniprogram.TouchEvent) {
      const tagId = tagIdOf(event)
      attempt(this.oneAtATime(() => this.choose(tagId)))
    },
    async choose(tagId: string): Promise<void> {
      const { tags } = appStores().conversations
      const { key } = pages.of(this)
      if (key === null) return this.rename(tagId)
      if (tags.tagIdsOf(key) === null) await tags.loadTagsOf(key)
      const isOn = tags.tagIdsOf(key)?.includes(tagId) ?? false
      await tags.setTag(key, tagId, !isOn)
    },
    onRenameTap(event: WechatMiniprogram.TouchEvent) {
      attempt(this.rename(tagIdOf(event)))
    },
    async rename(tagId: string): Promise<void> {
      const { tags } = appStores().conversations
      const tag = tags.rows.find((row) => row.tagId === tagId)
      const answer = await wx.showModal({
        title: t('list.tagRename'),
        editable: true,
        content: tag?.name ?? '',
        placeholderText: t('list.tagPlaceholder'),
        cancelText: t('common.cancel'),
      })
      if (answer.confirm) await tags.rename(tagId, answer.content ?? '')
    },
    onRemoveTap(event: WechatMiniprogram.TouchEvent) {
      attempt(this.remove(tagIdOf(event)))
    },
    async remove(tagId: string): Promise<void> {
      const { tags } = appStores().conversations
      const name = tags.rows.find((row) => row.tagId === tagId)?.name ?? ''
      const title = t('list.tagRemoveAsk', { name })
      if (await confirmLoss(title, t('list.tagRemoveNote'), t('list.tagRemove'))) {
        await tags.remove(tagId)
      }
    },
  },
})

function tagIdOf(event: WechatMiniprogram.TouchEvent): string {
  return (event.currentTarget.dataset as { id: string }).id
}
