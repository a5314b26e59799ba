/** `rpx` of inline styles as `vw`: 750 rpx are the width of the screen. */
export function rpxToVw(style: string): string {
  return style.replace(
    /(^|[^\w.#-])(-?)(\d*\.?\d+)rpx\b/gi,
    (_all, before: string, sign: string, n) => {
      return `${before}${sign}${Number((Number(n) / 7.5).toFixed(6))}vw`
    },
  )
}
