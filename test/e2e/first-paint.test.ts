import { startAgain, type Start } from '../bench/first-paint'
import { writeManyTalks } from '../bench/long-talk'
import { report } from '../bench/report'
import { launchDrawnPhone, type DrawnPhone } from './helpers/drawn-phone'
import { startNeighbourhood, type Neighbourhood } from './helpers/neighbourhood'

jest.setTimeout(120_000)

function reportStart(what: string, { firstRow, sdkAsked, interactive }: Start): void {
  const figures = `first row ${firstRow} ms, SDK asked for ${sdkAsked} ms, interactive ${interactive} ms`
  report(what, figures)
}

describe('starting the app', () => {
  let street: Neighbourhood
  let lin: DrawnPhone

  beforeAll(async () => {
    street = await startNeighbourhood()
    await writeManyTalks(street.im, 100)
    lin = await launchDrawnPhone('first-paint')
    await street.signIn(lin, 'lin')
  })
  afterAll(async () => {
    await lin?.close()
    await street?.stop()
  })

  it('paints the list from the phone before the SDK is loaded, and goes online after', async () => {
    const start = await startAgain(lin)
    const { firstRow, sdkAsked, interactive } = start
    reportStart('start again, list kept', start)
    expect(firstRow).toBeLessThan(sdkAsked)
    expect(sdkAsked).toBeLessThan(interactive)
  })

  it('brings the list from the cloud when the phone has kept none', async () => {
    const start = await startAgain(lin, { forgets: true })
    const { firstRow, sdkAsked } = start
    reportStart('first start, list from the cloud', start)
    expect(sdkAsked).toBeLessThan(firstRow)
  })
})
