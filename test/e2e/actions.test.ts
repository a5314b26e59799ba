import { changes } from './actions/changes'
import { failures } from './actions/failures'
import { forwards } from './actions/forwards'
import { groupTalk } from './actions/group-talk'
import { longTexts } from './actions/long-texts'
import { oneToOne } from './actions/one-to-one'
import { receivedTypes } from './actions/received-types'
import { Pair } from './helpers/pair'
import { languages } from './helpers/phone'

jest.setTimeout(120_000)

/** Two people do with messages what there is to do, in both languages; each step goes on where the one before it ended. */
describe('messages', () => {
  let pair: Pair

  beforeAll(async () => {
    pair = await Pair.start('acts')
  })
  afterAll(() => pair?.stop())

  describe.each(languages)('in %s', (language) => {
    beforeAll(() => pair.speak(language))

    describe('between two people', () => {
      beforeAll(() => pair.faceToFace())
      oneToOne(() => pair, language)
      changes(() => pair, language)
      failures(() => pair, language)
      receivedTypes(() => pair, language)
    })

    describe('in a group', () => {
      beforeAll(() => pair.inTheCourtyard())
      groupTalk(() => pair, language)
      longTexts(() => pair, language)
    })

    describe('forwarded', () => {
      beforeAll(() => pair.faceToFace())
      forwards(() => pair, language)
    })
  })

  it('do all of it without an exception', () => {
    expect(pair.exceptions).toEqual([])
  })
})
