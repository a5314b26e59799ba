import type { AddressCheck, AddressVerdict } from '../../platform/address-check'
import type { Clock } from '../../utils/clock'
import type { Storage } from '../../utils/storage'
import { ImError } from '../im/im-error'
import type { ImAddresses } from '../im/im-service'

/** A host found dead stands last for this long, then has its place again. */
const REST_MS = 10 * 60_000
const KEY = 'dead-hosts'

/** Which navigators and CMP hosts answered lately; remembered on the device. */
export class AddressBook {
  constructor(
    private readonly storage: Storage,
    private readonly checker: AddressCheck,
    private readonly clock: Clock,
  ) {}

  /** The configured order, with hosts found dead lately moved to the end. */
  ordered<Addresses extends ImAddresses>(addresses: Addresses): Addresses {
    const dead = this.deadHosts()
    const byHealth = (hosts: string[]) =>
      [...hosts].sort((a, b) => Number(a in dead) - Number(b in dead))
    const { navigators, cmpHosts } = addresses
    return { ...addresses, navigators: byHealth(navigators), cmpHosts: byHealth(cmpHosts) }
  }

  /**
   * Tries every address once.
   * @returns `DOMAIN_NOT_ALLOWED`, naming host and list, when the platform refuses all CMP hosts or
   * all navigators: nothing but a change of its lists helps then.
   */
  async check({ navigators, cmpHosts }: ImAddresses): Promise<ImError | null> {
    const scheme = navigators[0]?.startsWith('http:') ? 'ws' : 'wss'
    const [forSockets, forRequests] = await Promise.all([
      this.verdicts(cmpHosts, (host) => this.checker.socket(`${scheme}://${host}/websocket`)),
      this.verdicts(navigators, (url) => this.checker.request(url)),
    ])
    this.remember([...forSockets, ...forRequests])
    return refusalOf(forSockets, 'socket') ?? refusalOf(forRequests, 'request')
  }

  private verdicts(hosts: string[], check: (host: string) => Promise<AddressVerdict>) {
    return Promise.all(hosts.map(async (host) => ({ host, verdict: await check(host) })))
  }

  private remember(verdicts: { host: string; verdict: AddressVerdict }[]): void {
    const dead = this.deadHosts()
    for (const { host, verdict } of verdicts) {
      if (verdict === 'alive') delete dead[host]
      else dead[host] = this.clock.now()
    }
    if (Object.keys(dead).length === 0) this.storage.remove(KEY)
    else this.storage.write(KEY, JSON.stringify(dead))
  }

  private deadHosts(): Record<string, number> {
    try {
      const kept = JSON.parse(this.storage.read(KEY) ?? '{}') as Record<string, unknown>
      const now = this.clock.now()
      const isFresh = (at: unknown) => typeof at === 'number' && now - at < REST_MS
      return Object.fromEntries(Object.entries(kept).filter(([, at]) => isFresh(at))) as Record<
        string,
        number
      >
    } catch {
      return {}
    }
  }
}

function refusalOf(
  verdicts: { host: string; verdict: AddressVerdict }[],
  list: 'socket' | 'request',
): ImError | null {
  const isAllRefused =
    verdicts.length > 0 && verdicts.every(({ verdict }) => verdict === 'notAllowed')
  if (!isAllRefused) return null
  const hosts = verdicts.map(({ host }) => host).join(', ')
  return new ImError('DOMAIN_NOT_ALLOWED', false, 0, `${hosts} is not on the ${list} list`)
}
