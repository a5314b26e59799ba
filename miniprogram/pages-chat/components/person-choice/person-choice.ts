/** A person or a group that may be chosen. Event: `choose {id}`. */
Component({
  options: { virtualHost: true },
  properties: {
    choiceId: { type: String, value: '' },
    name: { type: String, value: '' },
    avatar: { type: Object, value: { url: '', initial: '', colorIndex: 0 } },
    shape: { type: String, value: 'person' },
    chosen: { type: Boolean, value: false },
    /** Several may be chosen: each has a mark. */
    many: { type: Boolean, value: false },
  },
  methods: {
    onTap() {
      this.triggerEvent('choose', { id: this.data.choiceId })
    },
  },
})
