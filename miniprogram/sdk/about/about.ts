import { t, wordsOf } from '../../i18n/t'
import { openShell, shelled } from '../../pages/shared/shelled'

/** Lives beside the vendor's SDK: a subpackage needs a page of its own to be downloaded ahead of use. */
Component({
  behaviors: [shelled],
  lifetimes: {
    attached() {
      const { miniProgram } = wx.getAccountInfoSync()
      const { SDKVersion } = wx.getAppBaseInfo()
      openShell(this, {
        title: () => t('about.title'),
        view: () => ({
          version: miniProgram.version || t(`about.edition.${miniProgram.envVersion}`),
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
    },
  },
})
