import type { Message } from '../../../../miniprogram/models/message'
import type { MessageRow } from '../../../../miniprogram/models/rows'
import { setLanguage } from '../../../../miniprogram/i18n/t'
import { bindStore } from '../../../../miniprogram/platform/store-binding'
import type { ChatFace, MessageListFace } from '../../../../miniprogram/stores/app-stores'
import { AppOnFakes } from '../../../fakes/app-on-fakes'
import { settled } from '../../../fakes/fake-clock'

export const chen = { kind: 'private', targetId: 'chen' } as const
export const courtyard = { kind: 'group', targetId: 'courtyard' } as const

export type Conversation = typeof chen | typeof courtyard

/** A chat of Lin's over a cloud of its own, opened. */
export class OpenChat {
  private constructor(
    readonly app: AppOnFakes,
    readonly ref: Conversation,
    readonly chat: ChatFace,
  ) {}

  /** @param history messages the cloud has before the chat opens. */
  static async of(
    ref: Conversation,
    history: (app: AppOnFakes) => Partial<Message>[] = () => [],
  ): Promise<OpenChat> {
    const app = await AppOnFakes.signedIn()
    setLanguage('en')
    for (const change of history(app)) app.im.stored.push(app.im.message(ref, change))
    const chat = app.stores.openChat(`${ref.kind}:${ref.targetId}`)
    await chat.open()
    await settled()
    return new OpenChat(app, ref, chat)
  }

  /** Somebody else says something. */
  hear(change: Partial<Message> = {}): Message {
    const message = this.app.im.message(this.ref, { isOwn: false, senderId: 'chen', ...change })
    this.app.im.stored.push(message)
    this.app.im.emit('messages', [message])
    return message
  }

  /** Lin says something; resolves with its row once it is sent. */
  async say(text: string): Promise<MessageRow> {
    this.chat.send(text)
    await settled()
    return this.last()
  }

  rows(): MessageRow[] {
    return rowsOf(this.chat)
  }

  last(): MessageRow {
    return this.rows().slice(-1)[0]
  }

  row(id: string): MessageRow | undefined {
    return this.rows().find((row) => row.id === id)
  }
}

export function rowsOf({ earlierScreens, recentScreens }: MessageListFace): MessageRow[] {
  return [...earlierScreens]
    .reverse()
    .concat(recentScreens)
    .flatMap(({ rows }) => [...rows])
}

/** What crosses to the view of a page that shows the list. */
export class Crossing {
  readonly patches: Record<string, unknown>[] = []

  constructor(app: AppOnFakes, view: () => object) {
    const host = { setData: (patch: Record<string, unknown>) => void this.patches.push(patch) }
    bindStore(host, view, app.clock)
    this.patches.length = 0
  }

  static ofChat({ app, chat }: OpenChat): Crossing {
    return new Crossing(app, () => ({
      earlierScreens: chat.earlierScreens,
      recentScreens: chat.recentScreens,
      newCount: chat.newCount,
    }))
  }

  /** Paths that crossed since the start, and forgets them. */
  paths(): string[] {
    return this.patches.splice(0).flatMap((patch) => Object.keys(patch))
  }

  get bytes(): number {
    return this.patches.reduce((sum, patch) => sum + Buffer.byteLength(JSON.stringify(patch)), 0)
  }
}
