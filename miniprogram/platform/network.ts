/** What the phone says of its network. */
export interface NetworkState {
  isConnected: boolean
  isWeak: boolean
}

export interface Network {
  current(): Promise<NetworkState>
  /** @returns a function that stops listening. */
  onChange(listener: (state: NetworkState) => void): () => void
}

type WxNetwork = Pick<WechatMiniprogram.Wx, 'onNetworkStatusChange' | 'getNetworkType'> &
  Partial<Pick<WechatMiniprogram.Wx, 'onNetworkWeakChange'>>

/** One listener at WeChat for the whole app: `wx.onNetworkStatusChange` and `onNetworkWeakChange`. */
export function createNetwork(api: WxNetwork): Network {
  const listeners = new Set<(state: NetworkState) => void>()
  let state: NetworkState = { isConnected: true, isWeak: false }
  const change = (next: Partial<NetworkState>) => {
    state = { ...state, ...next }
    for (const listener of [...listeners]) listener(state)
  }
  api.onNetworkStatusChange(({ isConnected }) => change({ isConnected }))
  // There from base library 2.21.0 on.
  api.onNetworkWeakChange?.(({ weakNet }) => change({ isWeak: weakNet }))
  return {
    current: () =>
      new Promise((resolve) => {
        api.getNetworkType({
          success: ({ networkType }) => {
            state = { ...state, isConnected: networkType !== 'none' }
            resolve(state)
          },
          fail: () => resolve(state),
        })
      }),
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
