import { createHash, randomBytes } from 'node:crypto'

/** What every id of ours looks like; RongCloud takes 64 bytes at most. */
export const ID_PATTERN = '^[A-Za-z0-9_-]{1,64}$'

/** A new id nobody can guess: 96 random bits after a letter that tells a reader of a log what it is. */
export function newId(prefix: string): string {
  return `${prefix}_${randomBytes(12).toString('base64url')}`
}

/** 256 random bits, URL-safe. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url')
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
