/** A stroke icon in the colour of the text around it; its size is `--icon-size` of whoever uses it, 48 rpx by default. */
Component({
  options: { virtualHost: true },
  properties: {
    /** A name in scripts/tools/icons/icons.ts. */
    name: { type: String, value: '' },
  },
})
