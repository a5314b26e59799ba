import { AppOnFakes } from '../../../fakes/app-on-fakes'
import { settled } from '../../../fakes/fake-clock'
import { MemoryStorage } from '../../../fakes/memory-storage'

const CHEN = 'private:chen'
const WANG = 'private:wang'

/** Lin on a phone without a network: one text waits to go out, another is half typed. */
async function unsentOfLin(): Promise<AppOnFakes> {
  const app = await AppOnFakes.signedIn()
  app.network.change({ isConnected: false })
  const chat = app.stores.openChat(CHEN)
  chat.send('typed without a network')
  chat.close()
  const other = app.stores.openChat(WANG)
  other.setDraft('half of it')
  other.close()
  return app
}

async function signIn(app: AppOnFakes, userId: string): Promise<void> {
  await app.stores.session.signInAsDemo(userId)
  await settled()
}

const restarted = ({ storage }: AppOnFakes) => new AppOnFakes(new MemoryStorage(storage.map))

async function textsOf(app: AppOnFakes): Promise<string[]> {
  const chat = app.stores.openChat(CHEN)
  await chat.open()
  return chat.recentScreens.flatMap(({ rows }) => rows.map(({ text }) => text))
}

describe('what a person typed', () => {
  it.each(['is asked to sign in again', 'was signed out by the server', 'signs in twice'])(
    'waits on the phone for who %s, also after a restart',
    async (how) => {
      const app = await unsentOfLin()
      const { session } = app.stores
      if (how === 'is asked to sign in again') await session.leave()
      if (how === 'was signed out by the server') await session.onSessionEnded()
      const again = how === 'signs in twice' ? app : restarted(app)
      await signIn(again, 'lin')
      expect(await textsOf(again)).toEqual(['typed without a network'])
      expect(again.stores.openChat(WANG).draft).toBe('half of it')
    },
  )

  it('goes out once they are back', async () => {
    const app = await unsentOfLin()
    await app.stores.session.leave()
    const again = restarted(app)
    await signIn(again, 'lin')
    await again.clock.pass(2_000)
    expect(again.im.stored.map(({ content }) => content)).toEqual([
      { type: 'text', text: 'typed without a network' },
    ])
    expect([...again.storage.keys()].filter((key) => key.includes('outbox'))).toEqual([])
  })

  it.each(['at once', 'after a restart'])(
    'is neither shown nor kept when another person signs in %s',
    async (when) => {
      const app = await unsentOfLin()
      if (when === 'after a restart') await app.stores.session.onSessionEnded()
      const others = when === 'at once' ? app : restarted(app)
      others.network.change({ isConnected: true })
      await signIn(others, 'zhao')
      await others.clock.pass(60_000)
      expect(await textsOf(others)).toEqual([])
      expect(others.stores.openChat(WANG).draft).toBe('')
      expect(others.im.stored).toEqual([])
      expect([...others.storage.keys()].filter((key) => key.includes('lin'))).toEqual([])
    },
  )

  it('is all that stays on the phone when their sign-in ends', async () => {
    const app = await unsentOfLin()
    app.storage.write('inbox_key_lin', '1')
    await app.stores.session.onSessionEnded()
    expect([...app.storage.keys()].filter((key) => key.includes('lin')).sort()).toEqual([
      'person.lin.draft.private:wang',
      'person.lin.outbox.client-1',
    ])
  })
})
