import { t, type WordKey } from '../../i18n/t'
import type { Unsent } from '../../stores/app-stores'

/** What is said before somebody signs out: what nobody got yet is lost, if there is any. */
export function signOutNote({ messages, drafts }: Unsent): string {
  const lost = [
    ...counted(messages, 'me.lostMessage', 'me.lostMessages'),
    ...counted(drafts, 'me.lostDraft', 'me.lostDrafts'),
  ]
  const note = t('me.signOutNote')
  return lost.length === 0 ? note : t('me.lost', { what: lost.join(t('me.lostAnd')) }) + note
}

function counted(count: number, one: WordKey, many: WordKey): string[] {
  return count === 0 ? [] : [t(count === 1 ? one : many, { count })]
}
