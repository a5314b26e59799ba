/** Half a screen that comes up from the bottom, with what its page puts into it. Event: `close`. */
Component({
  properties: {
    title: { type: String, value: '' },
    closeLabel: { type: String, value: '' },
  },
  methods: {
    onCloseTap() {
      this.triggerEvent('close')
    },
    onMove() {
      // The catch in the template keeps the page beneath from scrolling.
    },
  },
})
