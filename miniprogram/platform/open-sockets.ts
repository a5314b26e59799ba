/** The sockets somebody else opened, so that one that hangs can be ended. */
export interface OpenSockets {
  closeAll(): void
}

/** Only the SDK's own name the app: see its `connect`, @rongcloud/engine 5.38.0. */
export const isSdkSocket = (url: string): boolean => url.includes('?appId=')

/**
 * Follows the sockets opened with `wx.connectSocket` from now on to addresses that `isWanted` takes.
 * The SDK keeps its sockets to itself, and waits for a server's first answer for ever.
 */
export function followSockets(
  api: Pick<WechatMiniprogram.Wx, 'connectSocket'>,
  isWanted: (url: string) => boolean,
): OpenSockets {
  const tasks = new Set<WechatMiniprogram.SocketTask>()
  const connectSocket = api.connectSocket.bind(api)
  // Assignment does nothing in WeChat: the members of `wx` can only be defined anew.
  Object.defineProperty(api, 'connectSocket', {
    configurable: true,
    enumerable: true,
    value: (options: WechatMiniprogram.ConnectSocketOption) => {
      const task = connectSocket(options)
      if (!isWanted(options.url)) return task
      tasks.add(task)
      task.onClose(() => tasks.delete(task))
      return task
    },
  })
  return {
    closeAll() {
      for (const task of [...tasks]) task.close({})
    },
  }
}
