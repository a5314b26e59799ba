import { startMediaStreet, type MediaStreet } from './helpers/media-street'
import { languages } from './helpers/phone'
import { burning } from './media/burning'
import { files } from './media/files'
import { pictures } from './media/pictures'
import { voice } from './media/voice'
import { voiceDraft } from './media/voice-draft'

jest.setTimeout(120_000)

/** Two people send each other what is not text; each step goes on where the one before it ended. */
describe('what is sent besides text', () => {
  let street: MediaStreet

  beforeAll(async () => {
    street = await startMediaStreet()
  })
  afterAll(() => street?.close())

  describe.each(languages)('in %s', (language) => {
    describe('pictures and videos', () => pictures(() => street, language))
    describe('voice', () => voice(() => street, language))
    describe('recordings that wait', () => voiceDraft(() => street, language))
    describe('files and places', () => files(() => street, language))
    describe('what burns after reading', () => burning(() => street, language))
  })

  it('does all of it without an exception', () => {
    expect(street.exceptions).toEqual([])
  })
})
