import type { Call } from '../../../scripts/im-server/handlers/handler'
import { historyHandlers } from '../../../scripts/im-server/handlers/history'
import { pullHandlers } from '../../../scripts/im-server/handlers/pull'
import type { Session } from '../../../scripts/im-server/net/session'
import { ConversationType } from '../../../scripts/im-server/protocol/flags'
import { decodeMessage, encodeMessage } from '../../../scripts/im-server/protocol/messages'
import { stillCloud, text, type StillCloud } from './helpers'

const DAY_MS = 24 * 3600 * 1000

/** Chen's device, which has seen nothing yet. */
function chenIn({ cloud }: StillCloud) {
  const call: Call = { cloud, session: { userId: 'chen' } as Session, target: 'chen' }
  const ask = { syncTime: 0, sendBoxSyncTime: 0, isPullSend: true, broadcastSyncTime: 1 }
  const request = decodeMessage('SyncRequestMsg', encodeMessage('SyncRequestMsg', ask))
  const query = { targetId: 'lin', time: 0, count: 20, order: 0 }
  const page = decodeMessage('HistoryMsgInput', encodeMessage('HistoryMsgInput', query))
  const textsOf = (list: readonly { content?: string }[] = []): string[] =>
    list.map(({ content }) => (JSON.parse(content ?? '') as { content: string }).content)
  return {
    pulled: async () => textsOf((await pullHandlers.pullMsg(request, call)).list),
    history: async () => textsOf((await historyHandlers.qryPMsg(page, call)).list),
  }
}

describe('a person who was away', () => {
  it('is brought what was sent within the last seven days, and finds the rest in history', async () => {
    const still = await stillCloud()
    const chen = chenIn(still)
    const say = (content: string): unknown =>
      still.cloud.state.messages.add(text(ConversationType.PRIVATE, 'lin', 'chen', content))
    say('eight days old')
    still.pass(DAY_MS)
    say('a moment under seven days old')
    still.pass(7 * DAY_MS - 1)
    say('new')
    expect(await chen.pulled()).toEqual(['a moment under seven days old', 'new'])
    expect(await chen.history()).toEqual(['new', 'a moment under seven days old', 'eight days old'])
    still.pass(2)
    expect(await chen.pulled()).toEqual(['new'])
  })
})
