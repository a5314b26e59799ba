import { drawStreet, GIF, silence } from '../helpers/sample-media'
import type { ScreenTour } from '../helpers/screen-tour'
import { everyType, text } from '../helpers/street-talk'
import { overlays, press } from '../../integration/helpers/simulator-hand'

/** CSS px that show every type of message at once. */
const TALL = 4300
const FROM_CHEN = { from: 'chen', to: 'lin' }
const BURNS = { isBurnAfterRead: true, burnDuration: 600 }

/** Every type of message, theirs and own, and what some of them do when touched. */
export function messageTypes(tourNow: () => ScreenTour): void {
  let soundUrl: string
  let pictureUrl: string

  it('every type of message, theirs and own', async () => {
    const tour = tourNow()
    const { lin, phone, shows, talk } = tour
    await lin.chat.open('private:chen')
    await lin.attachFile('silence.wav', silence(60))
    soundUrl = await lin.newestFile()
    await lin.attachPicture('street.jpg', await tour.drawStreet())
    pictureUrl = await lin.newestFile()
    await lin.attachPicture('lantern.gif', GIF)
    const gifUrl = await lin.newestFile()
    const quotedUid = await talk.say(FROM_CHEN, text('明天早上一起去豆浆店?'))
    const types = everyType({
      thumbnail: (await drawStreet(phone.browser, 240, 180)).toString('base64'),
      tallThumbnail: (await drawStreet(phone.browser, 120, 240)).toString('base64'),
      pictureUrl,
      gifUrl,
      soundUrl,
      quotedUid,
    })
    await talk.sayAll(FROM_CHEN, types)
    await lin.chat.messagesWhen('all of them', (rows) => rows.length >= types.length + 4)
    await shows('chat-types-theirs', { height: TALL })
    await lin.home()
    await lin.chat.open('private:wang')
    await talk.sayAll({ from: 'lin', to: 'wang' }, types)
    await lin.chat.messagesWhen('all of them', (rows) => rows.length >= types.length)
    await shows('chat-types-own', { height: TALL })
    await lin.home()
  })

  it('who reacted, and with what one could', async () => {
    const tour = tourNow()
    const { lin, phone, shows } = tour
    await lin.chat.open('private:chen')
    const reactions = await tour.part('周末大扫除,九点集合', '.message-row__reaction')
    await (reactions as typeof reactions & { longpress(): Promise<void> }).longpress()
    await phone.find('#reactors')
    await tour.fingerIsOff()
    await shows('reactors')
    await tour.call('onReactorsClose')
    await lin.chat.openMenu((await lin.chat.sees('周末大扫除,九点集合')).id)
    await tour.tap('#menu', '.action-menu__more')
    await phone.find('#reactions')
    await shows('more-emoji')
    await tour.call('onReactingClose')
  })

  it('a voice that plays, and one that nobody heard', async () => {
    const tour = tourNow()
    const { lin, phone, shows, talk } = tour
    await talk.sayAll(FROM_CHEN, [
      { type: 'RC:HQVCMsg', content: { remoteUrl: soundUrl, duration: 42 } },
      { type: 'RC:HQVCMsg', content: { remoteUrl: soundUrl, duration: 9 } },
    ])
    const rows = await lin.chat.messagesWhen('both', (all) =>
      all.slice(-2).every(({ type }) => type === 'voice'),
    )
    const { id } = rows.at(-2)!
    await tour.tap(`#row-${id}`, '.message-row__bubble')
    await tour.whenData('playingId', id)
    await shows('voice-playing')
    await tour.tap(`#row-${id}`, '.message-row__bubble')
    await phone.until('silence', async (page) => (await page.data('playingId')) === '')
  })

  it('what burns after reading: closed, open, counting', async () => {
    const tour = tourNow()
    const { lin, phone, shows, talk } = tour
    const picture = {
      type: 'RC:ImgMsg',
      content: { imageUri: pictureUrl, thumWidth: 240, thumHeight: 180, ...BURNS },
    }
    await talk.sayAll(FROM_CHEN, [picture, picture])
    const rows = await lin.chat.messagesWhen('both', (all) =>
      all.slice(-2).every(({ type }) => type === 'image'),
    )
    const { id } = rows.at(-2)!
    await tour.tap(`#row-${id}`, '.message-row__bubble')
    const isOpen = async (): Promise<boolean> =>
      (await overlays(phone.app)).some(({ parts }) => parts.includes('preview'))
    await phone.until('the picture', isOpen)
    await shows('burn-open')
    await press(phone.app, 'preview')
    await phone.find(`#row-${id}`, '.message-row__countdown')
    await shows('burn-counting')
    await lin.home()
  })
}
