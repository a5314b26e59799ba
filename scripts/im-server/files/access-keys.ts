import { createHmac, timingSafeEqual } from 'node:crypto'

/** A storage's keys, one pair a person, as its short-lived credentials are. Nothing of them is kept. */
export class AccessKeys {
  constructor(private readonly appSecret: string) {}

  idOf(userId: string): string {
    return `STS.${Buffer.from(userId).toString('base64url')}`
  }

  /** @returns null for an id nobody has. */
  ownerOf(keyId: string): string | null {
    return keyId.startsWith('STS.') ? Buffer.from(keyId.slice(4), 'base64url').toString() : null
  }

  secretOf(keyId: string): string {
    return createHmac('sha256', this.appSecret).update(`access key ${keyId}`).digest('base64url')
  }
}

export function isSame(given: string, expected: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(expected)]
  return one.length === other.length && timingSafeEqual(one, other)
}
