import type { SdkMessage } from '../../helpers/sdk-person'
import { SdkPerson } from '../../helpers/sdk-person'
import { privateWith } from './chaos-person'
import type { ChaosWorld } from './chaos-world'
import type { Place, Role } from './fault-plan'
import type { SaidFiles } from './said-files'

const PAGE = 100

/** The server's order of every conversation of a seed, read with the vendor's SDK alone. */
export class ServerHistory {
  private readonly byConversation = new Map<string, string[]>()

  private constructor(private readonly files: SaidFiles) {}

  /** Labels as `ChaosPerson.labelsOf` gives them, oldest first. */
  of(viewer: Role, place: Place): string[] {
    return this.byConversation.get(conversationOf(viewer, place)) ?? []
  }

  /** Reads on the people's own devices, which must be off by now. */
  static async read(world: ChaosWorld): Promise<ServerHistory> {
    const history = new ServerHistory(world.files)
    for (const person of world.everybody) {
      const { role, phone, chatPlaces } = person
      const { userId } = person
      const reader = await SdkPerson.connected(world.servers.im, userId, {
        storage: phone.wx.storage,
      })
      await reader.sdk.joinChatRoom(world.cast.roomId, { count: -1 })
      for (const place of [...chatPlaces, 'room' as const]) {
        const name = conversationOf(role, place)
        if (history.byConversation.has(name)) continue
        history.byConversation.set(name, await history.pages(reader, person.keyOf(place)))
      }
      await reader.leave()
    }
    return history
  }

  private async pages(reader: SdkPerson, key: string): Promise<string[]> {
    const [kind, id] = key.split(':') as ['private' | 'group' | 'chatroom', string]
    const conversation = reader.conversation(kind === 'chatroom' ? 'room' : kind, id)
    const messages: SdkMessage[] = []
    for (let timestamp = 1; ;) {
      const query = { timestamp, count: PAGE, order: 1 as const }
      const { code, data } = await reader.sdk.getHistoryMessages(conversation, query)
      if (code !== 0 || data === undefined) throw new Error(`history of ${key} answered ${code}`)
      const list = [...data.list].sort((a, b) => a.sentTime - b.sentTime)
      messages.push(...list)
      if (!data.hasMore || list.length === 0) break
      timestamp = list[list.length - 1].sentTime
    }
    // Files are known once they have been fetched: the second look finds them all.
    for (const message of messages) this.labelOf(message)
    await this.files.settled()
    return messages.map((message) => this.labelOf(message))
  }

  private labelOf({ messageType, messageUId, content }: SdkMessage): string {
    const fields = content as Record<string, string>
    switch (messageType) {
      case 'RC:TxtMsg':
      case 'RC:ReferenceMsg':
        return fields['content']
      case 'RC:FileMsg':
        return this.files.labelOf(fields['fileUrl'])
      case 'RC:HQVCMsg':
        return this.files.labelOf(fields['remoteUrl'])
      default:
        return `notice ${messageUId}`
    }
  }
}

/** Both people of a private conversation see it at different places. */
function conversationOf(viewer: Role, place: Place): string {
  if (!place.startsWith('private:')) return place
  return [privateWith(viewer), place].sort().join(' ')
}
