import { writeLongTalk, writeManyTalks } from '../bench/long-talk'
import { report } from '../bench/report'
import { listCost, TalkCosts, type Cost } from '../bench/talk-costs'
import { walkList } from '../bench/walk'
import { SdkPerson } from '../integration/helpers/sdk-person'
import { launchDrawnPhone, type DrawnPhone } from './helpers/drawn-phone'
import { startNeighbourhood, type Neighbourhood } from './helpers/neighbourhood'

jest.setTimeout(180_000)

function reportCost(what: string, { calls, bytes }: Cost): void {
  report(what, `${calls} setData, ${bytes} bytes`)
}

describe('what crosses to the view', () => {
  let street: Neighbourhood
  let lin: DrawnPhone
  let chen: SdkPerson
  let costs: TalkCosts

  beforeAll(async () => {
    street = await startNeighbourhood()
    await writeManyTalks(street.im, 500)
    await writeLongTalk(street.im, 10_000)
    chen = await SdkPerson.connected(street.im, 'chen')
    lin = await launchDrawnPhone('meter')
    await street.signIn(lin, 'lin')
    costs = await TalkCosts.open(lin, chen)
  })
  afterAll(async () => {
    await lin?.close()
    await chen?.leave()
    await street?.stop()
  })

  it('is one setData of its own row for a message, the same with 20, 200 and 1,000 in the list', async () => {
    const bytes: number[] = []
    for (const count of [19, 200, 1_000]) {
      expect(await costs.load(count)).toBeGreaterThanOrEqual(count)
      // These fill the last screen of rows and open a fresh one.
      for (let said = 0; said < 2; said += 1) await costs.incoming()
      const cost = await costs.incoming()
      expect(cost).toMatchObject({ calls: 1, rows: [expect.stringMatching(/^recentStacks/)] })
      reportCost(`${cost.what}, ${count} in the list`, cost)
      bytes.push(cost.bytes)
    }
    expect(Math.max(...bytes)).toBeLessThanOrEqual(1_536)
    expect(Math.max(...bytes) / Math.min(...bytes)).toBeLessThanOrEqual(1.05)
  })

  it('is three calls and 3 KB at most for an own text and its ack', async () => {
    const cost = await costs.ownTextAndAck()
    reportCost(cost.what, cost)
    const { calls, bytes } = cost
    expect(calls).toBeLessThanOrEqual(3)
    expect(bytes).toBeLessThanOrEqual(3_072)
  })

  it('is its own row for a receipt, a reaction, an edit and a recall', async () => {
    for (const cost of await costs.changes()) {
      const { what, calls, bytes, rows } = cost
      reportCost(what, cost)
      expect({ what, calls, rows }).toEqual({ what, calls: 1, rows: [expect.any(String)] })
      expect(bytes).toBeLessThanOrEqual(1_536)
    }
  })

  it('holds a thumbnail once, whatever happens to its picture', async () => {
    expect(await costs.thumbnailCrossings()).toBe(1)
  })

  it('is one row of a list of 500 conversations for a message', async () => {
    await lin.app.callWxMethod('navigateBack')
    await lin.until(
      'the conversation list',
      async (page) => page.path === 'pages/conversations/conversations',
    )
    expect((await walkList(lin, { isSlow: false })).end.rows).toBeGreaterThanOrEqual(500)
    const cost = await listCost(lin, chen)
    reportCost(`${cost.what} of 500`, cost)
    const { calls, bytes, rows } = cost
    expect({ calls, rows }).toEqual({ calls: 1, rows: ['screens[0].rows[0]'] })
    expect(bytes).toBeLessThanOrEqual(1_536)
  })
})
