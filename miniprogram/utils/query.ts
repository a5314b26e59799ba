/** A value of a page's query, decoded. WeChat hands queries over as they were written; a broken escape stays as it is. */
export function queryValue(value: string | undefined): string {
  if (value === undefined) return ''
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}
