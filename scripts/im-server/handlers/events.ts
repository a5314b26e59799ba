import type { QueryHandlers } from './handler'

const PAGE = 200

export const eventHandlers: QueryHandlers<'pullEventChange'> = {
  /** A device that starts at 0 only wants to know where it stands. */
  pullEventChange(request, { cloud, session }) {
    const timeline = cloud.state.events.of(session.userId)
    if (request.syncTime === 0) {
      return { list: [], syncTime: Math.max(1, timeline.lastTime), hasNext: false }
    }
    const list = [...timeline.after(request.syncTime)]
    const page = list.slice(0, PAGE)
    return {
      list: page.map(({ data, userId: _userId, ...event }) => ({
        ...event,
        eventData: Buffer.from(data, 'base64'),
      })),
      syncTime: page.at(-1)?.time ?? request.syncTime,
      hasNext: list.length > PAGE,
    }
  },
}
