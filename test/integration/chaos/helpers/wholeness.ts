import type { ChaosPerson } from './chaos-person'
import type { ChaosWorld } from './chaos-world'

/**
 * What is not on its place yet, for people and for the report; empty once everything said has gone out,
 * has come in, and has been read up to its beginning. Cheap questions come first: it is asked often.
 */
export function missingYet(world: ChaosWorld): string[] {
  const unready = world.everybody.flatMap(unreadiness)
  if (unready.length > 0) return unready
  const ends = world.everybody.map((person) => person.labelsOf('room').slice(-1)[0])
  // Whoever said the room's newest message has it on screen: when all ends are one, it is that one.
  if (new Set(ends).size > 1) return [`rooms end with ${JSON.stringify(ends)}`]
  return world.everybody.flatMap((person) => unseen(world, person))
}

function unreadiness(person: ChaosPerson): string[] {
  const { role, phone, room, chats, waiting } = person
  const { status } = phone.stores.session
  const problems: string[] = []
  if (waiting > 0) problems.push(`${role}: ${waiting} sends wait`)
  if (status !== 'online') problems.push(`${role}: ${status}`)
  if (room.state !== 'inside') problems.push(`${role}: room ${room.state}`)
  for (const [place, { hasEarlier, position }] of chats) {
    if (hasEarlier || position.hasLater) problems.push(`${role} ${place}: not read to its ends`)
  }
  return problems
}

function unseen(world: ChaosWorld, person: ChaosPerson): string[] {
  return person.chatPlaces.flatMap((place) => {
    const shown = new Set(person.labelsOf(place))
    const missing = world
      .saidIn(person.role, place)
      .flat()
      .filter((label) => !shown.has(label))
    return missing.length === 0 ? [] : [`${person.role} ${place}: without ${some(missing)}`]
  })
}

/** How many there are, and the first of them. */
export function some(labels: readonly string[]): string {
  return `${labels.length} ${JSON.stringify(labels.slice(0, 3))}`
}
