import { rowsOf } from '../../helpers/hutong-phone'
import type { ChaosPerson } from './chaos-person'
import type { ChaosWorld } from './chaos-world'
import type { Place } from './fault-plan'

/**
 * What is not on its place yet, for people and for the report; empty once everything said has gone out,
 * has come in, and has been read up to its beginning. Cheap questions come first: it is asked often.
 */
export function missingYet(world: ChaosWorld): string[] {
  const unready = world.everybody.flatMap(unreadiness)
  if (unready.length > 0) return unready
  const unequalEnds = endsOfRooms(world)
  if (unequalEnds.length > 0) return unequalEnds
  return world.everybody.flatMap((person) => [
    ...unseen(world, person),
    ...person.chatPlaces.flatMap((place) => wrongInList(person, place)),
  ])
}

/**
 * Whoever said the room's newest message has it on screen: when all ends are one, it is that one. Own
 * messages come to one's screen by their acks, so they prove nothing: each person's are left out once.
 */
function endsOfRooms(world: ChaosWorld): string[] {
  const rooms = world.everybody.map((person) => person.labelsOf('room'))
  return world.everybody.flatMap(({ role, said }) => {
    const own = new Set(said.get('room'))
    const ends = rooms.map((labels) => labels.filter((label) => !own.has(label)).slice(-1)[0])
    return new Set(ends).size > 1 ? [`rooms without ${role} end with ${JSON.stringify(ends)}`] : []
  })
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

/** The list shows the newest row of each chat and counts nothing of an open one. */
function wrongInList(person: ChaosPerson, place: Place): string[] {
  const where = `${person.role} list ${place}`
  const [newest] = rowsOf(person.list(place)).slice(-1)
  const key = person.keyOf(place)
  const row = person.phone.stores.conversations.screens
    .flatMap(({ rows }) => [...rows])
    .find(({ id }) => id === key)
  if (newest === undefined) return []
  const problems: string[] = []
  if (!row?.preview.endsWith(newest.text)) {
    problems.push(`${where}: shows ${row?.preview}, newest is ${newest.text}`)
  }
  if (row !== undefined && row.unreadCount > 0) {
    problems.push(`${where}: ${row.unreadCount} unread of an open chat`)
  }
  return problems
}

/** How many there are, and the first of them. */
export function some(labels: readonly string[]): string {
  return `${labels.length} ${JSON.stringify(labels.slice(0, 3))}`
}
