import type { ScreenTour } from '../helpers/screen-tour'

/** Contacts, rooms, oneself, and the pages behind them. */
export function placeScreens(tourNow: () => ScreenTour): void {
  it('contacts, rooms, oneself, what this is', async () => {
    const tour = tourNow()
    const { lin, shows } = tour
    for (const tab of ['contacts', 'rooms', 'me']) {
      await lin.goToTab(tab)
      await shows(tab)
    }
    await tour.showsPage('about', 'sdk/about/about')
  })

  it('requests, notices and blocked people, none and some', async () => {
    const tour = tourNow()
    const { street } = tour
    const linInPerson = await street.app.signIn('lin')
    await linInPerson.put('/me/blocks/zhao')
    await linInPerson.put('/me/blocks/wang')
    await tour.showsPage('blocked', 'pages-more/blocked/blocked')
    const zhao = await street.app.signIn('zhao')
    await zhao.delete('/contacts/lin')
    tour.talk.said.add('楼上漏水,找您商量')
    await linInPerson.post('/contact-requests', { userId: 'zhao', message: '楼上漏水,找您商量' })
    await tour.showsPage('requests', 'pages-more/requests/requests')
    await tour.showsPage('notices', 'pages-more/notices/notices', '?key=system:hutong')
    const [request] = (await linInPerson.get<{ items: { id: string }[] }>('/contact-requests')).body
      .items
    await linInPerson.post(`/contact-requests/${request.id}/decline`)
  })

  it('nobody, and no room', async () => {
    const tour = tourNow()
    const { lin, phone, shows, street } = tour
    const linInPerson = await street.app.signIn('lin')
    for (const id of ['chen', 'wang', 'zhao', 'su']) await linInPerson.delete(`/contacts/${id}`)
    await linInPerson.delete('/groups/courtyard')
    await lin.goToTab('contacts')
    await phone.find('#empty')
    await shows('contacts-empty')
    await linInPerson.delete('/rooms/lobby')
    await lin.goToTab('rooms')
    await phone.find('#empty')
    await shows('rooms-empty')
  })
}
