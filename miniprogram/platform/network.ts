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

/** One listener at WeChat for the whole app: `wx.onNetworkStatusChange` and `onNetworkWeakChange`. */
export function createWxNetwork(): Network {
  const listeners = new Set<(state: NetworkState) => void>()
  let state: NetworkState = { isConnected: true, isWeak: false }
  const change = (next: Partial<NetworkState>) => {
    state = { ...state, ...next }
    for (const listener of [...listeners]) listener(state)
  }
  wx.onNetworkStatusChange(({ isConnected }) => change({ isConnected }))
  // Base library 2.21.0 and later.
  if (wx.canIUse('onNetworkWeakChange')) {
    wx.onNetworkWeakChange(({ weakNet }) => change({ isWeak: weakNet }))
  }
  return {
    current: () =>
      new Promise((resolve) => {
        wx.getNetworkType({
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
