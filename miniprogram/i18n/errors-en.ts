import type { errorsZhCn } from './errors-zh-cn'

export const errorsEn: Record<keyof typeof errorsZhCn, string> = {
  'error.UNKNOWN': 'Something went wrong. Try again (code {sdkCode})',
  'error.OFFLINE': 'No network. Check it and try again',
}
