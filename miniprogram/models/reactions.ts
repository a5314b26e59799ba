import type { ReactionView } from './rows'

/**
 * Reactions travel in a message's expansion, one pair a person, so that two people who react at once
 * never overwrite each other. The cloud takes keys of 32 characters out of `A-Za-z0-9_=+-`, and 300
 * pairs a message (PROTOCOL.md 4).
 */
const PREFIX = 'r_'
const MAX_KEY = 32

interface PersonReactions {
  by: string
  with: string[]
}

export function reactionKey(userId: string): string {
  return PREFIX + userId.replace(/[^A-Za-z0-9_=+-]/g, '-').slice(-(MAX_KEY - PREFIX.length))
}

/** @returns an empty list when this person has not reacted. */
export function reactionsBy(
  expansion: Readonly<Record<string, string>> | undefined,
  userId: string,
): string[] {
  const pair = parsed(expansion?.[reactionKey(userId)])
  return pair?.by === userId ? pair.with : []
}

export function reactionValue(userId: string, emojis: readonly string[]): string {
  return JSON.stringify({ by: userId, with: emojis })
}

/** Ids of those who chose each emoji: most chosen first, then in the order of their first person. */
export function reactorsBy(
  expansion: Readonly<Record<string, string>> | undefined,
): [emoji: string, userIds: string[]][] {
  const chosen = new Map<string, string[]>()
  for (const key of Object.keys(expansion ?? {}).sort()) {
    const pair = key.startsWith(PREFIX) ? parsed(expansion?.[key]) : null
    if (pair === null) continue
    for (const emoji of new Set(pair.with))
      chosen.set(emoji, [...(chosen.get(emoji) ?? []), pair.by])
  }
  return [...chosen].sort(([, a], [, b]) => b.length - a.length)
}

export function reactionViews(
  expansion: Readonly<Record<string, string>> | undefined,
  ownId: string,
): ReactionView[] {
  return reactorsBy(expansion).map(([emoji, userIds]) => {
    return { emoji, count: userIds.length, isOwn: userIds.includes(ownId) }
  })
}

/** Another client may have written anything here. */
function parsed(value: string | undefined): PersonReactions | null {
  if (value === undefined) return null
  try {
    const pair = JSON.parse(value) as Partial<PersonReactions> | null
    if (typeof pair?.by !== 'string' || !Array.isArray(pair.with)) return null
    const emojis = pair.with.filter((emoji) => typeof emoji === 'string' && emoji !== '')
    return { by: pair.by, with: emojis.slice(0, 8) }
  } catch {
    return null
  }
}
