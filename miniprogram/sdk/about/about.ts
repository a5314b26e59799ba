import { t, wordsOf } from '../../i18n/t'
import { PageShell } from '../../pages/shared/page-shell'
import { PerInstance } from '../../utils/per-instance'

const shells = new PerInstance<PageShell>()

/** Lives beside the vendor's SDK: a subpackage needs a page of its own to be downloaded ahead of use. */
Component({
  lifetimes: {
    attached() {
      const { miniProgram } = wx.getAccountInfoSync()
      const { SDKVersion } = wx.getAppBaseInfo()
      const shell = new PageShell(this, {
        title: () => t('about.title'),
        view: () => ({
          version: miniProgram.version || miniProgram.envVersion,
          base: SDKVersion,
          words: wordsOf({
            name: 'app.name',
            note: 'about.note',
            version: 'about.version',
            base: 'about.base',
            licence: 'about.licence',
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
    },
    hide() {
      shells.of(this).hide()
    },
  },
})
