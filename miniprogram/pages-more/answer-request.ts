import { t } from '../i18n/t'
import { attempt, confirmLoss } from '../pages/shared/dialogs'
import { appStores } from '../pages/shared/page-shell'

type AnswerEvent = WechatMiniprogram.CustomEvent<{ id: string }>

/** What pages with `request-buttons` do on their events. */
export const requestAnswers = {
  onAccept({ detail }: AnswerEvent): void {
    attempt(appStores().requests.accept(detail.id))
  },
  onDecline({ detail }: AnswerEvent): void {
    attempt(decline(detail.id))
  },
}

/** A no cannot be taken back here: the other person would have to ask again. */
async function decline(requestId: string): Promise<void> {
  const { requests } = appStores()
  const name = requests.received.find((row) => row.requestId === requestId)?.person.name ?? ''
  const title = t('requests.declineAsk', { name })
  if (await confirmLoss(title, t('requests.declineNote'), t('requests.decline'))) {
    await requests.decline(requestId)
  }
}
