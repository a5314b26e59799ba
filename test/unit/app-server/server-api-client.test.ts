import { isSignature, signatureOf } from '../../../scripts/app-server/rongcloud/signature'
import { ServerApiHosts } from '../../../scripts/app-server/rongcloud/server-api-hosts'

describe('signatureOf', () => {
  it('gives the signature the Server API expects', () => {
    // Vector: secret, nonce and time of RongCloud's documentation, its signature recomputed and checked.
    const signature = signatureOf('Y1W2MeFwwwRxa0', '14314', '1408710653000')
    expect(signature).toBe('30be0bbca9c9b2e27578701e9fda2358a814c88f')
    expect(isSignature(signature, signature.toUpperCase())).toBe(true)
    expect(isSignature(signature, signature.slice(1))).toBe(false)
    expect(isSignature(signature, signature.replace('3', '4'))).toBe(false)
  })
})

describe('ServerApiHosts', () => {
  it('goes on with the backup when a host fails, and comes back when that fails too', () => {
    let now = 0
    const hosts = new ServerApiHosts(['a', 'b'], () => now)
    expect(hosts.current).toBe('a')
    expect(hosts.failed('a')).toBe('b')
    now = 29_999
    expect(hosts.failed('b')).toBe('b')
    now = 30_000
    expect(hosts.failed('b')).toBe('a')
  })

  it('leaves a host once, however many calls to it fail at the same time', () => {
    const hosts = new ServerApiHosts(['a', 'b'], () => 0)
    hosts.failed('a')
    expect(hosts.failed('a')).toBe('b')
  })

  it('stays where it is with a single host', () => {
    const hosts = new ServerApiHosts(['a'], () => 0)
    expect(hosts.failed('a')).toBe('a')
  })
})
