import { t, wordsOf } from '../../i18n/t'
import { attempt } from '../../pages/shared/dialogs'
import { loadsOnShow } from '../../pages/shared/loads-on-show'
import { appStores } from '../../pages/shared/page-shell'
import { openShell, shelled } from '../../pages/shared/shelled'
import { unblockPerson } from '../../pages/shared/unblock'

/** People this person has blocked. */
Component({
  behaviors: [shelled, loadsOnShow(({ blocked }) => blocked.load())],
  lifetimes: {
    attached() {
      const { blocked } = appStores()
      openShell(this, {
        title: () => t('blocked.title'),
        view: () => ({
          rows: blocked.rows,
          isLoading: blocked.isLoading,
          failure: blocked.failure,
          words: wordsOf({
            unblock: 'contacts.unblock',
            none: 'blocked.none',
            noneHint: 'blocked.noneHint',
            failed: 'blocked.failed',
            retry: 'common.retry',
            loading: 'common.loading',
          }),
        }),
      })
    },
  },
  methods: {
    onUnblockTap(event: WechatMiniprogram.TouchEvent) {
      const { id } = event.currentTarget.dataset as { id: string }
      attempt(unblockPerson(id))
    },
  },
})
