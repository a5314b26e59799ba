import type { Refusal } from './storage-vendor'

type Condition = Record<string, string> | [match: string, field: string, value: string | number]

/** What an upload form may hold, as object storages write it: JSON in base64, signed by its issuer. */
interface Policy {
  /** ISO 8601. */
  expiration: string
  conditions: Condition[]
}

export interface PolicyTerms {
  /** Unix seconds. */
  deadline: number
  limitBytes: number
  /** Fields with one value only. */
  exact: Record<string, string>
  /** Fields that must be there, with any value. */
  free: string[]
}

/** Names a policy does not speak of: itself, its signature and the file. */
const UNSPOKEN = new Set(['policy', 'signature', 'x-amz-signature', 'file', 'x-amz-bucket'])

export function writePolicy({ deadline, limitBytes, exact, free }: PolicyTerms): string {
  const policy: Policy = {
    expiration: new Date(deadline * 1000).toISOString(),
    conditions: [
      ...Object.entries(exact).map(([name, value]) => ({ [name]: value })),
      ...free.map((name): Condition => ['starts-with', `$${name}`, '']),
      ['content-length-range', 1, limitBytes] as unknown as Condition,
    ],
  }
  return Buffer.from(JSON.stringify(policy)).toString('base64')
}

/**
 * Holds a form against its policy; the signature is checked elsewhere. A condition on a field that
 * the form lacks fails, also where any value would do.
 * @param fields by name, the bucket among them.
 * @param isStrict every field must be spoken of, as Amazon wants it.
 * Source: "POST policy", Amazon S3 API reference; "PostObject", Alibaba Cloud OSS API reference.
 */
export function breachOf(
  text: string,
  fields: Record<string, string>,
  { sizeBytes, nowMs, isStrict }: { sizeBytes: number; nowMs: number; isStrict: boolean },
): Refusal | null {
  const given = new Map(Object.entries(fields).map(([name, value]) => [name.toLowerCase(), value]))
  const { expiration, conditions } = readPolicy(text)
  if (Date.parse(expiration) < nowMs) return denied('Policy expired.')
  const spokenOf = new Set<string>()
  for (const condition of conditions) {
    const [match, field, value] = asTriple(condition)
    if (match === 'content-length-range') {
      if (sizeBytes < Number(field)) return tooLong('EntityTooSmall')
      if (sizeBytes > Number(value)) return tooLong('EntityTooLarge')
      continue
    }
    const name = field.slice(1).toLowerCase()
    spokenOf.add(name)
    const actual = given.get(name)
    const isMet =
      match === 'eq'
        ? actual === value
        : actual?.startsWith(String(value)) && match === 'starts-with'
    if (!isMet) return denied(`Policy Condition failed: ${JSON.stringify([match, field, value])}`)
  }
  const extra = [...given.keys()].find((name) => !UNSPOKEN.has(name) && !spokenOf.has(name))
  return isStrict && extra !== undefined ? denied(`Extra input fields: ${extra}`) : null
}

/** @throws SyntaxError where it is none; only signed ones are read. */
function readPolicy(text: string): Policy {
  return JSON.parse(Buffer.from(text, 'base64').toString()) as Policy
}

function asTriple(condition: Condition): [match: string, field: string, value: string | number] {
  if (Array.isArray(condition)) return condition
  const [[name, value]] = Object.entries(condition)
  return ['eq', `$${name}`, value]
}

function denied(why: string): Refusal {
  return { status: 403, code: 'AccessDenied', reason: `Invalid according to Policy: ${why}` }
}

function tooLong(code: string): Refusal {
  return { status: 400, code, reason: 'The size is not one that the policy allows.' }
}
