import { AppOnFakes } from '../../../fakes/app-on-fakes'
import { settled } from '../../../fakes/fake-clock'
import { Crossing } from '../chat/open-chat'
import { aConversation, rowsIn } from './a-conversation'

const crossingOf = (app: AppOnFakes): Crossing =>
  new Crossing(app, () => ({ screens: app.stores.conversations.screens }))

/** A phone that was used before: 60 conversations are in its cache. The cloud now says `listed`. */
async function startedAgain(listed = kept()) {
  const first = await AppOnFakes.signedIn()
  first.im.emit('conversations', kept())
  rowsIn(first)
  await first.clock.pass(1_000)
  const app = new AppOnFakes(first.storage)
  app.api.userId = 'lin'
  app.im.conversations = { conversations: listed, hasMore: false }
  return app
}

const kept = () => Array.from({ length: 60 }, (_, number) => aConversation(number))
const ids = (app: AppOnFakes) => rowsIn(app).map(({ id }) => id)

describe('the list, first from the cache and then from the cloud', () => {
  it('shows the cache before there is a connection', async () => {
    const app = await startedAgain()
    app.im.isSilent = true
    app.stores.session.restore()
    expect(rowsIn(app)).toHaveLength(60)
    expect(rowsIn(app)[0]).toMatchObject({ id: 'private:p0', name: 'Name of p0' })
  })

  it('knows the names of groups and contacts then, too', async () => {
    const first = await AppOnFakes.signedIn()
    const group = { kind: 'group', targetId: 'courtyard', key: 'group:courtyard' } as const
    first.im.emit('conversations', [aConversation(0, group)])
    await first.stores.contacts.setRemark('chen', 'Old Chen')
    const app = new AppOnFakes(first.storage)
    app.api.userId = 'lin'
    app.im.isSilent = true
    app.stores.session.restore()
    expect(rowsIn(app)).toMatchObject([{ name: 'Locust Courtyard' }])
    expect(app.stores.contacts.sections).toMatchObject([{ rows: [{ name: 'Old Chen' }] }])
    expect(app.stores.contacts.groups).toMatchObject([{ name: 'Locust Courtyard' }])
    expect(app.stores.profiles.nameOf('chen')).toBe('Old Chen')
  })

  it('does not move or redraw anything when the cloud says the same', async () => {
    const app = await startedAgain()
    app.stores.session.restore()
    const before = rowsIn(app)
    const crossing = crossingOf(app)
    await settled()
    await app.clock.pass(1_000)
    expect(app.im.count('conversationPage')).toBe(1)
    expect(crossing.patches).toEqual([])
    expect(rowsIn(app).every((row, index) => row === before[index])).toBe(true)
  })

  it('takes one patch for all the cloud says, and leaves other rows as they are', async () => {
    const news = kept()
    news[7] = aConversation(7, { unreadCount: 1 })
    news[40] = aConversation(40, { updatedAt: 2_000_000 })
    const app = await startedAgain(news.filter((_, number) => number !== 50))
    app.stores.session.restore()
    const before = new Map(rowsIn(app).map((row) => [row.id, row]))
    const crossing = crossingOf(app)
    await settled()
    await app.clock.pass(1_000)
    expect(crossing.patches).toHaveLength(1)
    // It moves as it is.
    expect(ids(app)[0]).toBe('private:p40')
    expect(ids(app)).not.toContain('private:p50')
    const replaced = rowsIn(app).filter((row) => row !== before.get(row.id))
    expect(replaced.map(({ id }) => id)).toEqual(['private:p7'])
  })
})

describe('a list longer than a page', () => {
  const all = Array.from({ length: 250 }, (_, number) => aConversation(number))

  function inPages(app: AppOnFakes): void {
    jest.spyOn(app.im, 'conversationPage').mockImplementation(async (options) => {
      const { before = Infinity, count } = options
      const older = all.filter(({ updatedAt }) => updatedAt < before)
      return { conversations: older.slice(0, count), hasMore: older.length > count }
    })
  }

  it('is read to its end, so that old unread and pinned ones count', async () => {
    const app = new AppOnFakes()
    inPages(app)
    all[249] = aConversation(249, { unreadCount: 4, isPinned: true })
    await app.stores.session.signInAsDemo('lin')
    await settled()
    expect(ids(app)).toHaveLength(250)
    expect(ids(app)[0]).toBe('private:p249')
    expect(app.stores.conversations.badge).toBe('4')
  })

  it('asks for the names of its people in batches of a hundred', async () => {
    const app = new AppOnFakes()
    inPages(app)
    await app.stores.session.signInAsDemo('lin')
    await settled()
    rowsIn(app)
    await app.clock.pass(1_000)
    const batches = app.api.calls.filter((call) => call.startsWith('profiles'))
    expect(batches).toEqual(['profiles 100', 'profiles 100', 'profiles 50'])
  })

  it('is asked for its news only after the next reconnect', async () => {
    const app = new AppOnFakes()
    inPages(app)
    await app.stores.session.signInAsDemo('lin')
    await settled()
    const page = jest.spyOn(app.im, 'conversationPage')
    page.mockClear()
    await app.stores.conversations.load()
    expect(page).toHaveBeenCalledTimes(2)
  })

  it('loses what was removed on another device from among its newest, and nothing older', async () => {
    const app = new AppOnFakes()
    inPages(app)
    await app.stores.session.signInAsDemo('lin')
    await settled()
    all.splice(20, 1)
    await app.stores.conversations.load()
    expect(ids(app)).toHaveLength(249)
    expect(ids(app)).not.toContain('private:p20')
  })

  it('keeps a conversation whose first message could not be sent yet', async () => {
    const app = await AppOnFakes.signedIn()
    app.im.sendOutcomes = [30003, 30003, 30003]
    app.stores.openChat('private:new').send('hello?')
    await settled()
    expect(ids(app)).toEqual(['private:new'])
    await app.stores.conversations.load()
    expect(ids(app)).toEqual(['private:new'])
  })
})
