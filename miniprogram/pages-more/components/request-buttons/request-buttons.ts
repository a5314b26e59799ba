/** The answers to a contact request. Events: `accept {id}`, `decline {id}`; none while an answer is on its way. */
Component({
  properties: {
    requestId: { type: String, value: '' },
    busy: { type: Boolean, value: false },
    acceptText: { type: String, value: '' },
    declineText: { type: String, value: '' },
  },
  methods: {
    onAcceptTap() {
      this.answer('accept')
    },
    onDeclineTap() {
      this.answer('decline')
    },
    answer(event: 'accept' | 'decline') {
      if (!this.data.busy) this.triggerEvent(event, { id: this.data.requestId })
    },
  },
})
