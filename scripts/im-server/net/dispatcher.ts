import type { Cloud } from '../cloud'
import type { Acknowledgement, Call } from '../handlers/handler'
import { publishHandlers, queryHandlers } from '../handlers/handlers'
import { decodeMessage, encodeMessage, MalformedBody } from '../protocol/messages'
import type { UpPacket, UpPacketName } from '../protocol/packets'
import { Refused, Status } from '../protocol/status'
import type { PublishTopic, QueryTopic } from '../protocol/topics'
import { isPublishTopic, isQueryTopic, publishTopics, queryTopics } from '../protocol/topics'
import type { Session } from './session'

type PacketHandler<Name extends UpPacketName> = (
  packet: UpPacket<Name>,
  session: Session,
) => void | Promise<void>

const EMPTY = new Uint8Array(0)

/** Answers the packets of one client after the other: what it sent first is handled first. */
export class Dispatcher {
  private readonly handlers: { [Name in UpPacketName]: PacketHandler<Name> } = {
    ping: (_packet, session) => {
      if (!this.cloud.faults.of(session.userId).isSilentOnPing) session.send({ name: 'pong' })
    },
    query: (packet, session) => this.answerQuery(packet, session),
    publish: (packet, session) => this.acceptPublish(packet, session),
    publishAck: () => undefined,
    queryConfirm: () => undefined,
    disconnect: (_packet, session) => session.signOut(),
  }

  constructor(private readonly cloud: Cloud) {}

  handle(packet: UpPacket, session: Session): void {
    session.lastHeardAt = Date.now()
    const run = (): void | Promise<void> =>
      (this.handlers[packet.name] as PacketHandler<UpPacketName>)(packet, session)
    if (session.backlog) {
      this.wait(session, session.backlog.then(run))
      return
    }
    const result = run()
    if (result) this.wait(session, result)
  }

  private wait(session: Session, result: Promise<void>): void {
    const backlog = result.catch((error: unknown) => {
      this.cloud.log.error({ err: error, user: session.userId }, 'a packet could not be handled')
    })
    session.backlog = backlog
    void backlog.then(() => {
      if (session.backlog === backlog) session.backlog = null
    })
  }

  private answerQuery(packet: UpPacket<'query'>, session: Session): void | Promise<void> {
    const { topic } = packet
    const call: Call = { cloud: this.cloud, session, target: packet.target }
    const answer = (status: number, body: Uint8Array): void => {
      const { messageId } = packet
      const seconds = Math.floor(Date.now() / 1000)
      session.send({ name: 'queryAck', messageId, seconds, status, body })
    }
    return this.respond(
      packet,
      session,
      () => {
        if (!isQueryTopic(topic)) throw new Refused(Status.OPERATION_NOT_SUPPORTED)
        return runQuery(topic, packet.body, call)
      },
      (status, body) => answer(status, body ?? EMPTY),
    )
  }

  private acceptPublish(packet: UpPacket<'publish'>, session: Session): void | Promise<void> {
    const { topic, messageId } = packet
    const call: Call = { cloud: this.cloud, session, target: packet.target }
    const acknowledge = (status: number, message?: Acknowledgement): void => {
      const time = message?.time ?? this.cloud.state.clock.now()
      session.send({
        name: 'publishAck',
        messageId,
        seconds: Math.floor(time / 1000),
        status,
        milliseconds: time % 1000,
        messageUid: message?.uid ?? '',
      })
    }
    const isSilent = isPublishTopic(topic) && !publishTopics[topic].isAcknowledged
    return this.respond(
      packet,
      session,
      () => {
        if (!isPublishTopic(topic)) throw new Refused(Status.OPERATION_NOT_SUPPORTED)
        return runPublish(topic, packet.body, call)
      },
      (status, message) => {
        if (!isSilent) acknowledge(status || (message?.status ?? Status.OK), message)
      },
    )
  }

  /** Runs the handler and answers once what it changed is durable. */
  private respond<Result>(
    { topic }: { topic: string },
    { userId }: Session,
    run: () => Result | Promise<Result>,
    answer: (status: number, result?: Result) => void,
  ): void | Promise<void> {
    const { state } = this.cloud
    const faults = this.cloud.faults.of(userId)
    const fault = faults.takeAckFault(topic)
    const reply = (status: number, result?: Result): void => {
      if (fault?.action === 'drop') return
      faults.answer(() => state.store.afterCommit(() => answer(status, result)))
    }
    if (fault?.action === 'refuse') {
      reply(fault.status)
      return
    }
    const fail = (error: unknown): void => reply(this.statusOf(error, topic))
    try {
      const result = run()
      if (!(result instanceof Promise)) reply(Status.OK, result)
      else return result.then((value) => reply(Status.OK, value), fail)
    } catch (error) {
      fail(error)
    }
  }

  private statusOf(error: unknown, topic: string): number {
    if (error instanceof Refused) return error.status
    if (error instanceof MalformedBody) return Status.BODY_MALFORMED
    this.cloud.log.error({ err: error, topic }, 'a handler failed')
    return Status.SERVER_ERROR
  }
}

function runQuery(
  topic: QueryTopic,
  body: Uint8Array,
  call: Call,
): Uint8Array | Promise<Uint8Array> {
  const { request, reply } = queryTopics[topic]
  const handler = queryHandlers[topic] as (request: unknown, call: Call) => unknown
  const encode = (answer: unknown): Uint8Array =>
    reply === null ? EMPTY : encodeMessage(reply, answer as object)
  const result = handler(decodeMessage(request, body), call)
  return result instanceof Promise ? result.then(encode) : encode(result)
}

function runPublish(
  topic: PublishTopic,
  body: Uint8Array,
  call: Call,
): Acknowledgement | undefined | Promise<Acknowledgement | undefined> {
  const handler = publishHandlers[topic] as (
    message: unknown,
    call: Call,
  ) => Acknowledgement | undefined
  return handler(decodeMessage(publishTopics[topic].request, body), call)
}
