import { t, wordsOf } from '../../i18n/t'
import { attempt } from '../../pages/shared/dialogs'
import { askedConversation, openChatPage } from '../../pages/shared/open-chat'
import { appStores } from '../../pages/shared/page-shell'
import { openShell, shelled } from '../../pages/shared/shelled'
import type { NoticesFace } from '../../stores/contacts/contact-faces'
import { PerInstance } from '../../utils/per-instance'
import { requestAnswers } from '../answer-request'

const pages = new PerInstance<NoticesFace>()

/** What the app itself tells: contact requests with their answers, news of groups, decisions. Newest first. */
Component({
  behaviors: [shelled],
  lifetimes: {
    detached() {
      if (pages.has(this)) pages.of(this).close()
    },
  },
  pageLifetimes: {
    show() {
      if (pages.has(this)) pages.of(this).setVisible(true)
    },
    hide() {
      if (pages.has(this)) pages.of(this).setVisible(false)
    },
  },
  methods: {
    ...requestAnswers,
    /** `key`: the system conversation, e.g. `system:hutong`. */
    onLoad(query: { key?: string }) {
      const key = askedConversation(query)
      if (key === null) return
      const notices = appStores().openNotices(key)
      pages.set(this, notices)
      openShell(this, {
        title: () => t('notices.title'),
        view: () => ({
          rows: notices.rows,
          isLoading: notices.isLoading,
          failure: notices.failure,
          words: wordsOf({
            accept: 'requests.accept',
            decline: 'requests.decline',
            unread: 'notices.unread',
            none: 'notices.none',
            noneHint: 'notices.noneHint',
            failed: 'notices.failed',
            retry: 'common.retry',
            loading: 'common.loading',
          }),
        }),
      })
      attempt(notices.open())
    },
    onRetryTap() {
      attempt(pages.of(this).open())
    },
    onScrollToLower() {
      attempt(pages.of(this).loadMore())
    },
    /** To the chat with the contact, or of the group, it is about; a stranger's notice leads nowhere. */
    onNoticeTap(event: WechatMiniprogram.TouchEvent) {
      const { id } = event.currentTarget.dataset as { id: string }
      const row = pages.of(this).rows.find((notice) => notice.id === id)
      if (row?.chatKey) openChatPage(row.chatKey)
    },
  },
})
