import { t } from '../../i18n/t'
import { askChoice } from '../../pages/shared/dialogs'

/** A piece of a text that does something when it is tapped. */
export interface TextPart {
  kind: 'link' | 'phone'
  text: string
}

/** A tapped link or number: mini programs cannot open web pages, so a link is copied. */
export async function openPart({ kind, text }: TextPart): Promise<void> {
  if (kind === 'link') {
    await wx.setClipboardData({ data: text })
    await wx.showToast({ title: t('chat.linkCopied'), icon: 'none' })
    return
  }
  const chosen = await askChoice([t('chat.callNumber', { number: text }), t('chat.copyNumber')])
  if (chosen === 0) wx.makePhoneCall({ phoneNumber: text.replace(/[^\d+]/g, ''), fail: ignore })
  if (chosen === 1) await wx.setClipboardData({ data: text })
}

/** The person thought better of the call. */
function ignore(): void {}
