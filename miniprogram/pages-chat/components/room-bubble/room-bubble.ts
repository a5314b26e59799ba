import type { MessageRow } from '../../../models/rows'

/** One message of a room: translucent over the dark stage, speaker and words in one bubble. Event: `retry {id}`. */
Component({
  properties: {
    /** `MessageRow` of models/rows. */
    row: { type: null, value: null },
    /** Words: retry, sending. */
    words: { type: Object, value: {} },
  },
  methods: {
    onRetryTap() {
      this.triggerEvent('retry', { id: (this.data.row as MessageRow | null)?.id ?? '' })
    },
  },
})
