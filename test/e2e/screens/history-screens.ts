import { HistoryScreen } from '../helpers/history-screen'
import { ListScreen } from '../helpers/list-screen'
import { drawStreet } from '../helpers/sample-media'
import type { ScreenTour } from '../helpers/screen-tour'
import { text } from '../helpers/street-talk'

const HISTORY = 'pages-chat/history/history'
/** More than are looked through at one wish. */
const SMALL_TALK = 520

/** The search in one conversation: every kind of what it lists, and every state it can be in. */
export function historyScreens(tourNow: () => ScreenTour): void {
  it('pictures, files, links and words of a conversation', async () => {
    const tour = tourNow()
    const { lin, phone, shows, talk } = tour
    const history = new HistoryScreen(phone)
    const content = (await drawStreet(phone.browser, 120, 90)).toString('base64')
    const picture = { type: 'RC:ImgMsg', content: { content, imageUri: 'https://files.example/x' } }
    await talk.sayAll({ from: 'chen', to: 'lin' }, Array<typeof picture>(9).fill(picture))
    await new ListScreen(phone).choose('private:chen', 'history')
    await history.isOpen()
    await phone.find('.history__picture')
    await shows('history')
    await history.hold(5)
    await tour.fingerIsOff()
    await shows('history-menu')
    await tour.call('onMenuClose')
    for (const kind of ['files', 'links'] as const) {
      await history.choose(kind)
      await shows(`history-${kind}`)
    }
    // The words around what is found stand in one line.
    talk.said.add('明天记得把').add('子里的桌子')
    await tour.searches('院')
    await history.rowsWhen('words', ([row]) => row?.match === '院')
    await shows('history-words')
    await tour.searches('zzzz')
    await phone.find('#none')
    await shows('history-none')
    await lin.home()
  })

  it('a search that has not come to an end, and one that does not get on', async () => {
    const tour = tourNow()
    const { lin, phone, shows, street, talk } = tour
    const history = new HistoryScreen(phone)
    const now = Date.now()
    const said = text('吃了吗')
    talk.said.add('吃了吗')
    await street.im.control('write-past', {
      messages: Array.from({ length: SMALL_TALK }, (_, n) => ({
        fromUserId: 'su',
        toUserId: 'lin',
        classname: said.type,
        content: JSON.stringify(said.content),
        sentAt: now - SMALL_TALK + n,
      })),
    })
    await street.im.control('delay-answers', { delayMs: 600_000, userIds: ['lin'] })
    await lin.goTo(HISTORY, '?key=private:su')
    await phone.find('#looking')
    await shows('history-looking')
    await street.im.control('clear')
    await history.isOpen()
    await phone.find('#none', '#further')
    await shows('history-further')
    await lin.home()
    await tour.goOffline()
    for (const [key, scene] of [
      ['private:su', 'history-failed'],
      ['private:chen', 'history-offline'],
    ]) {
      await lin.goTo(HISTORY, `?key=${key}`)
      await phone.find('#retry')
      await shows(scene)
      await lin.home()
    }
    await tour.goOnline()
  })
}
