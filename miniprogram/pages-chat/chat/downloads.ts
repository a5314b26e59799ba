import { t } from '../../i18n/t'
import type { OpenedRow } from '../../models/rows'
import { startDownload, type Download } from '../shared/download-file'

/** Files on their way to the phone: each tells how far it is, and a second tap stops it. */
export class Downloads {
  private readonly running = new Map<string, Download>()

  /** @param onProgress 0-100; 100 also when it was stopped or failed. */
  constructor(private readonly onProgress: (rowId: string, percent: number) => void) {}

  /**
   * @returns the file's path; null when it was stopped.
   * @throws Error in words when it did not arrive.
   */
  async bring({ id, media }: OpenedRow): Promise<string | null> {
    const known = this.running.get(id)
    if (known !== undefined) {
      known.stop()
      return null
    }
    let shown = -10
    const download = startDownload(media?.url ?? '', t('chat.fileNotLoaded'), (percent) => {
      // A phone tells many times a second; a tenth more is worth drawing.
      if (percent < shown + 10 || percent > 99 || !this.running.has(id)) return
      shown = percent
      this.onProgress(id, percent)
    })
    this.running.set(id, download)
    try {
      return await download.done
    } finally {
      this.running.delete(id)
      this.onProgress(id, 100)
    }
  }

  dispose(): void {
    for (const download of this.running.values()) download.stop()
  }
}
