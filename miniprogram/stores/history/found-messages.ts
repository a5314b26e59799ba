import type { Message } from '../../models/message'
import { linksIn } from '../../utils/links'
import { searchedWords } from '../searched-words'
import type { HistoryKind, HistoryRow } from './history-faces'

/** One line of a list of the history. */
export interface Found {
  id: string
  message: Message
  type: HistoryRow['type']
  /** Words of the row. */
  text: string
  /** Of links. */
  url: string
}

/** Characters of a long text shown before what was searched for. */
const LEAD = 16

/** What of a message is listed under a kind: none, one, or as many as it has links. */
export function foundIn(message: Message, kind: HistoryKind): Found[] {
  const { uid, content } = message
  const found = { id: uid, message, url: '' }
  const { type } = content
  switch (kind) {
    case 'media':
      return type === 'image' || type === 'gif' || type === 'video'
        ? [{ ...found, type, text: '' }]
        : []
    case 'files':
      return type === 'file' ? [{ ...found, type, text: content.name }] : []
    case 'links':
      return linksOf(message).map(({ url, text }, index) => ({
        ...found,
        id: index === 0 ? uid : `${uid}_${index}`,
        type: 'link',
        text,
        url,
      }))
  }
}

/** Lines are joined: a row shows few of them. @param wanted in lower case. */
export function foundByWords(message: Message, wanted: string): Found[] {
  const text = searchedWords(message.content).replace(/\s+/g, ' ')
  const isFound = text.toLocaleLowerCase().includes(wanted)
  return isFound ? [{ id: message.uid, message, type: 'words', text, url: '' }] : []
}

/** The words around what was searched for, so that it stands near the beginning. */
export function marked(
  text: string,
  wanted: string,
): Pick<HistoryRow, 'before' | 'match' | 'after'> {
  const at = wanted === '' ? -1 : text.toLocaleLowerCase().indexOf(wanted)
  if (at < 0) return { before: text, match: '', after: '' }
  const end = at + wanted.length
  const before = at > LEAD ? `…${text.slice(at - LEAD, at)}` : text.slice(0, at)
  return { before, match: text.slice(at, end), after: text.slice(end) }
}

function linksOf({ content }: Message): { url: string; text: string }[] {
  if (content.type === 'text' || content.type === 'quote') {
    return linksIn(content.text).map((url) => ({ url, text: url }))
  }
  if (content.type !== 'card' || content.url === '') return []
  return [{ url: content.url, text: content.title || content.url }]
}
