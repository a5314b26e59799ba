import type { ScreenTour } from '../helpers/screen-tour'

/** Before anything is there: signing in, an empty list, and what cannot be loaded. */
export function firstScreens(tourNow: () => ScreenTour): void {
  it('sign-in, without a server and with demo people', async () => {
    const { phone, shows, street } = tourNow()
    await phone.open('/pages/sign-in/sign-in?server=http%3A%2F%2F127.0.0.1%3A1')
    await phone.find('#sign-in-failure')
    await shows('sign-in-failed')
    await phone.open(`/pages/sign-in/sign-in?server=${encodeURIComponent(street.app.address)}`)
    await phone.find('#person-lin')
    await shows('sign-in')
  })

  it('a first conversation, and none', async () => {
    const { lin, phone, shows, street } = tourNow()
    await lin.signIn(street, 'lin')
    await shows('conversations-first')
    await lin.chat.open('private:chen')
    await shows('chat-empty')
    await lin.home()
    await lin.conversations('remove', 'group:courtyard')
    await phone.find('#empty')
    await shows('conversations-empty')
  })

  it('what cannot be loaded, and without a network', async () => {
    const tour = tourNow()
    const { lin, phone, shows, street } = tour
    const failing = async (scene: string, retry = '#retry'): Promise<void> => {
      await phone.find(retry, '.button')
      // Words of a failure are those of the language it happened in.
      const again = async (): Promise<void> => {
        await tour.tap(retry, '.button')
        await phone.until('the failure', (page) => page.data('failure'))
      }
      await shows(scene, { open: again })
    }
    const refused = { topic: 'qryPMsg', status: 25104, count: 100, userIds: ['lin'] }
    await street.im.control('refuse-acks', refused)
    await lin.chat.open('private:zhao')
    await failing('chat-failed-to-load', '#load-retry')
    await street.im.control('clear')
    await lin.home()
    await lin.goToTab('me')
    // Brings the subpackage of these pages, which cannot be loaded later.
    await tour.showsPage('blocked-none', 'pages-more/blocked/blocked')
    await tour.goOffline()
    await lin.goToTab('rooms')
    await failing('rooms-failed')
    await lin.goToTab('me')
    for (const [page, query] of [['blocked'], ['requests'], ['notices', '?key=system:hutong']]) {
      await lin.goTo(`pages-more/${page}/${page}`, query)
      await failing(`${page}-failed`)
      await lin.backTo('pages/me/me')
    }
    await lin.goToTab('conversations')
    await tour.goOnline()
  })
}
