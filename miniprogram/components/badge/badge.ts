/** An unread count, or a dot where the count is not wanted. Shows nothing when there is neither. */
Component({
  options: { virtualHost: true },
  properties: {
    /** `3`, `99+` or empty. */
    text: { type: String, value: '' },
    dot: { type: Boolean, value: false },
    /** The dot asks for less attention. */
    muted: { type: Boolean, value: false },
  },
})
