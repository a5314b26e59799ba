import { createHmac } from 'node:crypto'

import { isSame, type AccessKeys } from './access-keys'
import { breachOf, writePolicy } from './post-policy'
import { refuse, xmlRefusal, type PostedForm, type StorageVendor } from './storage-vendor'
import { FILE_LIMIT_BYTES } from './upload-form'

const BUCKET = 'hutong-aliyun'

/** Forms of Alibaba Cloud OSS, signed in its version 1. Source: "PostObject", its API reference. */
export function aliyunStorage(keys: AccessKeys, nowMs: () => number): StorageVendor {
  const signatureOf = (policy: string, keyId: string): string =>
    createHmac('sha1', keys.secretOf(keyId)).update(policy).digest('base64')
  return {
    sign({ userId, key, deadline }) {
      const osskeyId = keys.idOf(userId)
      const exact = { bucket: BUCKET, key }
      const ossPolicy = writePolicy({ deadline, limitBytes: FILE_LIMIT_BYTES, exact, free: [] })
      const ossSign = signatureOf(ossPolicy, osskeyId)
      return { osskeyId, ossPolicy, ossSign, ossBucketName: BUCKET }
    },
    judge({ fields, bucket, sizeBytes }) {
      const {
        OSSAccessKeyId: keyId = '',
        policy = '',
        Signature: signature = '',
        key = '',
      } = fields
      if (bucket !== BUCKET) return refuse(404, 'NoSuchBucket', 'The bucket does not exist.')
      const userId = keys.ownerOf(keyId)
      if (userId === null) return refuse(403, 'InvalidAccessKeyId', 'Nobody has this key id.')
      if (!isSame(signature, signatureOf(policy, keyId))) {
        return refuse(403, 'SignatureDoesNotMatch', 'The signature is not that of the policy.')
      }
      const facts = { sizeBytes, nowMs: nowMs(), isStrict: false }
      const refusal = breachOf(policy, { ...fields, bucket }, facts)
      return refusal === null ? { ok: true, userId, key } : { ok: false, refusal }
    },
    accepted: ({ fields }: PostedForm) => {
      const isWanted = ['200', '201'].includes(fields.success_action_status)
      const status = isWanted ? Number(fields.success_action_status) : 204
      return { status, contentType: 'application/xml', body: '' }
    },
    refused: xmlRefusal,
  }
}
