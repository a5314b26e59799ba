import type { UploadKind, UploadPermit, UploadTarget } from '../../upload/upload-permit'

/** The fields of `getFileToken`'s answer that name hosts and sign forms. */
export interface UploadAuth {
  deadline: number
  token: string
  fileName: string
  /** Host of the first storage. */
  qiniu: string
  /** JSON list such as `[{"qiniu":"host","p":"1"}]`, `p` the preference. */
  ossConfig?: string
  osskeyId: string | null
  ossPolicy: string | null
  ossSign: string | null
  ossBucketName: string | null
  s3Credential: string | null
  s3Algorithm: string | null
  s3Date: string | null
  s3Policy: string | null
  s3Signature: string | null
  s3BucketName: string | null
}

type Vendor = UploadTarget['vendor']

/**
 * Hosts in order of preference, each with the form its vendor asks for. Forms: the SDK's own
 * uploader, @rongcloud/imlib-next 5.38.0. Vendors that want PUT or signed headers (minio, stc) have
 * no entry: `wx.uploadFile` sends multipart POST only.
 * @param scheme the navigator's; hosts come without one.
 */
export function uploadPermit(
  auth: UploadAuth,
  kind: UploadKind,
  scheme: 'http' | 'https',
): UploadPermit {
  const hosts = preferredHosts(auth)
  const targets = hosts.flatMap(({ vendor, host }) => {
    const form = formOf(vendor, kind, auth)
    if (form === null) return []
    const withBucket = form.bucket === '' ? host : `${form.bucket}.${host}`
    const url = /^https?:\/\//.test(withBucket) ? withBucket : `${scheme}://${withBucket}`
    return [{ vendor, url: `${url.replace(/\/+$/, '')}/`, formData: form.formData }]
  })
  return { key: auth.fileName, deadlineMs: auth.deadline * 1000, targets }
}

function preferredHosts(auth: UploadAuth): { vendor: Vendor; host: string }[] {
  const listed = parsedConfig(auth.ossConfig)
    .flatMap((entry) =>
      (['qiniu', 'aliyun', 's3'] as const).flatMap((vendor) => {
        const host = entry[vendor]
        return typeof host === 'string' ? [{ vendor, host, rank: Number(entry.p) || 99 }] : []
      }),
    )
    .sort((a, b) => a.rank - b.rank)
  if (listed.length === 0 && auth.qiniu !== '') {
    return [{ vendor: 'qiniu' as const, host: auth.qiniu }]
  }
  return listed
}

function parsedConfig(text: string | undefined): Record<string, unknown>[] {
  try {
    const list: unknown = JSON.parse(text ?? '[]')
    return Array.isArray(list) ? (list as Record<string, unknown>[]) : []
  } catch {
    return []
  }
}

function formOf(
  vendor: Vendor,
  kind: UploadKind,
  auth: UploadAuth,
): { bucket: string; formData: Record<string, string> } | null {
  const { fileName: key, token } = auth
  switch (vendor) {
    case 'qiniu':
      return { bucket: '', formData: { token, key } }
    case 'aliyun': {
      const { osskeyId, ossPolicy, ossSign, ossBucketName } = auth
      if (!osskeyId || !ossPolicy || !ossSign || !ossBucketName) return null
      return {
        bucket: ossBucketName,
        formData: {
          token,
          OSSAccessKeyId: osskeyId,
          policy: ossPolicy,
          Signature: ossSign,
          success_action_status: '200',
          key,
        },
      }
    }
    case 's3': {
      const { s3Credential, s3Algorithm, s3Date, s3Policy, s3Signature, s3BucketName } = auth
      if (!s3Credential || !s3Algorithm || !s3Date || !s3Policy || !s3Signature || !s3BucketName) {
        return null
      }
      return {
        bucket: s3BucketName,
        formData: {
          // The policy asks for both, whatever they say.
          'Content-Disposition': kind === 'page' ? 'inline;' : 'attachment;',
          'Content-Type': contentTypeOf(kind, key),
          'x-amz-credential': s3Credential,
          'x-amz-algorithm': s3Algorithm,
          'x-amz-date': s3Date,
          policy: s3Policy,
          'x-amz-signature': s3Signature,
          key,
        },
      }
    }
  }
}

/** Names of types that differ from the extension. */
const SUBTYPES: Record<string, string> = { jpg: 'jpeg', mp3: 'mpeg', m4a: 'mp4', mov: 'quicktime' }

/**
 * What the storage serves it as later. A file of any kind is bytes: nothing a browser would run. Only the page of a
 * chat history, which this app writes itself, is for browsers.
 */
function contentTypeOf(kind: UploadKind, key: string): string {
  if (kind === 'page') return 'text/html'
  const [, extension = ''] = /\.([a-z0-9]+)$/i.exec(key) ?? []
  if (kind === 'file' || extension === '') return 'application/octet-stream'
  const name = extension.toLowerCase()
  return `${kind}/${SUBTYPES[name] ?? name}`
}
