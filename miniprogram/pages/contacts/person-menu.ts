import { t } from '../../i18n/t'
import type { AppStores } from '../../stores/app-stores'
import { confirmLoss } from '../shared/dialogs'
import { openChatPage } from '../shared/open-chat'
import { unblockPerson } from '../shared/unblock'

/** What can be done with a contact, for the menu: name, words, icon. */
export function personMenu({ blocked }: AppStores, userId: string): object[] {
  const isBlocked = blocked.has(userId)
  return [
    { name: 'message', text: t('contacts.message'), icon: 'conversations' },
    { name: 'remark', text: t('contacts.remark'), icon: 'edit' },
    isBlocked
      ? { name: 'unblock', text: t('contacts.unblock'), icon: 'block' }
      : { name: 'block', text: t('contacts.block'), icon: 'block' },
    { name: 'remove', text: t('contacts.remove'), icon: 'trash', danger: true },
  ]
}

/** Does what was chosen; asks before something is lost. */
export async function actOnPerson(
  stores: AppStores,
  userId: string,
  action: string,
): Promise<void> {
  if (action === 'message') openChatPage(`private:${userId}`)
  if (action === 'remark') await setRemark(stores, userId)
  if (action === 'block') await block(stores, userId)
  if (action === 'unblock') await unblockPerson(userId)
  if (action === 'remove') await remove(stores, userId)
}

async function setRemark({ contacts }: AppStores, userId: string): Promise<void> {
  const { confirm, content = '' } = await wx.showModal({
    title: t('contacts.remark'),
    editable: true,
    placeholderText: t('contacts.remarkPlaceholder'),
    content: contacts.remarkOf(userId),
    cancelText: t('common.cancel'),
  })
  if (confirm) await contacts.setRemark(userId, content.trim())
}

async function block(stores: AppStores, userId: string): Promise<void> {
  const title = t('contacts.blockAsk', { name: nameOf(stores, userId) })
  if (!(await confirmLoss(title, t('contacts.blockNote'), t('contacts.block')))) return
  await stores.blocked.block(userId)
  void wx.showToast({ title: t('contacts.blockedNow'), icon: 'none' })
}

async function remove(stores: AppStores, userId: string): Promise<void> {
  const title = t('contacts.removeAsk', { name: nameOf(stores, userId) })
  if (await confirmLoss(title, t('contacts.removeNote'), t('list.remove'))) {
    await stores.contacts.remove(userId)
  }
}

function nameOf({ contacts }: AppStores, userId: string): string {
  const people = contacts.sections.flatMap(({ rows }) => rows)
  return people.find((person) => person.userId === userId)?.name ?? ''
}
