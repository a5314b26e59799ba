import type { MenuItem } from '../../components/action-menu/action-menu'
import { t, type WordKey } from '../../i18n/t'
import type { MessageRow } from '../../models/rows'
import type { MessageAction } from '../../stores/chat/chat-faces'

/** Offered over the menu; any other emoji comes by the reactions others chose. */
const QUICK_REACTIONS = ['👍', '❤️', '😂', '😮', '😢', '🙏']

const LOOKS: Record<Exclude<MessageAction, 'react'>, { words: WordKey; icon: string }> = {
  copy: { words: 'chat.copy', icon: 'copy' },
  quote: { words: 'chat.quote', icon: 'quote' },
  forward: { words: 'chat.forward', icon: 'forward' },
  edit: { words: 'chat.edit', icon: 'edit' },
  recall: { words: 'chat.recall', icon: 'recall' },
  reEdit: { words: 'chat.reEdit', icon: 'edit' },
  readers: { words: 'chat.readers', icon: 'check-double' },
  select: { words: 'chat.select', icon: 'select' },
  save: { words: 'chat.save', icon: 'download' },
  earpiece: { words: 'chat.earpiece', icon: 'earpiece' },
  speaker: { words: 'chat.speaker', icon: 'speaker' },
  report: { words: 'chat.report', icon: 'report' },
  retry: { words: 'chat.retry', icon: 'retry' },
  delete: { words: 'chat.delete', icon: 'trash' },
  discard: { words: 'chat.discard', icon: 'trash' },
  cancelUpload: { words: 'chat.cancelUpload', icon: 'close' },
}

const LOSES = new Set<MessageAction>(['delete', 'discard', 'cancelUpload'])

/** The menu at the finger over one message. */
export interface MessageMenu {
  id: string
  x: number
  y: number
  items: MenuItem[]
  reactions: { emoji: string; label: string; isOwn: boolean }[]
}

/** @returns null when nothing can be done with the message now. */
export function messageMenu(
  row: MessageRow,
  actions: readonly MessageAction[],
  { x, y }: { x: number; y: number },
): MessageMenu | null {
  if (actions.length === 0) return null
  const items = actions.flatMap((name) => {
    if (name === 'react') return []
    const { icon } = LOOKS[name]
    const words = name === 'save' && row.type === 'video' ? 'chat.saveVideo' : LOOKS[name].words
    return [{ name, text: t(words), icon, ...(LOSES.has(name) && { danger: true }) }]
  })
  const chosen = new Set(row.reactions.filter(({ isOwn }) => isOwn).map(({ emoji }) => emoji))
  const reactions = actions.includes('react')
    ? QUICK_REACTIONS.map((emoji) => ({
        emoji,
        label: t('chat.react', { emoji }),
        isOwn: chosen.has(emoji),
      }))
    : []
  return { id: row.id, x, y, items, reactions }
}
