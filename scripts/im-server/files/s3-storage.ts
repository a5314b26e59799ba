import { createHmac } from 'node:crypto'

import { isSame, type AccessKeys } from './access-keys'
import { breachOf, writePolicy } from './post-policy'
import { refuse, xmlRefusal, type StorageVendor } from './storage-vendor'
import { FILE_LIMIT_BYTES } from './upload-form'

const BUCKET = 'hutong-s3'
const ALGORITHM = 'AWS4-HMAC-SHA256'
const REGION = 'cn-north-1'

/**
 * Forms of Amazon S3, signed in version 4. Source: "Browser-based uploads using POST", its API
 * reference. Every field of the form must be in the policy, so what may vary is named there too.
 */
export function s3Storage(keys: AccessKeys, nowMs: () => number): StorageVendor {
  const signatureOf = (policy: string, credential: string): string => {
    const [keyId, ...scope] = credential.split('/')
    const start: string | Buffer = `AWS4${keys.secretOf(keyId)}`
    const signingKey = scope.reduce<string | Buffer>(
      (secret, part) => createHmac('sha256', secret).update(part).digest(),
      start,
    )
    return createHmac('sha256', signingKey).update(policy).digest('hex')
  }
  return {
    sign({ userId, key, deadline }) {
      const s3Date = new Date(nowMs()).toISOString().replace(/[-:]|\.\d+/g, '')
      const day = s3Date.slice(0, 8)
      const s3Credential = `${keys.idOf(userId)}/${day}/${REGION}/s3/aws4_request`
      const exact = {
        bucket: BUCKET,
        key,
        'x-amz-credential': s3Credential,
        'x-amz-algorithm': ALGORITHM,
        'x-amz-date': s3Date,
      }
      const free = ['Content-Type', 'Content-Disposition']
      const s3Policy = writePolicy({ deadline, limitBytes: FILE_LIMIT_BYTES, exact, free })
      return {
        s3Credential,
        s3Algorithm: ALGORITHM,
        s3Date,
        s3Policy,
        s3Signature: signatureOf(s3Policy, s3Credential),
        s3BucketName: BUCKET,
      }
    },
    judge({ fields, bucket, sizeBytes }) {
      const { 'x-amz-credential': credential = '', policy = '', key = '' } = fields
      if (bucket !== BUCKET) return refuse(404, 'NoSuchBucket', 'The bucket does not exist.')
      if (fields['x-amz-algorithm'] !== ALGORITHM) {
        return refuse(400, 'InvalidRequest', `Sign with ${ALGORITHM}.`)
      }
      const userId = keys.ownerOf(credential.split('/')[0])
      if (userId === null) return refuse(403, 'InvalidAccessKeyId', 'Nobody has this key id.')
      if (!isSame(fields['x-amz-signature'] ?? '', signatureOf(policy, credential))) {
        return refuse(403, 'SignatureDoesNotMatch', 'The signature is not that of the policy.')
      }
      const facts = { sizeBytes, nowMs: nowMs(), isStrict: true }
      const refusal = breachOf(policy, { ...fields, bucket }, facts)
      return refusal === null ? { ok: true, userId, key } : { ok: false, refusal }
    },
    accepted: () => ({ status: 204, contentType: 'application/xml', body: '' }),
    refused: xmlRefusal,
  }
}
