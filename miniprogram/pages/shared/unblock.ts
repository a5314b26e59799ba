import { t } from '../../i18n/t'
import { appStores } from './page-shell'

/** Lets a blocked person in again and says so. Nothing is lost by it, so nothing is asked. */
export async function unblockPerson(userId: string): Promise<void> {
  await appStores().blocked.unblock(userId)
  void wx.showToast({ title: t('contacts.unblockedNow'), icon: 'none' })
}
