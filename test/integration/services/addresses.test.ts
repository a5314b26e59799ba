import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { AppServer } from '../app-server/helpers/app-server'
import { Doorway } from '../helpers/doorway'
import { HutongPhone, rowsOf } from '../helpers/hutong-phone'
import { ImServer } from '../helpers/im-server'

/** Nothing listens there. */
const DEAD = '127.0.0.1:9'
/** The one host that the SDK has built in and asks whatever it is told. */
const CLOUD_CONTROL = 'dualstack-cloudcontrol.rong-edge.com'

/** How much faster than the world's the phones' time runs where they wait for what does not answer. */
const SPEED = 3

describe('addresses of the chat server', () => {
  let im: ImServer
  let directory: string
  let first: Doorway
  let second: Doorway
  let app: AppServer
  const phones: HutongPhone[] = []

  beforeAll(async () => {
    im = await ImServer.start()
    directory = await mkdtemp(path.join(tmpdir(), 'hutong-addresses-'))
    first = await Doorway.to(im.port)
    second = await Doorway.to(im.port)
    app = await AppServer.start({
      databaseUrl: `pglite:${directory}`,
      im,
      env: {
        RONGCLOUD_NAVIGATORS: `http://${first.host},http://${second.host}`,
        RONGCLOUD_CMP: `${first.host},${second.host}`,
      },
    })
  })
  beforeEach(() => {
    first.turn('open')
    second.turn('open')
  })
  afterEach(() => {
    for (const phone of phones.splice(0)) phone.kill()
  })
  afterAll(async () => {
    await app?.stop()
    await first?.remove()
    await second?.remove()
    await im?.stop()
    await rm(directory, { recursive: true, force: true })
  })

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
    first.turn('shut')
    await signedIn(new HutongPhone(app.address))
    expect(second.passedCount).toBeGreaterThan(0)
  })

  it('may say nothing where a navigator is dead too: one try tells both', async () => {
    const partly = await AppServer.start({
      databaseUrl: 'pglite:memory',
      im,
      env: {
        RONGCLOUD_NAVIGATORS: `http://${DEAD},http://${second.host}`,
        RONGCLOUD_CMP: `${first.host},${second.host}`,
      },
    })
    try {
      first.turn('mute')
      const passedBefore = first.passedCount
      await signedIn(new HutongPhone(partly.address, undefined, undefined, { speed: SPEED }))
      // The try, and the check of all addresses after it; a second of each would make four.
      expect(first.passedCount - passedBefore).toBeLessThan(4)
    } finally {
      await partly.stop()
    }
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
    before.stores.session.useServer(app.address)
    await dead.stop()
    await before.stores.session.signOut()
    await signedIn(before)
  })

  describe('that fail after the phone got through', () => {
    async function phoneByTheFirst(): Promise<HutongPhone> {
      const phone = new HutongPhone(app.address, undefined, undefined, { speed: SPEED })
      await signedIn(phone)
      return phone
    }

    async function isBack(phone: HutongPhone): Promise<void> {
      await phone.until(() => phone.stores.session.status !== 'online')
      await phone.until(() => phone.stores.session.status === 'online')
    }

    it.each(['shut', 'silent'] as const)(
      'leave the other: the phone changes over, and back (%s)',
      async (manner) => {
        const phone = await phoneByTheFirst()
        for (const [failing, other] of [
          [first, second],
          [second, first],
        ]) {
          other.turn('open')
          const passedBefore = other.passedCount
          failing.turn(manner)
          await isBack(phone)
          expect(other.passedCount).toBeGreaterThan(passedBefore)
        }
      },
    )

    it('leave the other also when they take sockets and say nothing on them', async () => {
      const phone = await phoneByTheFirst()
      expect([...phone.wx.refusedHosts]).toEqual([CLOUD_CONTROL])
      first.turn('mute')
      await isBack(phone)
      expect([...phone.wx.refusedHosts]).toEqual([CLOUD_CONTROL])
    })

    it('leave the other for a new token, which only a navigator admits', async () => {
      const phone = await phoneByTheFirst()
      first.turn('silent')
      await isBack(phone)
      await im.api('/user/token/expire', { userId: 'lin', time: Date.now() })
      await im.control('kill-sockets')
      await isBack(phone)
    })

    it('are replaced by new ones of the app server, although the token is young', async () => {
      const phone = await phoneByTheFirst()
      phone.sleep(60_000)
      phone.show()
      await isBack(phone)
      first.turn('shut')
      second.turn('shut')
      await phone.until(() => phone.stores.session.status === 'degraded')
      await app.stop()
      app = await AppServer.start({ databaseUrl: `pglite:${directory}`, im })
      phone.stores.session.useServer(app.address)
      await phone.until(() => phone.stores.session.status === 'online')
    })
  })
})
