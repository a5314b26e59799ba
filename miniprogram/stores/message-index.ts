import type { Message } from '../models/message'
import type { Block } from './message-block'

/** Where each message of a list stands, by every id it is known by. */
export class MessageIndex {
  private readonly blockOf = new Map<string, Block>()
  private readonly idByUid = new Map<string, string>()
  private readonly idByClient = new Map<string, string>()

  get size(): number {
    return this.blockOf.size
  }

  block(id: string): Block | undefined {
    return this.blockOf.get(id)
  }

  add(message: Message, block: Block): void {
    this.blockOf.set(message.id, block)
    if (message.uid !== '') this.idByUid.set(message.uid, message.id)
    if (message.clientId !== '') this.idByClient.set(clientKey(message), message.id)
  }

  /** The message with this id is known by this server id too. */
  addUid(uid: string, id: string): void {
    this.idByUid.set(uid, id)
  }

  remove(message: Message): void {
    this.blockOf.delete(message.id)
    this.idByUid.delete(message.uid)
    this.idByClient.delete(clientKey(message))
  }

  /** Forgets where it stands; a later report by the server's id is still known as its repetition. */
  take(id: string): void {
    this.blockOf.delete(id)
  }

  clear(): void {
    this.blockOf.clear()
    this.idByUid.clear()
    this.idByClient.clear()
  }

  /** Id of the message with this server id, also when it no longer stands anywhere. */
  idByUidOf(uid: string): string | undefined {
    return this.idByUid.get(uid)
  }

  /** Id of the message this one repeats or brings up to date. */
  idOf(message: Message): string | undefined {
    if (this.blockOf.has(message.id)) return message.id
    return (
      (message.uid === '' ? undefined : this.idByUid.get(message.uid)) ??
      (message.clientId === '' ? undefined : this.idByClient.get(clientKey(message)))
    )
  }
}

function clientKey({ senderId, clientId }: Message): string {
  return `${senderId}|${clientId}`
}
