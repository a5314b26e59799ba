import { t } from '../../i18n/t'

/** Asks before something is lost. @returns whether the person agreed. */
export async function confirmLoss(
  title: string,
  content: string,
  action: string,
): Promise<boolean> {
  const { confirm } = await wx.showModal({
    title,
    content,
    confirmText: action,
    confirmColor: '#B23A2B',
    cancelText: t('common.cancel'),
  })
  return confirm
}

/** Runs what a person asked for; when it fails, says why in the words the store gave. */
export function attempt(work: Promise<unknown>): void {
  work.catch((error: unknown) => {
    const title = error instanceof Error && error.message ? error.message : t('common.notDone')
    void wx.showToast({ title, icon: 'none', duration: 3000 })
  })
}

/** Lets the person choose one of up to six. @returns its index, or -1 when none was chosen. */
export function askChoice(itemList: string[]): Promise<number> {
  return new Promise((resolve) => {
    wx.showActionSheet({
      itemList,
      success: ({ tapIndex }) => resolve(tapIndex),
      fail: () => resolve(-1),
    })
  })
}
