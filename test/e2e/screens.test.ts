import { ROLE_RULES } from './helpers/screen-audit'
import { ScreenTour } from './helpers/screen-tour'
import { firstScreens } from './screens/first-screens'
import { groupScreens } from './screens/group-screens'
import { historyScreens } from './screens/history-screens'
import { linkScreens } from './screens/link-screens'
import { listScreens } from './screens/list-screens'
import { messageTypes } from './screens/message-types'
import { placeScreens } from './screens/place-screens'
import { roomScreens } from './screens/room-screens'
import { sendingScreens } from './screens/sending-screens'

jest.setTimeout(240_000)

/**
 * One walk through every screen: a picture of each in both languages, both themes and with large text, for a person to
 * look over in `test/screenshots/contact-sheet.html`; and what an audit of each finds.
 */
describe('every screen', () => {
  let tour: ScreenTour
  const tourNow = (): ScreenTour => tour

  beforeAll(async () => {
    tour = await ScreenTour.start()
  })
  afterAll(() => tour?.stop())

  firstScreens(tourNow)
  messageTypes(tourNow)
  groupScreens(tourNow)
  sendingScreens(tourNow)
  historyScreens(tourNow)
  listScreens(tourNow)
  roomScreens(tourNow)
  placeScreens(tourNow)
  linkScreens(tourNow)

  const finds = (...rules: string[]): void => expect(tour.walk.findings(...rules)).toEqual([])

  it('says what every control is', () => finds(...ROLE_RULES))
  it('has a contrast of 4.5 at least', () => finds('color-contrast'))
  it('gives every finger 88 rpx', () => finds('touch-target'))
  it('cuts and covers no words, also where text is large', () => finds('cut', 'overlap'))
  it('speaks one language at a time', () => finds('language'))
  it('stands still for those who asked for less motion', () => finds('motion'))
  it('comes up without an exception', () => {
    expect(tour.exceptions).toEqual([])
  })
})
