import type { AppStores } from '../../stores/app-stores'

/** Does what the status strip offers. */
export function actOnStrip(
  stores: AppStores,
  event: WechatMiniprogram.CustomEvent<{ action: string }>,
): void {
  if (event.detail.action === 'signInAgain') void stores.session.leave()
  else if (event.detail.action === 'retry') stores.session.retry()
}
