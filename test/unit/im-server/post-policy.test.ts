import { breachOf, writePolicy } from '../../../scripts/im-server/files/post-policy'

const DEADLINE = 1_800_000_000
const policy = writePolicy({
  deadline: DEADLINE,
  limitBytes: 10,
  exact: { bucket: 'b', key: 'k' },
  free: ['Content-Type'],
})
const form = { bucket: 'b', key: 'k', 'Content-Type': 'image/png' }
const facts = { sizeBytes: 10, nowMs: DEADLINE * 1000 - 1, isStrict: true }

describe('the policy of an upload form', () => {
  it('allows what it speaks of, until its end and up to its size', () => {
    expect(breachOf(policy, form, facts)).toBeNull()
    expect(breachOf(policy, form, { ...facts, nowMs: DEADLINE * 1000 + 1 })).toMatchObject({
      code: 'AccessDenied',
      reason: 'Invalid according to Policy: Policy expired.',
    })
    expect(breachOf(policy, form, { ...facts, sizeBytes: 11 })).toMatchObject({
      code: 'EntityTooLarge',
    })
    expect(breachOf(policy, form, { ...facts, sizeBytes: 0 })).toMatchObject({
      code: 'EntityTooSmall',
    })
  })

  it('wants every field it names, and only where it is strict no other', () => {
    expect(breachOf(policy, { bucket: 'b', key: 'k' }, facts)).toMatchObject({ status: 403 })
    const more = { ...form, acl: 'public-read' }
    expect(breachOf(policy, more, facts)).toMatchObject({ status: 403 })
    expect(breachOf(policy, more, { ...facts, isStrict: false })).toBeNull()
  })
})
