/** What a list says when there is nothing in it: what is missing and what to do. A button can go into the slot. */
Component({
  properties: {
    icon: { type: String, value: 'conversations' },
    title: { type: String, value: '' },
    hint: { type: String, value: '' },
  },
})
