import type { MessageContent } from '../models/message-content'

/** The words of a message that people would look for: what somebody wrote, or the name of what they sent. */
export function searchedWords(content: MessageContent): string {
  switch (content.type) {
    case 'text':
    case 'quote':
    case 'notice':
      return content.text
    case 'card':
      return `${content.title} ${content.text}`.trim()
    case 'file':
    case 'contact':
      return content.name
    case 'location':
      return content.place
    default:
      return ''
  }
}
