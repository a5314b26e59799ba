/** The languages Hutong speaks. */
export type Language = 'zh-CN' | 'en'

/** WeChat's language codes (`zh_CN`, `zh_TW`, `en`, …): Chinese of any script reads zh-CN, all others en. */
export function languageOf(code: string): Language {
  return /^zh/i.test(code) ? 'zh-CN' : 'en'
}
