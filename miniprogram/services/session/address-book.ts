import type { AddressCheck, AddressVerdict } from '../../platform/address-check'
import type { SdkTraffic } from '../../platform/sdk-traffic'
import { isWithin, type Clock } from '../../utils/clock'
import { readJson, type Storage } from '../../utils/storage'
import { ImError } from '../im/im-error'
import type { ImAddresses } from '../im/im-service'

/** A host found dead stands last for this long, then has its place again. */
const REST_MS = 10 * 60_000
const KEY = 'dead-hosts'

interface Found {
  host: string
  verdict: AddressVerdict
}

export interface AddressFindings {
  /** `DOMAIN_NOT_ALLOWED`, naming host and list, when only a change of the platform's lists helps. */
  refusal: ImError | null
  /** No navigator, or no CMP host, is alive: only other addresses help. */
  isNoWayLeft: boolean
}

/** Which navigators and CMP hosts answered lately; remembered on the device. */
export class AddressBook {
  constructor(
    private readonly storage: Storage,
    private readonly checker: AddressCheck,
    private readonly clock: Clock,
    private readonly traffic: Pick<SdkTraffic, 'openHosts'>,
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
   * @param tried in the order of the last attempt.
   * @param wasSilent the attempt was neither answered nor refused, and its sockets are still open.
   */
  async check(tried: ImAddresses, wasSilent: boolean): Promise<AddressFindings> {
    const { navigators, cmpHosts } = tried
    const openHosts = wasSilent ? this.traffic.openHosts() : []
    const scheme = navigators[0]?.startsWith('http:') ? 'ws' : 'wss'
    const [forSockets, forRequests] = await Promise.all([
      this.verdicts(cmpHosts, (host) => this.checker.socket(`${scheme}://${host}/websocket`)),
      this.verdicts(navigators, (url) => this.checker.request(url)),
    ])
    if (wasSilent) {
      const hosts = silentHosts(openHosts, forSockets, forRequests)
      for (const found of forSockets) if (hosts.includes(found.host)) found.verdict = 'dead'
    }
    this.remember([...forSockets, ...forRequests])
    return {
      refusal: refusalOf(forSockets, 'socket') ?? refusalOf(forRequests, 'request'),
      isNoWayLeft: !forSockets.some(isAlive) || !forRequests.some(isAlive),
    }
  }

  private verdicts(
    hosts: string[],
    check: (host: string) => Promise<AddressVerdict>,
  ): Promise<Found[]> {
    return Promise.all(hosts.map(async (host) => ({ host, verdict: await check(host) })))
  }

  private remember(verdicts: Found[]): void {
    const dead = this.deadHosts()
    for (const { host, verdict } of verdicts) {
      if (verdict === 'alive') delete dead[host]
      else dead[host] = this.clock.now()
    }
    if (Object.keys(dead).length === 0) this.storage.remove(KEY)
    else this.storage.write(KEY, JSON.stringify(dead))
  }

  private deadHosts(): Record<string, number> {
    const kept = Object.entries(readJson(this.storage, KEY) ?? {})
    const isFresh = (entry: [string, unknown]): entry is [string, number] =>
      typeof entry[1] === 'number' && isWithin(this.clock, entry[1], REST_MS)
    return Object.fromEntries(kept.filter(isFresh))
  }
}

/**
 * Hosts that take sockets and say nothing on them: that shows in an attempt only. Without an open socket it is the first
 * that lives, unless the attempt may have waited for a dead navigator.
 */
function silentHosts(openHosts: string[], forSockets: Found[], [navigator]: Found[]): string[] {
  if (openHosts.length > 0) return openHosts
  const first = forSockets.find(isAlive)
  return first !== undefined && navigator !== undefined && isAlive(navigator) ? [first.host] : []
}

function isAlive({ verdict }: Found): boolean {
  return verdict === 'alive'
}

function refusalOf(verdicts: Found[], list: 'socket' | 'request'): ImError | null {
  const isAllRefused =
    verdicts.length > 0 && verdicts.every(({ verdict }) => verdict === 'notAllowed')
  if (!isAllRefused) return null
  const hosts = verdicts.map(({ host }) => host).join(', ')
  return new ImError('DOMAIN_NOT_ALLOWED', false, 0, `${hosts} is not on the ${list} list`)
}
