import { t, wordsOf } from '../../i18n/t'
import { attempt } from '../../pages/shared/dialogs'
import { loadsOnShow } from '../../pages/shared/loads-on-show'
import { appStores } from '../../pages/shared/page-shell'
import { openShell, shelled } from '../../pages/shared/shelled'
import { requestAnswers } from '../answer-request'

/** Who asks this person to be a contact, whom this person has asked, and a field to ask somebody. */
Component({
  behaviors: [shelled, loadsOnShow(({ requests }) => requests.load())],
  data: { userId: '', message: '', isAsking: false },
  lifetimes: {
    attached() {
      const { requests } = appStores()
      openShell(this, {
        title: () => t('requests.title'),
        view: () => ({
          received: requests.received,
          sent: requests.sent,
          isLoading: requests.isLoading,
          failure: requests.failure,
          words: wordsOf({
            received: 'requests.received',
            sent: 'requests.sent',
            accept: 'requests.accept',
            decline: 'requests.decline',
            withdraw: 'requests.withdraw',
            waiting: 'requests.waiting',
            none: 'requests.none',
            noneHint: 'requests.noneHint',
            failed: 'requests.failed',
            idPlaceholder: 'requests.idPlaceholder',
            messagePlaceholder: 'requests.messagePlaceholder',
            ask: 'requests.ask',
            retry: 'common.retry',
            loading: 'common.loading',
          }),
        }),
      })
    },
  },
  methods: {
    ...requestAnswers,
    onIdInput(event: WechatMiniprogram.Input) {
      this.setData({ userId: event.detail.value })
    },
    onMessageInput(event: WechatMiniprogram.Input) {
      this.setData({ message: event.detail.value })
    },
    onAskTap() {
      if (!this.data.isAsking && this.data.userId.trim() !== '') attempt(this.ask())
    },
    /** What was typed stays when it did not work. */
    async ask(): Promise<void> {
      this.setData({ isAsking: true })
      try {
        const { userId, message } = this.data
        const areContacts = await appStores().requests.ask(userId.trim(), message.trim())
        this.setData({ userId: '', message: '' })
        const title = t(areContacts ? 'requests.nowContacts' : 'requests.asked')
        void wx.showToast({ title, icon: 'none' })
      } finally {
        this.setData({ isAsking: false })
      }
    },
    onWithdrawTap(event: WechatMiniprogram.TouchEvent) {
      const { id } = event.currentTarget.dataset as { id: string }
      attempt(appStores().requests.withdraw(id))
    },
  },
})
