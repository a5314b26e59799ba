/** @returns the code our server exchanges for the person's identity at WeChat. */
export function wechatCode(): Promise<string> {
  return new Promise((resolve, reject) => {
    wx.login({
      success: ({ code }) => resolve(code),
      fail: ({ errMsg }) => reject(new Error(errMsg)),
    })
  })
}

/** WeChat's language code, e.g. `zh_CN`. */
export function systemLanguage(): string {
  return wx.getAppBaseInfo().language
}

export function edition(): 'develop' | 'trial' | 'release' {
  return wx.getAccountInfoSync().miniProgram.envVersion
}
