import { createHmac } from 'node:crypto'

import { isSame } from './access-keys'
import type { UploadPass } from './storage-vendor'

export type TokenVerdict = { ok: true; pass: UploadPass } | { ok: false; reason: string }

/** Signed upload tokens and download addresses; none of them is kept. */
export class FilePasses {
  constructor(
    private readonly secret: string,
    private readonly nowMs: () => number,
  ) {}

  issueUpload(pass: UploadPass): string {
    const body = Buffer.from(JSON.stringify(pass)).toString('base64url')
    return `${body}.${this.sign(`upload ${body}`)}`
  }

  checkUpload(token: string, key: string): TokenVerdict {
    const [body = '', signature = ''] = token.split('.')
    if (!isSame(signature, this.sign(`upload ${body}`))) return { ok: false, reason: 'bad token' }
    const pass = JSON.parse(Buffer.from(body, 'base64url').toString()) as UploadPass
    if (pass.deadline * 1000 < this.nowMs()) return { ok: false, reason: 'expired token' }
    if (pass.key !== key) return { ok: false, reason: "key doesn't match the token" }
    return { ok: true, pass }
  }

  /** Path and query of a download address, good until the deadline (Unix seconds). */
  downloadPath(key: string, saveName: string, deadline: number): string {
    const query = new URLSearchParams({
      ...(saveName ? { attname: saveName } : {}),
      e: String(deadline),
      sign: this.sign(`download ${key} ${deadline}`),
    })
    return `/${encodeURIComponent(key)}?${query.toString()}`
  }

  mayDownload(key: string, query: URLSearchParams): boolean {
    const deadline = query.get('e') ?? ''
    const isRight = isSame(query.get('sign') ?? '', this.sign(`download ${key} ${deadline}`))
    return isRight && Number(deadline) * 1000 >= this.nowMs()
  }

  private sign(text: string): string {
    return createHmac('sha256', this.secret).update(text).digest('base64url')
  }
}
