import type { Cloud } from '../cloud'
import type { Session } from '../net/session'
import type { Draft, Message, MessageName } from '../protocol/messages'
import type { publishTopics, PublishTopic, queryTopics, QueryTopic } from '../protocol/topics'

/** Who asks, and about whom: `target` is the topic's second half, a person, group or room. */
export interface Call {
  cloud: Cloud
  session: Session
  target: string
}

/** PUBACK: id and time of the message as it was stored. */
export interface Acknowledgement {
  uid: string
  time: number
  /** Something the sender should know although the message was taken; 0 unless told. */
  status?: number
}

type Reply<Name extends MessageName | null> = Name extends MessageName ? Draft<Message<Name>> : void

/** Answers a query, or throws `Refused` with a status. */
export type QueryHandler<Topic extends QueryTopic> = (
  request: Message<(typeof queryTopics)[Topic]['request']>,
  call: Call,
) =>
  Reply<(typeof queryTopics)[Topic]['reply']> | Promise<Reply<(typeof queryTopics)[Topic]['reply']>>

/** Accepts a publication, or throws `Refused` with a status. Status messages return nothing. */
export type PublishHandler<Topic extends PublishTopic> = (
  message: Message<(typeof publishTopics)[Topic]['request']>,
  call: Call,
) => (typeof publishTopics)[Topic]['isAcknowledged'] extends true
  ? Acknowledgement | Promise<Acknowledgement>
  : void | Promise<void>

export type QueryHandlers<Topic extends QueryTopic = QueryTopic> = {
  [Name in Topic]: QueryHandler<Name>
}
export type PublishHandlers<Topic extends PublishTopic = PublishTopic> = {
  [Name in Topic]: PublishHandler<Name>
}
