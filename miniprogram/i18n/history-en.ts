import type { historyZhCn } from './history-zh-cn'

export const historyEn: Record<keyof typeof historyZhCn, string> = {
  'history.title': 'Search history',
  'history.short': 'History',
  'history.search': 'Search this chat',
  'history.kinds': 'Kinds',
  'history.media': 'Media',
  'history.files': 'Files',
  'history.links': 'Links',
  'history.date': 'By date',
  'history.month': '{year}/{month}',
  'history.noMedia': 'No photos or videos',
  'history.noFiles': 'No files',
  'history.noLinks': 'No links',
  'history.lookedBack': 'Looked back to {date}',
  'history.further': 'Look further back',
  'history.looking': 'Looking…',
  'history.all': 'There is nothing earlier',
  'history.failed': 'The search stopped',
  'history.noneSince': 'Nothing was said on that day or later',
  'history.show': 'Show in the chat',
}
