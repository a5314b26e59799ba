/** Calls the runtime adds to `wx`. */
const FROM_RUNTIME = [
  ...[
    'createSelectorQuery',
    'createIntersectionObserver',
    'createMediaQueryObserver',
    'getSystemInfo',
  ],
]

/**
 * `wx.canIUse(schema)`: whether a call (`showToast`, `getSystemInfoSync.return.safeArea`) or a component
 * (`button.open-type.share`) is there. Below the name itself everything is taken to be.
 * @param members names of `wx`.
 * @param tags built-in components.
 */
export function canIUse(
  members: Iterable<string>,
  tags: Iterable<string>,
): (schema: unknown) => boolean {
  const known = new Set([
    ...members,
    ...tags,
    ...FROM_RUNTIME,
    'view',
    'cover-view',
    'block',
    'slot',
  ])
  known.add('page-meta').add('navigation-bar').add('canIUse')
  return (schema) => typeof schema === 'string' && known.has(schema.split('.')[0])
}
