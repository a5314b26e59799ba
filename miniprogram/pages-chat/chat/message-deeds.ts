import { t, type WordKey } from '../../i18n/t'
import type { MessageRow } from '../../models/rows'
import type { ChatFace } from '../../stores/app-stores'
import type { MessageAction, ReportReason } from '../../stores/chat/chat-faces'
import { askChoice } from '../../pages/shared/dialogs'
import { saveMedia } from './save-media'

const REASONS: Record<ReportReason, WordKey> = {
  spam: 'chat.reportSpam',
  fraud: 'chat.reportFraud',
  abuse: 'chat.reportAbuse',
  sexual: 'chat.reportSexual',
  illegal: 'chat.reportIllegal',
  other: 'chat.reportOther',
}

/** What the page itself does for some of them. */
export interface DeedsPage {
  showReaders(rowId: string): Promise<void>
  /** @returns the file's path on the phone; null when the person stopped it. */
  download(row: MessageRow): Promise<string | null>
}

/** Does what was chosen in a message's menu. */
export class MessageDeeds {
  constructor(
    private readonly chat: ChatFace,
    private readonly page: DeedsPage,
  ) {}

  /** @throws Error in words. */
  async run(action: MessageAction, row: MessageRow): Promise<void> {
    const { actions, composing, selection } = this.chat
    const { id } = row
    switch (action) {
      case 'copy':
        await wx.setClipboardData({ data: actions.copyTextOf(id) || row.text })
        return
      case 'quote':
        composing.quoteRow(id)
        return
      case 'forward':
        return openForward(this.chat, [id], 'each')
      case 'edit':
        composing.startEdit(id)
        return
      case 'recall':
        return actions.recall(id)
      case 'reEdit':
        composing.reEdit(id)
        return
      case 'readers':
        return this.page.showReaders(id)
      case 'select':
        selection.start(id)
        return
      case 'save':
        return saveMedia(row, (file) => this.page.download(file))
      case 'earpiece':
      case 'speaker':
        this.chat.voice.setEarpiece(action === 'earpiece')
        await wx.showToast({ title: t(`chat.${action}On`), icon: 'none' })
        return
      case 'report':
        return this.report(id)
      case 'retry':
        return this.chat.retry(id)
      case 'delete':
        return this.remove([id])
      case 'discard':
      case 'cancelUpload':
        this.chat.discard(id)
        return
      case 'react':
    }
  }

  /** Asks from where, then deletes. @returns after the rows are gone or the person thought better of it. */
  async remove(rowIds: readonly string[]): Promise<void> {
    const { actions, selection } = this.chat
    const chosen = await askChoice([t('chat.deleteHere'), t('chat.deleteEverywhere')])
    if (chosen < 0) return
    if (chosen === 0) await actions.deleteHere(rowIds)
    else await actions.deleteEverywhere(rowIds)
    if (selection.isActive) selection.cancel()
  }

  private async report(rowId: string): Promise<void> {
    const reasons = Object.keys(REASONS) as ReportReason[]
    const chosen = await askChoice(reasons.map((reason) => t(REASONS[reason])))
    if (chosen < 0) return
    await this.chat.actions.report(rowId, reasons[chosen])
    await wx.showToast({ title: t('chat.reported'), icon: 'none' })
  }
}

/** @throws Error in words when none of the rows can be forwarded. */
export async function openForward(
  chat: ChatFace,
  rowIds: readonly string[],
  manner: 'each' | 'merged',
): Promise<void> {
  if (!chat.forwarding.canForward(rowIds)) throw new Error(t('chat.cannotForward'))
  const ids = encodeURIComponent(rowIds.join())
  const key = encodeURIComponent(chat.key)
  const url = `/pages-chat/forward/forward?key=${key}&manner=${manner}&ids=${ids}`
  await wx.navigateTo({ url })
}
