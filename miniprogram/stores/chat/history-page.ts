import { t } from '../../i18n/t'
import type { CombineContent, CombinedItem, MessageContent } from '../../models/message-content'
import { contentWords } from '../content-words'
import { clockTime, fullDate } from '../date-words'

type NameOf = (userId: string) => string

const STYLE =
  'body{margin:0 auto;max-width:40em;padding:16px;font:16px/1.5 sans-serif;color:#22262a;background:#f4f2ee}' +
  'h1{font-size:17px}section{margin:12px 0;padding:12px;border-radius:12px;background:#fff;overflow-wrap:anywhere}' +
  'b{font-size:13px}time{float:right;font-size:13px;color:#646b72}p{margin:4px 0 0;white-space:pre-wrap}' +
  'img{display:block;max-width:100%;margin-top:4px;border-radius:8px}a{color:#b23a2b}' +
  'blockquote{margin:4px 0 0;padding-left:8px;border-left:3px solid #e6e2db;color:#646b72}'

/**
 * A chat history as the page (HTML) that clients of the vendor's kits show: they know no list of messages. It runs
 * nothing and names nothing but the addresses of the pictures and files.
 * @param title words over the messages.
 */
export function historyPage(title: string, { items }: CombineContent, nameOf: NameOf): string {
  const head =
    '<meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">' +
    `<title>${escaped(title)}</title><style>${STYLE}</style>`
  const said = items.map((item) => section(item, nameOf)).join('\n')
  return `<!doctype html>\n<html><head>${head}</head><body><h1>${escaped(title)}</h1>\n${said}\n</body></html>\n`
}

function section({ senderName, sentAt, content }: CombinedItem, nameOf: NameOf): string {
  const time = `${fullDate(sentAt)} ${clockTime(sentAt)}`
  const head = `<b>${escaped(senderName)}</b><time>${escaped(time)}</time>`
  return `<section>${head}${body(content, nameOf)}</section>`
}

function body(content: MessageContent, nameOf: NameOf): string {
  const words = contentWords(content, '', nameOf)
  switch (content.type) {
    case 'image':
    case 'gif':
      return picture(content.url, words)
    case 'quote':
      return quotation(contentWords(content.quoted.content, '', nameOf)) + paragraph(words)
    case 'combine':
      return link(content.url, words) + content.summaries.map(quotation).join('')
    case 'voice':
    case 'video':
    case 'file':
    case 'card':
      return link(content.url, words)
    default:
      return paragraph(words)
  }
}

function paragraph(words: string): string {
  return `<p>${escaped(words)}</p>`
}

function quotation(words: string): string {
  return `<blockquote>${escaped(words)}</blockquote>`
}

function picture(url: string, words: string): string {
  if (!isWebAddress(url)) return paragraph(words)
  return `<img src="${escaped(url)}" alt="${escaped(words)}">`
}

function link(url: string, words: string): string {
  if (!isWebAddress(url)) return paragraph(words)
  return `<p><a href="${escaped(url)}">${escaped(words)}</a></p>`
}

/** Others wrote the addresses: one of another scheme might run something. */
function isWebAddress(url: string): boolean {
  return /^https?:\/\//i.test(url)
}

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function escaped(words: string): string {
  return words.replace(/[&<>"']/g, (sign) => ENTITIES[sign])
}

/** Words over a chat history. */
export function historyTitle({ names }: CombineContent): string {
  return t('chat.combineTitle', { names: names.join(t('notice.comma')) })
}
