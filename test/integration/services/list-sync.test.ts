import type { ConversationKey } from '../../../miniprogram/models/conversation-ref'
import type { ConversationRow } from '../../../miniprogram/models/rows'
import { AppServer } from '../app-server/helpers/app-server'
import { HutongPhone, rowsOf } from '../helpers/hutong-phone'
import { ImServer } from '../helpers/im-server'

/** Two phones of one person: what is done to the list on one is done on the other. */
describe('the conversation list on two phones of one person', () => {
  let im: ImServer
  let app: AppServer
  let here: HutongPhone
  let there: HutongPhone

  beforeAll(async () => {
    im = await ImServer.start({ IM_MULTI_DEVICE: '1' })
    app = await AppServer.start({ databaseUrl: 'pglite:memory', im })
    here = await HutongPhone.of(app.address, 'lin')
    there = await HutongPhone.of(app.address, 'lin')
    for (const name of ['chen', 'wang', 'zhao']) await says(name, `${name} was here`)
    for (const phone of [here, there]) {
      await phone.until(() => ['chen', 'wang', 'zhao'].every((id) => rowOf(phone, id)?.preview))
    }
  })
  afterAll(async () => {
    here?.kill()
    there?.kill()
    await app?.stop()
    await im?.stop()
  })

  const says = async (fromUserId: string, content: string): Promise<void> => {
    await im.api('/message/private/publish', {
      fromUserId,
      toUserId: 'lin',
      objectName: 'RC:TxtMsg',
      content: JSON.stringify({ content }),
      isPersisted: 1,
    })
  }
  const keyOf = (id: string): ConversationKey => `private:${id}`
  const rowOf = ({ stores }: HutongPhone, id: string): ConversationRow | undefined =>
    stores.conversations.screens.flatMap(({ rows }) => rows).find((row) => row.id === keyOf(id))
  const order = ({ stores }: HutongPhone): string[] =>
    stores.conversations.screens.flatMap(({ rows }) => rows.map(({ targetId }) => targetId))

  it('is pinned and unpinned on both', async () => {
    await here.stores.conversations.setPinned(keyOf('chen'), true)
    await there.until(() => rowOf(there, 'chen')?.isPinned === true)
    expect(order(there)[0]).toBe('chen')
    await there.stores.conversations.setPinned(keyOf('chen'), false)
    await here.until(() => rowOf(here, 'chen')?.isPinned === false)
  })

  it('is muted and unmuted on both, and a muted one is not counted', async () => {
    const before = there.stores.conversations.totalUnread
    const { unreadCount } = rowOf(there, 'wang')!
    await here.stores.conversations.setMuted(keyOf('wang'), true)
    await there.until(() => rowOf(there, 'wang')?.isMuted === true)
    expect(there.stores.conversations.totalUnread).toBe(before - unreadCount)
    await there.stores.conversations.setMuted(keyOf('wang'), false)
    await here.until(() => rowOf(here, 'wang')?.isMuted === false)
  })

  it('is read on both', async () => {
    await here.stores.conversations.markRead(keyOf('wang'))
    await there.until(() => rowOf(there, 'wang')?.unreadCount === 0)
  })

  it('has its history cleared on both: the other finds none when it opens the chat', async () => {
    await here.stores.conversations.clearHistory(keyOf('zhao'))
    const chat = there.stores.openChat(keyOf('zhao'))
    await chat.open()
    expect(rowsOf(chat)).toEqual([])
    chat.close()
  })

  it('is removed on both, and comes back with the next message', async () => {
    await here.stores.conversations.remove(keyOf('chen'))
    expect(rowOf(here, 'chen')).toBeUndefined()
    await there.stores.conversations.load()
    await there.until(() => rowOf(there, 'chen') === undefined)
    await says('chen', 'once more')
    await Promise.all([here, there].map((p) => p.until(() => rowOf(p, 'chen') !== undefined)))
  })

  it('stands under the same tags on both', async () => {
    const { tags } = here.stores.conversations
    const tagId = await tags.create('茶馆')
    await tags.setTag(keyOf('wang'), tagId, true)
    const elsewhere = there.stores.conversations
    await there.until(() => elsewhere.tags.rows.some(({ name }) => name === '茶馆'))
    await elsewhere.setFilter(`tag:${tagId}`)
    await there.until(() => order(there).join() === 'wang')
    await elsewhere.tags.loadTagsOf(keyOf('wang'))
    expect(elsewhere.tags.tagIdsOf(keyOf('wang'))).toEqual([tagId])
    await tags.remove(tagId)
    await there.until(() => elsewhere.filter === 'all')
    expect(order(there).length).toBeGreaterThan(1)
  })
})
