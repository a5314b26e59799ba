import { t, wordsOf } from '../../i18n/t'
import { avatarOf } from '../../models/profile'
import { attempt } from '../shared/dialogs'
import { loadsOnShow } from '../shared/loads-on-show'
import { appStores } from '../shared/page-shell'
import { actOnStrip } from '../shared/session-strip'
import { openShell, shelled } from '../shared/shelled'

Component({
  behaviors: [shelled, loadsOnShow(({ rooms }) => rooms.load())],
  lifetimes: {
    attached() {
      const { session, rooms } = appStores()
      openShell(this, {
        isTab: true,
        title: () => t('tab.rooms'),
        view: () => ({
          strip: session.strip,
          rows: rooms.rows.map((row) => ({ ...row, avatar: avatarOf(row.roomId, row.name, '') })),
          isLoading: rooms.isLoading,
          failure: rooms.failure,
          words: wordsOf({
            hint: 'rooms.hint',
            enter: 'rooms.enter',
            empty: 'rooms.empty',
            emptyHint: 'rooms.emptyHint',
            failed: 'rooms.failed',
            retry: 'common.retry',
            loading: 'common.loading',
          }),
        }),
      })
    },
  },
  methods: {
    onStripAction(event: WechatMiniprogram.CustomEvent<{ action: string }>) {
      actOnStrip(appStores(), event)
    },
    onRoomTap(event: WechatMiniprogram.TouchEvent) {
      const { id } = event.currentTarget.dataset as { id: string }
      attempt(wx.navigateTo({ url: `/pages-chat/room/room?id=${encodeURIComponent(id)}` }))
    },
  },
})
