import type { AddressCheck, AddressVerdict } from '../../miniprogram/platform/address-check'

/** Addresses that are alive unless a test says otherwise, by host. */
export class FakeAddressCheck implements AddressCheck {
  readonly verdicts = new Map<string, AddressVerdict>()
  readonly asked: string[] = []

  socket(url: string): Promise<AddressVerdict> {
    return this.request(url)
  }

  async request(url: string): Promise<AddressVerdict> {
    this.asked.push(url)
    const found = [...this.verdicts].find(([host]) => url.includes(host))
    return found?.[1] ?? 'alive'
  }
}
