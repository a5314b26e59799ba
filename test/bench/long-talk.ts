import type { ImServer } from '../integration/helpers/im-server'

const DAY_MS = 24 * 3600_000
/** Messages of one request to the control address. */
const BATCH = 2_000

/** Puts a long talk between Lin and Chen into history: texts of one to five lines, a file now and then, over half a year. */
export async function writeLongTalk(im: ImServer, count: number): Promise<void> {
  const end = Date.now() - DAY_MS
  const pace = (180 * DAY_MS) / count
  const messages = Array.from({ length: count }, (_, index) => {
    const [fromUserId, toUserId] = index % 3 === 0 ? ['lin', 'chen'] : ['chen', 'lin']
    const sentAt = Math.round(end - (count - index) * pace)
    return { fromUserId, toUserId, sentAt, ...said(index) }
  })
  for (let start = 0; start < count; start += BATCH) {
    await im.control('write-past', { messages: messages.slice(start, start + BATCH) })
  }
}

/** Puts one message into each of many conversations of Lin's. */
export async function writeManyTalks(im: ImServer, count: number): Promise<void> {
  const messages = Array.from({ length: count }, (_, index) => ({
    fromUserId: `neighbour-${index}`,
    toUserId: 'lin',
    sentAt: Date.now() - (count - index) * 3600_000,
    ...said(index),
  }))
  await im.control('write-past', { messages })
}

function said(index: number): { classname: string; content: string } {
  if (index % 20 === 7) {
    const file = {
      name: `plan ${index}.pdf`,
      size: 1_000 * index,
      type: 'pdf',
      fileUrl: 'http://x',
    }
    return { classname: 'RC:FileMsg', content: JSON.stringify(file) }
  }
  const content = `Message ${index}. ${'A few more words of it. '.repeat(index % 5)}`
  return { classname: 'RC:TxtMsg', content: JSON.stringify({ content }) }
}
