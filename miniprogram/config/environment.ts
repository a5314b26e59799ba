/** WeChat's three editions of a mini-program: `wx.getAccountInfoSync().miniProgram.envVersion`. */
export type Edition = 'develop' | 'trial' | 'release'

export interface Environment {
  /** Base address of the app server, without a trailing slash. */
  apiUrl: string
  /** Whether `?server=` in the launch query may replace the address. */
  canOverrideServer: boolean
}

/**
 * The only addresses the mini-program is built with; app key, navigators and CMP hosts come from
 * the app server (`POST /v1/im/token`). Replace the trial and release addresses with your own.
 */
export const ENVIRONMENTS: Record<Edition, Environment> = {
  develop: { apiUrl: 'http://127.0.0.1:7410', canOverrideServer: true },
  trial: { apiUrl: 'https://hutong-trial.example.com', canOverrideServer: false },
  release: { apiUrl: 'https://hutong.example.com', canOverrideServer: false },
}
