import { ApiError } from '../../../../miniprogram/services/api/api-error'
import { AppOnFakes } from '../../../fakes/app-on-fakes'
import { settled } from '../../../fakes/fake-clock'

describe('a session', () => {
  it('is online after sign-in', async () => {
    const { session, stores } = await AppOnFakes.signedIn()
    expect(session.state).toBe('online')
    expect(stores.session.strip).toBeNull()
  })

  it('keeps its token: a restart asks the server for none', async () => {
    const { storage } = await AppOnFakes.signedIn()
    const again = await AppOnFakes.signedIn(storage)
    expect(again.api.calls.filter((call) => call === 'imAccess')).toHaveLength(0)
    expect(again.session.state).toBe('online')
  })

  it('fetches a fresh token when the cloud refuses the old one', async () => {
    const app = new AppOnFakes()
    app.im.connectOutcomes = [31020]
    await app.stores.session.signInAsDemo('lin')
    await settled()
    expect(app.session.state).toBe('online')
    expect(app.api.calls.filter((call) => call === 'imAccess')).toHaveLength(2)
  })

  it('says so and stops when the cloud refuses every token', async () => {
    const app = new AppOnFakes()
    app.im.connectOutcomes = [31004, 31004, 31004, 31004, 31004]
    await app.stores.session.signInAsDemo('lin')
    await settled()
    await app.clock.pass(3_600_000)
    expect(app.session.state).toBe('refused')
    expect(app.im.count('connect')).toBe(3)
    expect(app.stores.session.strip).toMatchObject({
      tone: 'error',
      text: 'Your sign-in is not valid. Sign in again',
      action: 'signInAgain',
    })
  })

  it('tells a blocked person so, and tries no more', async () => {
    const app = new AppOnFakes()
    app.im.connectOutcomes = [31009]
    await app.stores.session.signInAsDemo('lin')
    await settled()
    await app.clock.pass(3_600_000)
    expect(app.im.count('connect')).toBe(1)
    expect(app.stores.session.strip?.text).toMatch(/suspended/)
  })

  it('waits longer after each failed try, with one try at a time', async () => {
    const app = new AppOnFakes()
    app.im.connectOutcomes = Array<number>(20).fill(35008)
    await app.stores.session.signInAsDemo('lin')
    await settled()
    expect(app.session.state).toBe('waiting')
    const starts: number[] = []
    for (let second = 0; second < 40; second += 1) {
      await app.clock.pass(1_000)
      starts.push(app.im.count('connect'))
    }
    expect(app.im.count('connect')).toBeLessThanOrEqual(7)
    expect(app.im.count('connect')).toBeGreaterThanOrEqual(4)
  })

  it('does not wait for ever for a server that says nothing', async () => {
    const app = new AppOnFakes()
    app.im.isSilent = true
    await app.stores.session.signInAsDemo('lin')
    await app.clock.pass(10_000)
    expect(app.session.state).toBe('waiting')
    app.im.isSilent = false
    await app.clock.pass(2_000)
    expect(app.session.state).toBe('online')
  })

  it('turns to another host at once when one takes a socket and says nothing, whatever the navigator', async () => {
    const app = new AppOnFakes()
    app.addressCheck.verdicts.set('navi', 'dead')
    app.im.isSilent = true
    app.openHosts = ['cmp1']
    await app.stores.session.signInAsDemo('lin')
    await app.clock.pass(10_000)
    app.im.isSilent = false
    await app.clock.pass(2_000)
    expect(app.im.prepared.map(({ cmpHosts }) => cmpHosts[0])).toEqual(['cmp1', 'cmp2'])
    expect(app.session.state).toBe('online')
  })

  it('is offline without a network and back at once with it', async () => {
    const app = await AppOnFakes.signedIn()
    app.network.change({ isConnected: false })
    expect(app.stores.session.strip).toMatchObject({ tone: 'warn' })
    expect(app.session.state).toBe('offline')
    app.network.change({ isConnected: true })
    await settled()
    expect(app.session.state).toBe('online')
  })

  it('lets the SDK try once after a break, then takes over', async () => {
    const app = await AppOnFakes.signedIn()
    app.im.emit('link', { state: 'suspended', sdkCode: 30011 })
    expect(app.session.state).toBe('suspended')
    expect(app.im.count('disconnect')).toBe(0)
    app.im.emit('link', { state: 'suspended', sdkCode: 35008 })
    expect(app.session.state).toBe('waiting')
    expect(app.im.count('disconnect')).toBe(1)
  })

  it('asks the server whether the socket lives after more than 5 s in the background', async () => {
    const app = await AppOnFakes.signedIn()
    app.lifecycle.hide()
    await app.clock.pass(4_000)
    app.lifecycle.show()
    expect(app.im.count('probe')).toBe(0)
    app.lifecycle.hide()
    await app.clock.pass(6_000)
    app.lifecycle.show()
    await settled()
    expect(app.im.count('probe')).toBe(1)
    expect(app.session.state).toBe('online')
    expect(app.im.count('connect')).toBe(1)
  })

  it('asks also when the clock was set back meanwhile', async () => {
    const app = await AppOnFakes.signedIn()
    app.lifecycle.hide()
    await app.clock.pass(20_000)
    app.clock.jump(-50_000)
    app.lifecycle.show()
    expect(app.session.state).toBe('probing')
  })

  it('replaces a socket that does not answer within 3 s', async () => {
    const app = await AppOnFakes.signedIn()
    app.lifecycle.hide()
    await app.clock.pass(60_000)
    app.im.isSilent = true
    app.lifecycle.show()
    await app.clock.pass(2_900)
    expect(app.im.count('disconnect')).toBe(0)
    app.im.isSilent = false
    await app.clock.pass(200)
    expect(app.im.count('disconnect')).toBe(1)
    expect(app.session.state).toBe('online')
  })

  it('doubts the link when an ack is late, says so, and goes on when it answers', async () => {
    const app = await AppOnFakes.signedIn()
    app.im.isSilent = true
    app.im.emit('link', { state: 'silent' })
    app.im.emit('link', { state: 'silent' })
    expect(app.session.status).toBe('degraded')
    await app.clock.pass(1_000)
    expect(app.stores.session.strip).toMatchObject({ tone: 'warn' })
    expect(app.im.count('probe')).toBe(1)
    await app.clock.pass(2_000)
    expect(app.im.count('disconnect')).toBe(1)
    app.im.isSilent = false
    app.im.emit('link', { state: 'silent' })
    expect(app.im.count('probe')).toBe(1)
  })

  it('stays weak over a weak network after its link was doubted', async () => {
    const app = await AppOnFakes.signedIn()
    app.network.change({ isWeak: true })
    app.im.emit('link', { state: 'silent' })
    await settled()
    expect(app.session.state).toBe('weak')
  })

  it('tells of a sign-in elsewhere and comes back on Use here', async () => {
    const app = await AppOnFakes.signedIn()
    app.im.emit('link', { state: 'disconnected', sdkCode: 31010 })
    expect(app.stores.session.strip).toEqual({
      tone: 'error',
      text: 'You signed in on another device',
      action: 'retry',
      actionText: 'Use here',
    })
    app.network.change({ isConnected: true })
    expect(app.session.state).toBe('kicked')
    app.stores.session.retry()
    await settled()
    expect(app.session.state).toBe('online')
  })

  it('is refused when our server bans the person', async () => {
    const app = new AppOnFakes()
    app.api.failure = new ApiError('banned', 403, '')
    await app.stores.session.signInAsDemo('lin')
    await settled()
    expect(app.stores.session).toMatchObject({ status: 'refused' })
    expect(app.im.count('connect')).toBe(0)
  })

  it('leaves nothing of a person who signs out', async () => {
    const app = await AppOnFakes.signedIn()
    app.storage.write('inbox_key_lin', '1')
    app.storage.write('inbox_key_merlin', '1')
    app.stores.openChat('private:chen').send('half said')
    await app.stores.session.signOut()
    expect(app.storage.keys()).toEqual(['inbox_key_merlin'])
    expect(app.session.state).toBe('signedOut')
    expect(app.im.count('disconnect')).toBe(1)
  })

  it('tries a host that answers before one that did not', async () => {
    const app = new AppOnFakes()
    app.im.connectOutcomes = [35008]
    app.addressCheck.verdicts.set('cmp1', 'dead')
    await app.stores.session.signInAsDemo('lin')
    await app.clock.pass(2_000)
    expect(app.session.state).toBe('online')
    expect(app.im.prepared.map(({ cmpHosts }) => cmpHosts)).toEqual([
      ['cmp1', 'cmp2'],
      ['cmp2', 'cmp1'],
    ])
  })

  it('tries another host after one that takes sockets and says nothing', async () => {
    const app = new AppOnFakes()
    app.im.isSilent = true
    await app.stores.session.signInAsDemo('lin')
    await app.clock.pass(10_000)
    app.im.isSilent = false
    await app.clock.pass(2_000)
    expect(app.session.state).toBe('online')
    expect(app.im.prepared.map(({ cmpHosts }) => cmpHosts[0])).toEqual(['cmp1', 'cmp2'])
  })

  it('asks the server for other addresses when none of the kept ones lives', async () => {
    const { storage } = await AppOnFakes.signedIn()
    const app = new AppOnFakes(storage)
    await app.clock.pass(60_000)
    app.im.connectOutcomes = [35008, 35008]
    for (const host of ['cmp1', 'cmp2']) app.addressCheck.verdicts.set(host, 'dead')
    await app.stores.session.signInAsDemo('lin')
    await settled()
    const asked = () => app.api.calls.filter((call) => call === 'imAccess').length
    expect(asked()).toBe(0)
    app.api.failure = new ApiError('offline', 0, '')
    await app.clock.pass(1_000)
    expect(asked()).toBe(1)
    expect(app.im.count('connect')).toBe(2)
    await app.clock.pass(3_000)
    expect(asked()).toBe(2)
    expect(app.session.state).toBe('online')
  })

  it('asks for no other addresses while those it has are a minute old', async () => {
    const app = new AppOnFakes()
    app.im.connectOutcomes = Array<number>(30).fill(35008)
    for (const host of ['cmp1', 'cmp2']) app.addressCheck.verdicts.set(host, 'dead')
    await app.stores.session.signInAsDemo('lin')
    await app.clock.pass(240_000)
    const asked = app.api.calls.filter((call) => call === 'imAccess').length
    expect(asked).toBeGreaterThan(1)
    expect(asked).toBeLessThanOrEqual(5)
    expect(app.im.count('connect')).toBeGreaterThan(asked)
  })

  it('names the host and the list when the platform does not allow the address', async () => {
    const app = new AppOnFakes()
    app.im.connectOutcomes = [35008]
    for (const host of ['cmp1', 'cmp2']) app.addressCheck.verdicts.set(host, 'notAllowed')
    await app.stores.session.signInAsDemo('lin')
    await app.clock.pass(60_000)
    expect(app.session.cause).toMatchObject({
      code: 'DOMAIN_NOT_ALLOWED',
      detail: 'cmp1, cmp2 is not on the socket list',
    })
    expect(app.stores.session.strip?.text).toMatch(/may not connect/)
    expect(app.im.count('connect')).toBe(1)
  })
})
