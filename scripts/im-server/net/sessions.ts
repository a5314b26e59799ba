import type { Session } from './session'

type Listener = (session: Session, isLast: boolean) => void

const NO_SESSIONS: ReadonlySet<Session> = new Set()

/** Accepted connections by person. */
export class Sessions {
  private readonly byUser = new Map<string, Set<Session>>()
  /** Connections accepted since the start. */
  acceptedCount = 0
  private readonly goneListeners: Listener[] = []
  private readonly comeListeners: ((session: Session, isFirst: boolean) => void)[] = []

  of(userId: string): ReadonlySet<Session> {
    return this.byUser.get(userId) ?? NO_SESSIONS
  }

  isOnline(userId: string): boolean {
    return this.byUser.has(userId)
  }

  all(): Session[] {
    return [...this.byUser.values()].flatMap((sessions) => [...sessions])
  }

  get onlineUsers(): IterableIterator<string> {
    return this.byUser.keys()
  }

  onCome(listener: (session: Session, isFirst: boolean) => void): void {
    this.comeListeners.push(listener)
  }

  onGone(listener: Listener): void {
    this.goneListeners.push(listener)
  }

  add(session: Session): void {
    this.acceptedCount += 1
    const sessions = this.byUser.get(session.userId)
    if (sessions) sessions.add(session)
    else this.byUser.set(session.userId, new Set([session]))
    for (const listener of this.comeListeners) listener(session, !sessions)
  }

  remove(session: Session): void {
    const sessions = this.byUser.get(session.userId)
    if (!sessions?.delete(session)) return
    if (sessions.size === 0) this.byUser.delete(session.userId)
    for (const listener of this.goneListeners) listener(session, sessions.size === 0)
  }
}
