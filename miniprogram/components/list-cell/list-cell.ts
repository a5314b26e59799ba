/** A row of a settings or index list. Listen to `tap` on it. What stands at its end may also come by slot. */
Component({
  properties: {
    icon: { type: String, value: '' },
    title: { type: String, value: '' },
    note: { type: String, value: '' },
    /** The present setting, at the end of the row. */
    value: { type: String, value: '' },
    /** Draws the arrow: the row leads somewhere. */
    leads: { type: Boolean, value: false },
    danger: { type: Boolean, value: false },
    last: { type: Boolean, value: false },
  },
})
