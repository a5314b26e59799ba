import { ChatScreen } from '../e2e/helpers/chat-screen'
import type { DrawnPhone } from '../e2e/helpers/drawn-phone'
import { Gauge, type LiveNodes, type Task } from './gauge'
import { climb, glide, goTo } from './scrolling'

/** How much slower than this machine the phone is while the reader scrolls. */
const SLOW_DOWN = 4
/** px a second: three phone screens of messages; the list's rows are read by their pictures. */
const CHAT_SPEED = 2_500
const LIST_SPEED = 5_000
const FAST = 20_000
const GLIDE_MS = 2_000
const CHAT = { selector: '#messages', row: '.chat__row' }
const LIST = { selector: '#conversations', row: '.conversations__row' }
/** Where a walk scrolls on at a finger's pace: from this share of the list, this way. */
const STRETCHES = [
  { where: 'oldest', share: 0.001, direction: 1 },
  { where: 'middle', share: 0.5, direction: -1 },
  { where: 'newest', share: 1, direction: -1 },
]

/** What the page holds with so many rows in its list. */
export interface Point extends LiveNodes {
  rows: number
  heapBytes: number
}

/** What scrolling for a while on the slow phone cost. */
export interface GlideCost {
  where: string
  /** The longest first. */
  tasks: Task[]
  setDataPerSecond: number
  /** Bytes. */
  largestSetData: number
  /** Where it stopped: none is a hole. */
  rowsInSight: number
}

export interface Walk {
  points: Point[]
  /** The furthest any row in sight moved when history was put in above it, px. */
  drift: number
  /** Pages of history it was watched for. */
  pages: number
  glides: GlideCost[]
}

/**
 * Scrolls an open chat back through history, then through the oldest, middle and newest part of what is loaded.
 * @param pages of history at most; all of it unless told.
 * @param pagesAPoint how many between two looks at what the page holds.
 */
export async function walkChat(
  phone: DrawnPhone,
  { pages = Infinity, pagesAPoint }: { pages?: number; pagesAPoint: number },
): Promise<Walk> {
  const gauge = await Gauge.on(phone)
  const chat = new ChatScreen(phone)
  const frame = await phone.frame()
  const walk: Walk = { points: [], drift: 0, pages: 0, glides: [] }
  const hasEarlier = async (): Promise<boolean> =>
    Boolean(await (await phone.page()).data('hasEarlier'))
  while (walk.pages < pages && (await hasEarlier())) {
    const climbed = await frame.evaluate(climb, { ...CHAT, pages: pagesAPoint })
    if (climbed.pages === 0 && (await hasEarlier())) throw new Error('history stopped coming')
    walk.drift = Math.max(walk.drift, climbed.drift)
    walk.pages += climbed.pages
    walk.points.push({ rows: await chat.count(), ...(await gauge.held()) })
  }
  for (const { where, share, direction } of STRETCHES) {
    await frame.evaluate(goTo, { ...CHAT, share })
    await phone.settle()
    const options = { ...CHAT, speed: direction * CHAT_SPEED, forMs: GLIDE_MS }
    walk.glides.push({ where, ...(await measuredGlide(phone, gauge, options, SLOW_DOWN)) })
  }
  return walk
}

/**
 * Scrolls the conversation list to its end.
 * @param isSlow at a finger's pace on the slow phone, as a chat is walked.
 */
export async function walkList(
  phone: DrawnPhone,
  { isSlow = true } = {},
): Promise<{ end: Point; glide: GlideCost }> {
  const gauge = await Gauge.on(phone)
  const options = { ...LIST, speed: isSlow ? LIST_SPEED : FAST, forMs: 60_000 }
  const cost = await measuredGlide(phone, gauge, options, isSlow ? SLOW_DOWN : 1)
  const screens = (await (await phone.page()).data('screens')) as { rows: object[] }[]
  const rows = screens.reduce((sum, screen) => sum + screen.rows.length, 0)
  return { end: { rows, ...(await gauge.held()) }, glide: { where: 'list', ...cost } }
}

async function measuredGlide(
  phone: DrawnPhone,
  gauge: Gauge,
  options: Parameters<typeof glide>[0],
  slowDown: number,
): Promise<Omit<GlideCost, 'where'>> {
  const frame = await phone.frame()
  await gauge.slowDown(slowDown)
  await gauge.setDataUse()
  let end = { tookMs: 0, rowsInSight: 0 }
  const tasks = await gauge.tasksOf(async () => {
    end = await frame.evaluate(glide, options)
  })
  const { tookMs, rowsInSight } = end
  const { calls, largest } = await gauge.setDataUse()
  await gauge.slowDown(1)
  const setDataPerSecond = (calls * 1_000) / tookMs
  return { tasks, setDataPerSecond, largestSetData: largest, rowsInSight }
}
