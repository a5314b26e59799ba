import Type from 'typebox'

import { ConversationType } from '../protocol/flags'
import { Rates } from './call-rates'
import { endpoint, type Endpoints } from './endpoint'
import { Text } from './fields'
import { draftOf, publicationFields, send } from './publication'

/** Messages to everybody. */
export const broadcastEndpoints: Endpoints = {
  /** To all people of the app, as a system message. `os` narrows pushes, which are not sent here. */
  '/message/broadcast': endpoint(
    { ...publicationFields, os: Type.Optional(Text(16)) },
    ({ os: _os, ...given }, cloud) => {
      const draft = { ...draftOf(given), isHiddenFromSender: true }
      const type = ConversationType.SYSTEM
      for (const { id } of [...cloud.state.users.all()]) {
        send(cloud, { ...draft, type, target: id, recipients: [id] })
      }
    },
    { rate: Rates.BROADCAST, service: 'broadcast' },
  ),
  /** To whoever is connected now; it is kept nowhere. */
  '/message/online/broadcast': endpoint(
    publicationFields,
    (given, { delivery, sessions }) => {
      const { from, classname, content } = draftOf(given)
      const type = ConversationType.SYSTEM
      delivery.showStatus({ type, from, classname, content }, sessions.onlineUsers)
    },
    { rate: Rates.BROADCAST, service: 'broadcast' },
  ),
  '/message/chatroom/broadcast': endpoint(
    publicationFields,
    (given, cloud) => {
      const draft = draftOf(given)
      const type = ConversationType.CHATROOM
      for (const { id } of [...cloud.state.rooms.all()]) {
        send(cloud, { ...draft, type, target: id, recipients: [] })
      }
    },
    { service: 'broadcast' },
  ),
}
