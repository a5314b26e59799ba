import { t, wordsOf } from '../../i18n/t'
import { parseConversationKey, type ConversationKey } from '../../models/conversation'
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
  data: { newName: '' },
  methods: {
    /** `key`: the conversation to tag; none to manage the tags. */
    onLoad(query: { key?: string }) {
      const { tags } = appStores().conversations
      const wanted = queryValue(query.key)
      const key = parseConversationKey(wanted) === null ? null : (wanted as ConversationKey)
      openShell(this, {
        title: () => t('list.tags'),
        view: () => {
          const chosen = new Set(key === null ? [] : tags.tagIdsOf(key))
          return {
            chooses: key !== null,
            rows: tags.rows.map(({ tagId, name, conversationCount }) => ({
              tagId,
              name,
              note: t('list.tagCount', { count: conversationCount }),
              isChosen: chosen.has(tagId),
            })),
            isLoading: tags.isLoading,
            failure: tags.failure,
            words: wordsOf({
              placeholder: 'list.tagPlaceholder',
              create: 'list.tagCreate',
              rename: 'list.tagRename',
              remove: 'list.tagRemove',
              none: 'list.noTags',
              loading: 'common.loading',
            }),
          }
        },
      })
      pages.set(this, { key })
      attempt(tags.load())
    },
    onNameInput(event: WechatMiniprogram.Input) {
      this.setData({ newName: event.detail.value })
    },
    onCreateTap() {
      attempt(this.create())
    },
    async create(): Promise<void> {
      const { tags } = appStores().conversations
      const { key } = pages.of(this)
      const tagId = await tags.create(this.data.newName)
      this.setData({ newName: '' })
      if (key !== null) await tags.setTagsOf(key, [...tags.tagIdsOf(key), tagId])
    },
    onTagTap(event: WechatMiniprogram.TouchEvent) {
      attempt(this.choose(tagIdOf(event)))
    },
    async choose(tagId: string): Promise<void> {
      const { tags } = appStores().conversations
      const { key } = pages.of(this)
      if (key === null) return this.rename(tagId)
      const now = tags.tagIdsOf(key)
      const next = now.includes(tagId) ? now.filter((id) => id !== tagId) : [...now, tagId]
      await tags.setTagsOf(key, next)
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
