import type { HistoryFace, HistoryMonth } from '../../stores/history/history-faces'

interface Page {
  setData(patch: Record<string, unknown>): void
}

/** Small pictures weigh more than all the rest of a list: each goes to the view once, a screen of them at a time. */
export class Thumbnails {
  private readonly sent = new Set<string>()

  constructor(
    private readonly page: Page,
    private readonly history: HistoryFace,
  ) {}

  /** Sends those of the months that the view has not got yet, into `thumbnails[rowId]`. */
  send(months: readonly HistoryMonth[]): void {
    for (const { screens } of months) {
      for (const { rows } of screens) {
        const fresh = rows.filter(({ id }) => !this.sent.has(id))
        if (fresh.length === 0) continue
        const patch: Record<string, string> = {}
        for (const { id } of fresh) {
          this.sent.add(id)
          patch[`thumbnails.${id}`] = this.history.thumbnailOf(id)
        }
        this.page.setData(patch)
      }
    }
  }
}
