import type { ScreenTour } from '../helpers/screen-tour'

/** How the connection stands, from unstable to taken over. */
export function linkScreens(tourNow: () => ScreenTour): void {
  it('an unstable network, none, and signed in elsewhere', async () => {
    const tour = tourNow()
    const { lin, phone, shows, street } = tour
    await lin.goToTab('conversations')
    await street.im.control('refuse-connections', { statuses: Array<number>(100).fill(3) })
    await street.im.control('kill-sockets', { userId: 'lin' })
    await phone.find('#strip', '.status-strip')
    await shows('degraded')
    await street.im.control('clear')
    await lin.isOnline()
    await tour.goOffline()
    await shows('offline')
    await lin.chat.open('private:chen')
    await shows('chat-offline')
    await lin.home()
    await tour.goOnline()
    await street.im.control('disconnect', { userId: 'lin', status: 1 })
    await phone.find('#strip', '.status-strip--error')
    await shows('kicked')
  })

  it('a suspended account', async () => {
    const tour = tourNow()
    const { phone, shows, street } = tour
    const { text: kicked } = (await (await phone.page()).data('strip')) as { text: string }
    await street.im.control('refuse-connections', { statuses: [9, 9, 9, 9] })
    await tour.tap('#strip', '.status-strip__action')
    await phone.until('a refusal', async (page) => {
      const strip = (await page.data('strip')) as { tone: string; text: string } | null
      return strip?.tone === 'error' && strip.text !== kicked
    })
    await shows('suspended')
  })
}
