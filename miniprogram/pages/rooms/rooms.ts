import { t, wordsOf } from '../../i18n/t'
import { avatarOf } from '../../models/profile'
import { PerInstance } from '../../utils/per-instance'
import { attempt } from '../shared/dialogs'
import { appStores, PageShell } from '../shared/page-shell'
import { actOnStrip } from '../shared/session-strip'

const shells = new PerInstance<PageShell>()

Component({
  lifetimes: {
    attached() {
      const { session, rooms } = appStores()
      const shell = new PageShell(this, {
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
      shells.set(this, shell)
    },
    detached() {
      shells.of(this).dispose()
    },
  },
  pageLifetimes: {
    show() {
      shells.of(this).show()
      this.load()
    },
    hide() {
      shells.of(this).hide()
    },
  },
  methods: {
    load() {
      const { session, rooms } = appStores()
      if (session.isSignedIn) attempt(rooms.load())
    },
    onStripAction(event: WechatMiniprogram.CustomEvent<{ action: string }>) {
      actOnStrip(appStores(), event)
    },
    onRoomTap(event: WechatMiniprogram.TouchEvent) {
      const { id } = event.currentTarget.dataset as { id: string }
      attempt(wx.navigateTo({ url: `/pages-chat/room/room?id=${encodeURIComponent(id)}` }))
    },
  },
})
