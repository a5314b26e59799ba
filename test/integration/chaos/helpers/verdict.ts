import type { ChaosPerson, RoomView } from './chaos-person'
import type { ChaosWorld } from './chaos-world'
import type { Place } from './fault-plan'
import { ServerHistory } from './server-history'
import { missingYet, some } from './wholeness'

/** What people would complain about. */
export interface Verdict {
  problems: string[]
  /** Room messages missing on some screen, all of them told to the person. */
  missedInRoom: number
}

/**
 * Compares every screen with what was said and with the server's own history. Switches all phones off.
 *
 * Two things are judged less strictly, because the app promises no more. A row that a person asked to
 * retry goes to the end of its queue, so it may stand below what was typed after it. And what a room
 * had not acknowledged when its app was killed has no place in the server's order yet.
 */
export async function judge(world: ChaosWorld): Promise<Verdict> {
  const problems = missingYet(world)
  await world.files.settled()
  for (const { phone } of world.everybody) phone.kill()
  const history = await ServerHistory.read(world)
  for (const person of world.everybody) {
    for (const place of person.chatPlaces) {
      const kept = history.of(person.role, place)
      problems.push(...judgeChat(world, person, place, kept))
    }
  }
  let missedInRoom = 0
  for (const person of world.everybody) {
    const kept = history.of(person.role, 'room')
    problems.push(...unequal(`server room`, world.saidIn(person.role, 'room').flat(), kept))
    problems.push(...disorder(person, 'room', kept))
    const views = [...person.pastRoomViews, person.roomView()]
    for (const [index, view] of views.entries()) {
      const verdict = judgeRoom(person, view, kept, index === views.length - 1)
      problems.push(...verdict.problems)
      missedInRoom += verdict.missedInRoom
    }
  }
  return { problems: [...new Set(problems)], missedInRoom }
}

function judgeChat(
  world: ChaosWorld,
  person: ChaosPerson,
  place: Place,
  kept: readonly string[],
): string[] {
  const where = `${person.role} ${place}`
  const said = world.saidIn(person.role, place).flat()
  const shown = person.labelsOf(place)
  const keptOfPeople = kept.filter((label) => !label.startsWith('notice '))
  return [
    ...unequal(`server ${where}`, said, keptOfPeople),
    ...difference(where, kept, shown),
    ...disorder(person, place, kept),
  ]
}

/** Each exactly once, in any order. */
function unequal(where: string, expected: readonly string[], found: readonly string[]): string[] {
  const missing = expected.filter((label) => !found.includes(label))
  const extra = found.filter((label) => !expected.includes(label))
  const doubled = found.filter((label, index) => found.indexOf(label) !== index)
  if (missing.length + extra.length + doubled.length === 0) return []
  return [
    `${where}: ${found.length} of ${expected.length}, missing ${some(missing)}, ` +
      `extra ${some(extra)}, doubled ${some(doubled)}`,
  ]
}

/** Each exactly once, in this order. */
function difference(
  where: string,
  expected: readonly string[],
  shown: readonly string[],
): string[] {
  const problems = unequal(where, expected, shown)
  const at = expected.findIndex((label, index) => label !== shown[index])
  if (problems.length > 0 || at === -1) return problems
  return [`${where}: shows ${shown[at]} where ${expected[at]} belongs`]
}

/** What one person says in one conversation goes out in the order it was typed. */
function disorder(person: ChaosPerson, place: Place, kept: readonly string[]): string[] {
  const said = (person.said.get(place) ?? []).filter((label) => !person.retried.has(label))
  const own = new Set(said)
  const order = kept.filter((label, index) => own.has(label) && kept.indexOf(label) === index)
  const at = order.findIndex((label, index) => label !== said[index])
  return at === -1 ? [] : [`${person.role} ${place}: ${order[at]} went out before ${said[at]}`]
}

/**
 * None twice, in the server's order, and every run of missing ones ends under the notice. An entrance
 * begins with the first message of others: an own one of before it, found sent by then, stands above.
 */
function judgeRoom(
  person: ChaosPerson,
  { labels, unsent, underNotice }: RoomView,
  kept: readonly string[],
  isLast: boolean,
): Verdict {
  const where = `${person.role} room`
  const problems: string[] = []
  const shown = new Set(labels)
  if (shown.size < labels.length) {
    const doubled = labels.filter((label, index) => labels.indexOf(label) !== index)
    problems.push(`${where}: twice ${some(doubled)}`)
  }
  const inOrder = kept.filter((label) => shown.has(label) && !unsent.has(label))
  const delivered = labels.filter((label) => kept.includes(label) && !unsent.has(label))
  const at = delivered.findIndex((label, index) => label !== inOrder[index])
  if (at !== -1) problems.push(`${where}: ${delivered[at]} stands before ${inOrder[at]}`)
  const own = new Set(person.said.get('room'))
  const first = inOrder.find((label) => !own.has(label))
  const last = isLast ? kept.length : kept.indexOf(inOrder[inOrder.length - 1]) + 1
  let missedInRoom = 0
  let gap: string[] = []
  for (const label of first === undefined ? [] : kept.slice(kept.indexOf(first), last)) {
    if (!shown.has(label)) {
      missedInRoom += 1
      gap.push(label)
      continue
    }
    if (own.has(label) || gap.length === 0) continue
    if (!underNotice.has(label)) {
      problems.push(`${where}: untold gap of ${some(gap)} before ${label}`)
    }
    gap = []
  }
  if (gap.length > 0 && isLast) problems.push(`${where}: without the newest, ${some(gap)}`)
  return { problems, missedInRoom }
}
