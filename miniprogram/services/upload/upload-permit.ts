/** What is being uploaded; the vendor keeps each kind under its own rules. */
export type UploadKind = 'image' | 'audio' | 'video' | 'file' | 'page'

/** One place a file may go to, with the form it asks for. */
export interface UploadTarget {
  vendor: 'qiniu' | 'aliyun' | 's3'
  url: string
  formData: Record<string, string>
}

/** The cloud's leave to upload one file under one key. */
export interface UploadPermit {
  key: string
  /** Unix ms. */
  deadlineMs: number
  /** In order of preference. */
  targets: UploadTarget[]
}
