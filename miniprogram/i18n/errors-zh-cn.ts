/** What happened and what to do, by error code. Keys: `error.<code of ImError or ApiError>`. */
export const errorsZhCn = {
  'error.UNKNOWN': '出了点问题，请重试（代码 {sdkCode}）',
  'error.OFFLINE': '没有网络，请检查网络后重试',
}
