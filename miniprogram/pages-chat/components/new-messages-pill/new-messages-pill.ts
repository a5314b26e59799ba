/** Leads back to the newest message for a reader who scrolled up. Listen to `tap` on it. */
Component({
  properties: {
    /** `3 new`, or empty when nothing new came. */
    text: { type: String, value: '' },
    label: { type: String, value: '' },
  },
})
