import { parseConversationKey, type ConversationKey } from '../models/conversation-ref'
import type { Message } from '../models/message'
import type { ImService } from '../services/im/im-service'
import type { Person, PersonScope } from '../services/person/person-scope'
import type { Session } from '../services/session/session'
import type { Clock } from '../utils/clock'
import { Emitter } from '../utils/emitter'

/** A message that burns after reading and was opened. */
interface Lit {
  key: ConversationKey
  uid: string
  sentAt: number
  isOwn: boolean
  /** The phone's clock, Unix ms. */
  burnsAt: number
}

export interface BurnsEvents {
  lit: { key: ConversationKey; uid: string }
  /** It is gone from this phone; the cloud is told as soon as it can be. */
  burnt: { key: ConversationKey; uid: string }
}

export interface BurnsDependencies {
  im: ImService
  session: Session
  scope: PersonScope
  clock: Clock
}

const STORAGE_KEY = 'burns'

/**
 * Messages of the person signed in that burn: they go when their time is over, whether their chat is open or not, the
 * app was closed meanwhile or not, at whom they were sent to and at their sender.
 */
export class Burns {
  readonly events = new Emitter<BurnsEvents>()
  private readonly lit = new Map<string, Lit>()
  private cancelTimer: (() => void) | null = null
  private person: Person | null = null

  constructor(private readonly to: BurnsDependencies) {
    const { im, session, scope } = to
    scope.events.on('opened', (person) => this.start(person))
    scope.events.on('closed', () => this.stop())
    session.events.on('online', () => this.burnDue())
    im.on('burning', ({ conversation, uids }) => {
      im.messageActions.find(conversation, uids).then(
        (messages) => messages.forEach((message) => this.add(message)),
        () => undefined,
      )
    })
  }

  /** Somebody else's message was opened here: its time begins, and its sender is told. */
  light(message: Message): void {
    const { kind, targetId, uid } = message
    if (message.isOwn || !this.add(message) || kind !== 'private') return
    // Not told for want of a network, it still burns here.
    this.to.im.messageActions.tellBurning({ kind, targetId }, [uid]).catch(() => undefined)
  }

  /** Seconds left of those of a conversation that burn, by the server's id. */
  secondsLeft(key: ConversationKey): Map<string, number> {
    const now = this.to.clock.now()
    const those = [...this.lit.values()].filter((one) => one.key === key && one.burnsAt > now)
    return new Map(those.map(({ uid, burnsAt }) => [uid, Math.ceil((burnsAt - now) / 1_000)]))
  }

  /** @returns false when it burns already or never will. */
  private add(message: Message): boolean {
    const { uid, sentAt, isOwn, burnSeconds, conversationKey: key } = message
    if (!burnSeconds || uid === '' || this.person === null || this.lit.has(uid)) return false
    const burnsAt = this.to.clock.now() + burnSeconds * 1_000
    this.lit.set(uid, { key, uid, sentAt, isOwn, burnsAt })
    this.keep()
    this.wait()
    this.events.emit('lit', { key, uid })
    return true
  }

  private start(person: Person): void {
    this.person = person
    for (const lit of keptOf(person)) this.lit.set(lit.uid, lit)
    this.burnDue()
  }

  private stop(): void {
    this.person = null
    this.lit.clear()
    this.cancelTimer?.()
  }

  private wait(): void {
    this.cancelTimer?.()
    const times = [...this.lit.values()].filter(({ uid, key }) => !this.isGone(key, uid))
    if (times.length === 0) return
    const next = Math.min(...times.map(({ burnsAt }) => burnsAt))
    this.cancelTimer = this.to.clock.after(Math.max(0, next - this.to.clock.now()), () =>
      this.burnDue(),
    )
  }

  private burnDue(): void {
    const now = this.to.clock.now()
    for (const lit of this.lit.values()) if (lit.burnsAt <= now) this.burn(lit)
    this.wait()
  }

  /** First from this phone, then from the cloud; a refusal there is tried again when the network is back. */
  private burn({ key, uid, sentAt, isOwn }: Lit): void {
    const { person } = this
    const ref = parseConversationKey(key)
    if (person === null || ref === null) return
    if (!this.isGone(key, uid)) {
      try {
        person.hidden.add(key, [uid])
      } catch {
        // A full phone forgets it when the app is closed; the cloud has it no more by then.
      }
      this.events.emit('burnt', { key, uid })
    }
    this.to.im.messageActions.deleteForMe(ref, [{ uid, sentAt, isOwn }]).then(
      () => {
        if (this.person !== person) return
        this.lit.delete(uid)
        this.keep()
      },
      () => undefined,
    )
  }

  private isGone(key: ConversationKey, uid: string): boolean {
    return this.person?.hidden.has(key, uid) ?? false
  }

  private keep(): void {
    try {
      this.person?.storage.write(STORAGE_KEY, JSON.stringify([...this.lit.values()]))
    } catch {
      // A full phone: its time begins anew when it is read again.
    }
  }
}

function keptOf({ storage }: Person): Lit[] {
  try {
    const kept: unknown = JSON.parse(storage.read(STORAGE_KEY) ?? '[]')
    return Array.isArray(kept) ? kept.filter(isLit) : []
  } catch {
    return []
  }
}

function isLit(value: unknown): value is Lit {
  const { key, uid, sentAt, burnsAt } = (value ?? {}) as Partial<Lit>
  return (
    typeof key === 'string' &&
    parseConversationKey(key) !== null &&
    typeof uid === 'string' &&
    typeof sentAt === 'number' &&
    typeof burnsAt === 'number'
  )
}
