import type { ChaosPerson, RoomView } from './chaos-person'
import type { ChaosWorld } from './chaos-world'
import { saidIn } from './chaos-run'
import { group, room } from './fault-plan'
import { SdkPerson } from '../../helpers/sdk-person'

const PAGE = 100
const PAGES_MS = 20_000

/** Compares every screen with what was typed and with the server's own history. */
export async function findProblems(
  world: ChaosWorld,
): Promise<{ problems: string[]; missedInRoom: number }> {
  const problems: string[] = []
  for (const person of world.everybody) {
    const { status } = person.phone.stores.session
    if (status !== 'online') problems.push(`${person.id} ends ${status}`)
    if (person.room.state !== 'inside') problems.push(`${person.id} ends ${person.room.state} room`)
    for (const key of person.conversationKeys) await pageBack(person, key)
  }
  for (const person of world.everybody) person.phone.kill()
  const history = await ServerHistory.read(world)
  for (const person of world.everybody) {
    for (const key of person.conversationKeys) {
      const retried = new Set(world.everybody.flatMap((one) => [...one.retried]))
      const kept = withoutRepeats(history.of(person.id, key), retried)
      const typed = saidIn(world, person.id, key).flat()
      problems.push(...difference(`server ${person.id} ${key}`, typed.sort(), [...kept].sort()))
      problems.push(...difference(`${person.id} ${key}`, kept, person.textsOf(key)))
      const own = (person.typed.get(key) ?? []).filter((text) => !retried.has(text))
      problems.push(...disorder(`${person.id} ${key}`, own, kept))
      problems.push(...wrongPreview(person, key, kept))
    }
  }
  let missedInRoom = 0
  for (const person of world.everybody) {
    const views = [...person.pastRoomViews, person.roomView()]
    for (const [index, view] of views.entries()) {
      const isLast = index === views.length - 1
      const kept = [...new Set(history.room)]
      const verdict = judgeRoom(person, view, kept, isLast)
      problems.push(...verdict.problems)
      missedInRoom += verdict.missed
    }
  }
  return { problems, missedInRoom }
}

/** A person who retries what nobody knows the fate of may say it twice; it is shown once. */
function withoutRepeats(texts: string[], retried: Set<string>): string[] {
  return texts.filter((text, index) => !retried.has(text) || texts.indexOf(text) === index)
}

async function pageBack(person: ChaosPerson, key: string): Promise<void> {
  const chat = person.list(key)
  const until = Date.now() + PAGES_MS
  while (chat.hasEarlier && chat.failure === '' && Date.now() < until) await chat.loadEarlier()
}

/** Says at which text two lists part, what is missing and what is too much. */
function difference(where: string, expected: string[], shown: string[]): string[] {
  const at = expected.findIndex((text, index) => text !== shown[index])
  if (at === -1 && shown.length === expected.length) return []
  const missing = expected.filter((text) => !shown.includes(text))
  const extra = shown.filter((text) => !expected.includes(text))
  const doubled = shown.filter((text, index) => shown.indexOf(text) !== index)
  const some = (texts: string[]) => `${texts.length} ${JSON.stringify(texts.slice(0, 3))}`
  return [
    `${where}: ${shown.length} of ${expected.length}, parts at ${at} ` +
      `(${JSON.stringify(expected[at])} there is ${JSON.stringify(shown[at])}), ` +
      `missing ${some(missing)}, extra ${some(extra)}, doubled ${some(doubled)}`,
  ]
}

/** What one person says in one conversation goes out in the order it was typed. */
function disorder(where: string, typed: string[], kept: string[]): string[] {
  const own = new Set(typed)
  const order = kept.filter((text) => own.has(text))
  const at = order.findIndex((text, index) => text !== typed[index])
  return at === -1 ? [] : [`${where}: ${order[at]} went out instead of ${typed[at]}`]
}

function wrongPreview(person: ChaosPerson, key: string, kept: string[]): string[] {
  const row = person.phone.stores.conversations.screens
    .flatMap(({ rows }) => [...rows])
    .find(({ id }) => id === key)
  const newest = kept[kept.length - 1]
  if (newest === undefined) return []
  const problems: string[] = []
  if (!row?.preview.endsWith(newest)) {
    problems.push(`${person.id} list ${key}: shows ${row?.preview}, newest is ${newest}`)
  }
  if (row !== undefined && row.unreadCount > 0) {
    problems.push(`${person.id} list ${key}: ${row.unreadCount} unread of an open chat`)
  }
  return problems
}

/** None twice, in the server's order, and every run of missing ones ends under the notice. */
function judgeRoom(
  person: ChaosPerson,
  { texts, unsent, underNotice }: RoomView,
  kept: string[],
  isLast: boolean,
): { problems: string[]; missed: number } {
  const where = `${person.id} room`
  const problems: string[] = []
  const shown = new Set(texts)
  if (shown.size < texts.length) {
    const doubled = texts.filter((text, index) => texts.indexOf(text) !== index)
    problems.push(`${where}: ${doubled.length} twice, e.g. ${doubled[0]}`)
  }
  const inOrder = kept.filter((text) => shown.has(text) && !unsent.has(text))
  const delivered = texts.filter((text) => kept.includes(text) && !unsent.has(text))
  const at = delivered.findIndex((text, index) => text !== inOrder[index])
  if (at !== -1) problems.push(`${where}: ${delivered[at]} stands before ${inOrder[at]}`)
  const [first] = inOrder
  const last = isLast ? kept.length : kept.indexOf(inOrder[inOrder.length - 1]) + 1
  let missed = 0
  let isMissing = false
  for (const text of first === undefined ? [] : kept.slice(kept.indexOf(first), last)) {
    if (!shown.has(text)) {
      missed += 1
      isMissing = true
      continue
    }
    const isOwn = person.typed.get(room)?.includes(text) ?? false
    if (isOwn || !isMissing) continue
    if (!underNotice.has(text)) problems.push(`${where}: nothing tells that ${text} follows a gap`)
    isMissing = false
  }
  if (isMissing && isLast) problems.push(`${where}: the newest messages are missing`)
  return { problems, missed }
}

/** The server's order of every conversation, read with the SDK alone. */
class ServerHistory {
  private readonly byKey = new Map<string, string[]>()
  room: string[] = []

  of(viewer: string, key: string): string[] {
    return this.byKey.get(keyOf(viewer, key)) ?? []
  }

  static async read(world: ChaosWorld): Promise<ServerHistory> {
    const history = new ServerHistory()
    for (const { id, phone, conversationKeys } of world.everybody) {
      const reader = await SdkPerson.connected(world.im, id, { storage: phone.wx.storage })
      for (const key of conversationKeys) {
        if (history.byKey.has(keyOf(id, key))) continue
        history.byKey.set(keyOf(id, key), await history.pages(reader, key))
      }
      if (history.room.length === 0) {
        await reader.sdk.joinChatRoom(room.split(':')[1], { count: -1 })
        history.room = await history.pages(reader, room)
      }
      await reader.leave()
    }
    return history
  }

  private async pages(reader: SdkPerson, key: string): Promise<string[]> {
    const [kind, id] = key.split(':') as ['private' | 'group' | 'chatroom', string]
    const conversation = reader.conversation(kind === 'chatroom' ? 'room' : kind, id)
    const texts: string[] = []
    for (let timestamp = 1; ;) {
      const query = { timestamp, count: PAGE, order: 1 as const }
      const { code, data } = await reader.sdk.getHistoryMessages(conversation, query)
      if (code !== 0 || data === undefined) throw new Error(`history of ${key} answered ${code}`)
      const list = [...data.list].sort((a, b) => a.sentTime - b.sentTime)
      for (const { messageType, content } of list) {
        if (messageType === 'RC:TxtMsg') texts.push((content as { content: string }).content)
      }
      if (!data.hasMore || list.length === 0) return texts
      timestamp = list[list.length - 1].sentTime
    }
  }
}

/** Both people of a private conversation see it under different keys. */
function keyOf(viewer: string, key: string): string {
  if (key === group) return key
  return [viewer, key.replace('private:', '')].sort().join('+')
}
