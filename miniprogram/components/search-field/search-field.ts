/** A field that narrows the list under it while one types. Event: `search {text}`, trimmed; empty ends the search. */
Component({
  properties: {
    placeholder: { type: String, value: '' },
    clearLabel: { type: String, value: '' },
  },
  data: { text: '' },
  methods: {
    onInput(event: WechatMiniprogram.Input) {
      this.setText(event.detail.value)
    },
    onClearTap() {
      this.setText('')
    },
    setText(text: string) {
      this.setData({ text })
      this.triggerEvent('search', { text: text.trim() })
    },
  },
})
