import { setLanguage } from '../../../../miniprogram/i18n/t'
import { ImError } from '../../../../miniprogram/services/im/im-error'
import { AppOnFakes } from '../../../fakes/app-on-fakes'
import { aConversation, rowsIn } from './a-conversation'

const KEY = 'private:p0'
const NO_NETWORK = 'No network. Check it and try again'

/** A list of two whose next change the cloud refuses, after `meanwhile`. */
async function withRefusal(meanwhile: (app: AppOnFakes) => void = () => undefined) {
  const app = await AppOnFakes.signedIn()
  setLanguage('en')
  app.im.emit('conversations', [aConversation(0, { unreadCount: 2 }), aConversation(1)])
  const refuse = async (): Promise<never> => {
    meanwhile(app)
    throw ImError.fromSdk(30002, 'change')
  }
  for (const name of ['setPinned', 'setMuted', 'clearUnread', 'removeConversation'] as const) {
    jest.spyOn(app.im, name).mockImplementation(refuse)
  }
  jest.spyOn(app.im.messageActions, 'clearHistory').mockImplementation(refuse)
  return { app, list: app.stores.conversations }
}

describe('a change of a conversation that the cloud refuses', () => {
  it('is shown at once, taken back, and told in words', async () => {
    const { app, list } = await withRefusal()
    const before = rowsIn(app)
    for (const change of [
      () => list.setPinned('private:p1', true),
      () => list.setMuted(KEY, true),
      () => list.markRead(KEY),
      () => list.remove(KEY),
      () => list.clearHistory(KEY),
    ]) {
      await expect(change()).rejects.toThrow(NO_NETWORK)
      expect(rowsIn(app)).toEqual(before)
    }
  })

  it('takes no message away that came meanwhile', async () => {
    const { app, list } = await withRefusal(({ im }) =>
      im.emit('conversations', [aConversation(0, { unreadCount: 3, updatedAt: 2_000_000 })]),
    )
    await expect(list.setPinned(KEY, true)).rejects.toThrow()
    expect(rowsIn(app)[0]).toMatchObject({ unreadCount: 3, isPinned: false })
    await expect(list.markRead(KEY)).rejects.toThrow()
    expect(rowsIn(app)[0]).toMatchObject({ unreadCount: 3 })
    await expect(list.remove(KEY)).rejects.toThrow()
    expect(rowsIn(app)[0]).toMatchObject({ unreadCount: 3 })
  })

  it('keeps what a person did while the answer was on its way', async () => {
    const { app, list } = await withRefusal()
    jest.spyOn(app.im, 'setPinned').mockResolvedValue()
    await list.setPinned('private:p1', true)
    const refused = list.setMuted('private:p1', true)
    await list.setPinned('private:p1', false)
    await expect(refused).rejects.toThrow()
    expect(rowsIn(app).map(({ isPinned, isMuted }) => [isPinned, isMuted])).toEqual([
      [false, false],
      [false, false],
    ])
  })
})
