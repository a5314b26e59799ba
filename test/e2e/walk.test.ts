import { writeLongTalk, writeManyTalks } from '../bench/long-talk'
import { Gauge } from '../bench/gauge'
import { isBench, report } from '../bench/report'
import { TalkCosts } from '../bench/talk-costs'
import { goTo } from '../bench/scrolling'
import { walkChat, walkList, type GlideCost, type Point } from '../bench/walk'
import { SdkPerson } from '../integration/helpers/sdk-person'
import { ChatScreen } from './helpers/chat-screen'
import { launchDrawnPhone, type DrawnPhone } from './helpers/drawn-phone'
import { startNeighbourhood, type Neighbourhood } from './helpers/neighbourhood'

jest.setTimeout(600_000)

const MB = 1024 * 1024

const MESSAGES = 10_000
/** Pages of history the reader goes back; a part is enough to see what grows. */
const PAGES = isBench ? Infinity : 80

function expectBounded({ rows, count, maxChildren, heapBytes }: Point): void {
  const heap = `heap ${(heapBytes / MB).toFixed(1)} MB`
  report(`  ${rows} rows`, `${count} nodes, at most ${maxChildren} children, ${heap}`)
  expect(count).toBeLessThan(1_000)
  expect(maxChildren).toBeLessThanOrEqual(60)
}

function expectSmooth(glide: GlideCost): void {
  const { where, tasks, setDataPerSecond, largestSetData, rowsInSight } = glide
  const longest = Math.max(...tasks.map(({ cpu }) => cpu))
  const withOthers = Math.max(...tasks.map(({ wall }) => wall))
  report(
    `  scrolling, 4x slower: ${where}`,
    `longest task ${longest.toFixed(0)} ms (${withOthers.toFixed(0)} ms with what else ran), ` +
      `${setDataPerSecond.toFixed(1)} setData/s, largest ${largestSetData} bytes`,
  )
  // A time is the machine's as much as ours, so it is judged only where figures are asked for.
  if (isBench) expect(longest).toBeLessThanOrEqual(100)
  expect(setDataPerSecond).toBeLessThanOrEqual(20)
  expect(largestSetData).toBeLessThanOrEqual(256 * 1024)
  expect(rowsInSight).toBeGreaterThan(0)
}

describe('walking through what is long', () => {
  let street: Neighbourhood
  let lin: DrawnPhone
  let chen: SdkPerson

  beforeAll(async () => {
    street = await startNeighbourhood()
    await writeManyTalks(street.im, 500)
    await writeLongTalk(street.im, MESSAGES)
    chen = await SdkPerson.connected(street.im, 'chen')
    lin = await launchDrawnPhone('walk')
    await street.signIn(lin, 'lin')
  })
  afterAll(async () => {
    await lin?.close()
    await chen?.leave()
    await street?.stop()
  })

  it('keeps the page of 500 conversations small, and scrolls it to its end without a hole', async () => {
    const { end, glide } = await walkList(lin)
    expect(end.rows).toBeGreaterThanOrEqual(500)
    expectBounded(end)
    expectSmooth(glide)
  })

  it('keeps the page of a chat small, its memory flat and every row in its place', async () => {
    await new ChatScreen(lin).open('private:chen')
    const { points, drift, pages, glides } = await walkChat(lin, { pages: PAGES, pagesAPoint: 40 })
    report(`history put in above, ${pages} times`, `drift ${drift.toFixed(2)} px`)
    if (!isBench) expect(pages).toBeGreaterThanOrEqual(PAGES)
    expect(drift).toBeLessThanOrEqual(1)
    points.forEach(expectBounded)
    const heaps = points.map(({ heapBytes }) => heapBytes)
    expect(heaps[heaps.length - 1]).toBeLessThan(heaps[0] + 4 * MB)
    glides.forEach(expectSmooth)
  })

  it('brings a reader from far up to the newest of what came meanwhile', async () => {
    const chat = new ChatScreen(lin)
    const toLin = chen.conversation('private', 'lin')
    for (const share of [0.3, 0.5, 0.8]) {
      await (await lin.frame()).evaluate(goTo, { selector: '#messages', row: '.chat__row', share })
      await lin.settle()
      await lin.until('the reader far up', async (page) => Boolean(await page.data('isFarUp')))
      for (let said = 1; said <= 3; said += 1) await chen.say(toLin, `Meanwhile ${share} ${said}`)
      await lin.until('the pill', async (page) => (await page.data('pillText')) !== '')
      await (await lin.find('#pill')).tap()
      await chat.isInSight((await chat.sees(`Meanwhile ${share} 3`)).id)
    }
  })

  it('keeps the page of a room small however much is said in it', async () => {
    await lin.app.callWxMethod('navigateTo', { url: '/pages-chat/room/room?id=lobby' })
    await lin.until('the room', async (page) => (await page.data('isInside')) === true)
    const room = new ChatScreen(lin)
    await street.im.control('flood-room', { roomId: 'lobby', messagesPerSecond: 100, count: 700 })
    await room.messagesWhen('the last of a flood', (rows) => rows.at(-1)?.text === 'flood 700')
    const rows = await room.count()
    const { count } = await (await Gauge.on(lin)).held()
    report(`a room after 700 messages, ${rows} rows`, `${count} nodes`)
    expect(rows).toBeGreaterThanOrEqual(300)
    expect(rows).toBeLessThan(340)
    expect(count).toBeLessThan(1_000)
    await lin.app.callWxMethod('navigateBack')
  })

  it('takes one setData for a message however many are in the list', async () => {
    const costs = await TalkCosts.here(lin, chen)
    const rows = await costs.load(0)
    for (let said = 0; said < 2; said += 1) await costs.incoming()
    const { what, calls, bytes } = await costs.incoming()
    report(`${what}, ${rows} in the list`, `${calls} setData, ${bytes} bytes`)
    expect(calls).toBe(1)
    expect(bytes).toBeLessThanOrEqual(1_536)
  })
})
