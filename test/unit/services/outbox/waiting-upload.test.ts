import type { ChatFace } from '../../../../miniprogram/stores/app-stores'
import { AppOnFakes } from '../../../fakes/app-on-fakes'
import { settled } from '../../../fakes/fake-clock'

const HOSTS = ['http://first/', 'http://second/']

/** A file that no host takes, and a text typed after it. */
async function fileThenText() {
  const app = await AppOnFakes.signedIn()
  const chat = app.stores.openChat('private:chen')
  await chat.open()
  for (const host of HOSTS) app.transfer.answers.set(host, 503)
  app.transfer.sizes.set('/tmp/a.pdf', 1_000)
  await chat.sendMedia({ type: 'file', path: '/tmp/a.pdf', name: 'a.pdf' })
  chat.send('after it')
  await settled()
  return { app, chat }
}

const rows = (chat: ChatFace) => chat.recentScreens.flatMap((screen) => [...screen.rows])
const states = (chat: ChatFace) => rows(chat).map(({ type, state }) => `${type} ${state}`)
const typesOf = ({ im }: AppOnFakes) => im.stored.map(({ content }) => content.type)

describe('a text typed after a file that finds no host', () => {
  it('waits behind it, and both rows say so', async () => {
    const { app, chat } = await fileThenText()
    await app.clock.pass(20_000)
    expect(states(chat)).toEqual(['file sending', 'text sending'])
    expect(typesOf(app)).toEqual([])
  })

  it('goes out after it once a host takes it', async () => {
    const { app, chat } = await fileThenText()
    await app.clock.pass(20_000)
    for (const host of HOSTS) app.transfer.answers.set(host, 200)
    await app.clock.pass(40_000)
    expect(typesOf(app)).toEqual(['file', 'text'])
    expect(states(chat)).toEqual(['file sent', 'text sent'])
  })

  it('goes out at once when the file is cancelled, as its row offers', async () => {
    const { app, chat } = await fileThenText()
    await app.clock.pass(20_000)
    const [{ id }] = rows(chat)
    expect(chat.actions.actionsOf(id)).toContain('cancelUpload')
    chat.discard(id)
    await settled()
    expect(typesOf(app)).toEqual(['text'])
    expect(states(chat)).toEqual(['text sent'])
  })

  it('goes out when the file has failed for good, which can be retried then', async () => {
    const { app, chat } = await fileThenText()
    await app.clock.pass(300_000)
    expect(typesOf(app)).toEqual(['text'])
    const [{ id }] = rows(chat).filter(({ type }) => type === 'file')
    expect(states(chat).sort()).toEqual(['file failed', 'text sent'])
    expect(chat.actions.actionsOf(id)).toContain('retry')
    for (const host of HOSTS) app.transfer.answers.set(host, 200)
    await chat.retry(id)
    await app.clock.pass(10_000)
    expect(typesOf(app)).toEqual(['text', 'file'])
  })
})
