/**
 * A picture, or the initial on the colour of its id. Persons are round, groups rounded squares, rooms door arches.
 * It only decorates the name beside it, so screen readers pass over it.
 */
Component({
  options: { virtualHost: true },
  properties: {
    /** `Avatar` of models/profile. */
    avatar: { type: Object, value: { url: '', initial: '', colorIndex: 0 } },
    shape: { type: String, value: 'person' },
    /** `row` 96 rpx, `bubble` 72 rpx, `large` 144 rpx. */
    size: { type: String, value: 'row' },
  },
})
