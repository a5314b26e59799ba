import { followSdkTraffic } from '../../../miniprogram/platform/sdk-traffic'

const NAVIGATOR = 'http://127.0.0.1:9/v2/navi.json?cloud=0'
const SERVER = 'ws://127.0.0.1:9/websocket?appId=key'

/** A platform that notes what reaches it. */
function platform() {
  const reached: string[] = []
  const ended: string[] = []
  const opened = new Map<string, () => void>()
  const closed = new Map<string, () => void>()
  const api = {
    request: ({ url }: { url: string }) => {
      reached.push(url)
      return { abort: () => void ended.push(url) }
    },
    connectSocket: ({ url }: { url: string }) => {
      reached.push(url)
      return {
        onOpen: (listener: () => void) => opened.set(url, listener),
        onClose: (listener: () => void) => closed.set(url, listener),
        close: () => void ended.push(url),
      }
    },
  } as unknown as WechatMiniprogram.Wx
  return { api, reached, ended, opened, closed, traffic: followSdkTraffic(api) }
}

describe('the traffic of the SDK', () => {
  it('ends when it is stopped, and no other does', () => {
    const { api, reached, ended, traffic } = platform()
    for (const url of [NAVIGATOR, 'http://127.0.0.1:9/v1/me']) api.request({ url })
    for (const url of [SERVER, 'ws://127.0.0.1:9/websocket']) api.connectSocket({ url })
    expect(reached).toHaveLength(4)
    traffic.stop()
    expect(ended).toEqual([NAVIGATOR, SERVER])
  })

  it('tells what hosts have taken a socket, until it is closed or stopped', () => {
    const { api, opened, closed, traffic } = platform()
    const hosts = ['one:80', 'two']
    const urls = hosts.map((host) => `wss://${host}/websocket?appId=key`)
    for (const url of [...urls, 'wss://other/websocket']) api.connectSocket({ url })
    expect(traffic.openHosts()).toEqual([])
    for (const url of urls) opened.get(url)?.()
    expect(traffic.openHosts()).toEqual(hosts)
    closed.get(urls[0])?.()
    expect(traffic.openHosts()).toEqual(['two'])
    traffic.stop()
    expect(traffic.openHosts()).toEqual([])
  })

  it('hears that its sockets are closed also from a platform that never tells', async () => {
    const { api, closed, traffic } = platform()
    const heard: unknown[] = []
    const silent = api.connectSocket({ url: SERVER })
    await new Promise<void>((resolve) => {
      silent.onClose((event) => {
        heard.push(event)
        resolve()
      })
      traffic.stop()
    })
    expect(heard).toEqual([{ code: 1006, reason: 'stopped' }])
    closed.get(SERVER)?.()
    expect(heard).toHaveLength(1)
  })

  it('is refused while it is stopped, as by a network that is down', async () => {
    const { api, reached, traffic } = platform()
    traffic.stop()
    const failure = await new Promise((resolve) => api.request({ url: NAVIGATOR, fail: resolve }))
    expect(failure).toMatchObject({ errMsg: 'request:fail stopped' })
    const error = await new Promise((resolve) =>
      api.connectSocket({ url: SERVER }).onError(resolve),
    )
    expect(error).toMatchObject({ errMsg: 'stopped' })
    expect(reached).toEqual([])
    traffic.resume()
    api.request({ url: NAVIGATOR })
    expect(reached).toEqual([NAVIGATOR])
  })
})
