import type { Draft, Message } from '../protocol/messages'

/** Object storages the cloud keeps files at; each takes a form of its own. */
export const vendors = ['qiniu', 'aliyun', 's3'] as const
export type Vendor = (typeof vendors)[number]

/** What an upload form allows: one key, by one person, until the deadline (Unix seconds). */
export interface UploadPass {
  userId: string
  key: string
  deadline: number
}

export interface Refusal {
  /** HTTP status. */
  status: number
  /** The vendor's word for it. */
  code: string
  reason: string
}

export type UploadVerdict =
  { ok: true; userId: string; key: string } | { ok: false; refusal: Refusal }

/** A form that came in, its file apart. */
export interface PostedForm {
  fields: Record<string, string>
  /** In front of the host's name; empty when none is. */
  bucket: string
  sizeBytes: number
}

/** How one vendor signs upload forms and judges them. */
export interface StorageVendor {
  /** The fields of `qnTkn`'s answer that sign the form. */
  sign(pass: UploadPass): Partial<Draft<Message<'GetQNupTokenOutput'>>>
  judge(form: PostedForm): UploadVerdict
  /** What it says when all is well, and when not. */
  accepted(form: PostedForm, hash: string): VendorAnswer
  refused(refusal: Refusal): VendorAnswer
}

export interface VendorAnswer {
  status: number
  contentType: string
  body: string
}

export function refuse(status: number, code: string, reason: string): UploadVerdict {
  return { ok: false, refusal: { status, code, reason } }
}

/** Errors of storages that speak XML. */
export function xmlRefusal({ status, code, reason }: Refusal): VendorAnswer {
  const safe = reason.replace(/[<&]/g, (sign) => (sign === '<' ? '&lt;' : '&amp;'))
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${safe}</Message></Error>`
  return { status, contentType: 'application/xml', body }
}
