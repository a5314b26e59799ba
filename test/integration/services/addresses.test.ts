import { AppServer } from '../app-server/helpers/app-server'
import { HutongPhone, rowsOf } from '../helpers/hutong-phone'
import { ImServer } from '../helpers/im-server'

/** Nothing listens there. */
const DEAD = '127.0.0.1:9'

describe('addresses of the chat server', () => {
  let im: ImServer
  const phones: HutongPhone[] = []

  beforeAll(async () => {
    im = await ImServer.start()
  })
  afterEach(() => {
    for (const phone of phones.splice(0)) phone.kill()
  })
  afterAll(() => im.stop())

  async function signedIn(phone: HutongPhone): Promise<void> {
    phones.push(phone)
    await phone.stores.session.signInAsDemo('lin')
    await phone.until(() => phone.stores.session.status === 'online')
    const chat = phone.stores.openChat('private:chen')
    await chat.open()
    chat.send('through')
    await phone.until(() => rowsOf(chat).slice(-1)[0]?.state === 'sent')
  }

  it('may be dead in part: the phone gets through by the others', async () => {
    const app = await AppServer.start({
      databaseUrl: 'pglite:memory',
      im,
      env: {
        RONGCLOUD_NAVIGATORS: `http://${DEAD},${im.address}`,
        RONGCLOUD_CMP: `${DEAD},${im.address.replace('http://', '')}`,
      },
    })
    await signedIn(new HutongPhone(app.address))
    await app.stop()
  })

  it('are all it asks, but for the host that the SDK has built in', async () => {
    const app = await AppServer.start({ databaseUrl: 'pglite:memory', im })
    const phone = new HutongPhone(app.address)
    await signedIn(phone)
    expect([...phone.wx.refusedHosts]).toEqual(['dualstack-cloudcontrol.rong-edge.com'])
    await app.stop()
  })

  it('may change: what the SDK kept of the old ones does not pin them', async () => {
    const dead = await AppServer.start({
      databaseUrl: 'pglite:memory',
      im,
      env: { RONGCLOUD_CMP: DEAD },
    })
    const before = new HutongPhone(dead.address)
    phones.push(before)
    await before.stores.session.signInAsDemo('lin')
    const kept = () => [...before.wx.storage.keys()].some((key) => key.startsWith('navi_'))
    await before.until(() => before.stores.session.status === 'degraded')
    expect(kept()).toBe(true)
    const alive = await AppServer.start({ databaseUrl: 'pglite:memory', im })
    before.stores.session.useServer(alive.address)
    await dead.stop()
    await before.stores.session.signOut()
    await signedIn(before)
    await alive.stop()
  })
})
