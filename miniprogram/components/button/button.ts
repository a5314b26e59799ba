/**
 * A wide button. Listen to `tap` on it; a disabled or busy one lets no tap through.
 * Registered as `h-button`, since `button` is WeChat's own.
 */
Component({
  properties: {
    text: { type: String, value: '' },
    /** `primary`, `plain` or `danger`. */
    kind: { type: String, value: 'primary' },
    busy: { type: Boolean, value: false },
    disabled: { type: Boolean, value: false },
  },
  methods: {
    onBlockedTap() {
      // The catch in the template is what stops the tap.
    },
  },
})
