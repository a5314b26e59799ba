import type { DurableMap, DurableStore } from './durable-store'

/** An uploaded file; its bytes are on disk. */
export interface StoredFile {
  key: string
  userId: string
  sizeBytes: number
  contentType: string
  uploadedAt: number
}

export class Files {
  private readonly files: DurableMap<StoredFile>

  constructor(store: DurableStore) {
    this.files = store.map('files')
  }

  get(key: string): StoredFile | undefined {
    return this.files.get(key)
  }

  put(file: StoredFile): void {
    this.files.set(file.key, file)
  }
}
