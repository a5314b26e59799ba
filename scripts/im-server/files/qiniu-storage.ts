import type { FilePasses } from './file-passes'
import { refuse, type StorageVendor, type VendorAnswer } from './storage-vendor'

/** Forms of the cloud's first storage: a token and a key, answered in JSON. */
export function qiniuStorage(passes: FilePasses): StorageVendor {
  const answer = (status: number, body: object): VendorAnswer => ({
    status,
    contentType: 'application/json',
    body: JSON.stringify(body),
  })
  return {
    // Its token stands in every answer, whoever takes the file.
    sign: () => ({}),
    judge({ fields: { token = '', key = '' } }) {
      const verdict = passes.checkUpload(token, key)
      if (!verdict.ok) return refuse(401, 'BadToken', verdict.reason)
      return { ok: true, userId: verdict.pass.userId, key }
    },
    accepted: ({ fields: { key } }, hash) => answer(200, { key, hash }),
    refused: ({ status, reason }) => answer(status, { error: reason }),
  }
}
