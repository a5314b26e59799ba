import { ListScreen } from '../helpers/list-screen'
import type { ScreenTour } from '../helpers/screen-tour'
import { mentioning, text } from '../helpers/street-talk'

const COURTYARD = { from: 'zhao', to: 'courtyard', isGroup: true }

/** The list of conversations: every mark, the swipe, the menu, search, filters. */
export function listScreens(tourNow: () => ScreenTour): void {
  it('every mark of the list of conversations', async () => {
    const tour = tourNow()
    const { chen, lin, phone, shows, street, talk } = tour
    await lin.conversations('setPinned', 'private:chen', true)
    await lin.conversations('setMuted', 'private:wang', true)
    await lin.conversations('markUnread', 'private:chen')
    const bill = { from: 'zhao', to: 'lin' }
    await Promise.all(Array.from({ length: 101 }, () => talk.say(bill, text('发票我放门卫那里了'))))
    const tea = 'Did you see the new tea house at the corner?'
    await talk.say({ from: 'wang', to: 'lin' }, text(tea))
    await talk.say(COURTYARD, mentioning('lin', '@林晓 记得水桶'))
    const su = await street.app.signIn('su')
    await su.delete('/contacts/lin')
    talk.said.add('我是苏晴')
    await su.post('/contact-requests', { userId: 'lin', message: '我是苏晴' })
    await phone.find('#conversation-system-hutong')
    const toLin = chen.stores.openChat('private:lin')
    await toLin.open()
    toLin.composing.input('我', 1)
    await phone.find('#conversation-private-chen', '.conversation-row__preview--typing')
    await shows('conversations')
    toLin.close()
  })

  it('a row moved aside, and the menu of one', async () => {
    const tour = tourNow()
    const { phone, shows } = tour
    const list = new ListScreen(phone)
    await list.drag('private:wang', -240)
    await phone.until('its buttons', () => list.isUncovered('private:wang'))
    await shows('conversation-swiped')
    await (await list.part('private:wang', '.conversation-row__front')).tap()
    const openMenu = async (): Promise<void> => {
      await tour.call('onRowMenu', { id: 'private:chen', x: 200, y: 300 })
    }
    await shows('conversation-menu', { open: openMenu })
    await tour.call('onMenuClose')
  })

  it('what a search finds, and what it does not', async () => {
    const tour = tourNow()
    const { phone, shows } = tour
    await tour.searches('院')
    await phone.until('hits', async (page) => {
      const found = (await page.data('found')) as { groups: object[]; messages: object[] }
      return found.groups.length > 0 && found.messages.length > 0
    })
    await shows('search')
    await tour.searches('zzzz')
    await phone.find('#none-found')
    await shows('search-none')
    await tour.tap('#search', '.search-field__clear')
  })

  it('tags, and a tag without a chat', async () => {
    const tour = tourNow()
    const { lin, phone, shows } = tour
    await lin.goTo('pages-more/tags/tags')
    await shows('tags-empty')
    for (const name of ['茶馆', 'Neighbours']) {
      await tour.write(name, '#new-tag')
      await tour.tap('#create', '.button')
      await phone.until(name, async (page) =>
        JSON.stringify(await page.data('rows')).includes(name),
      )
    }
    await shows('tags')
    await lin.home()
    await new ListScreen(phone).filter('茶馆')
    await phone.find('#empty-filter')
    await shows('conversations-filter-empty')
    await new ListScreen(phone).filter('全部')
  })
}
