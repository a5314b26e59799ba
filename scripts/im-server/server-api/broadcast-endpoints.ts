import { ConversationType } from '../protocol/flags'
import type { Endpoints } from './endpoint'
import { publication, send } from './message-endpoints'

/** Messages to everybody. */
export const broadcastEndpoints: Endpoints = {
  /** To all people of the app, as a system message. */
  '/message/broadcast': (parameters, cloud) => {
    const published = { ...publication(parameters), includesSender: false }
    parameters.optional('os')
    return () => {
      const type = ConversationType.SYSTEM
      for (const { id } of [...cloud.state.users.all()]) {
        send(cloud, published, { type, target: id, recipients: [id] })
      }
    }
  },
  /** To whoever is connected now; it is kept nowhere. */
  '/message/online/broadcast': (parameters, cloud) => {
    const { draft } = publication(parameters)
    return () => {
      const { from, classname, content } = draft
      const type = ConversationType.SYSTEM
      cloud.delivery.showStatus({ type, from, classname, content }, cloud.sessions.onlineUsers)
    }
  },
  '/message/chatroom/broadcast': (parameters, cloud) => {
    const published = publication(parameters)
    return () => {
      const type = ConversationType.CHATROOM
      for (const { id } of [...cloud.state.rooms.all()]) {
        send(cloud, published, { type, target: id, recipients: [] })
      }
    }
  },
}
