import type { Clock } from '../utils/clock'

export type AddressVerdict =
  | 'alive'
  | 'dead'
  /** Not on the list of legal domains that the mini-program's console holds. */
  | 'notAllowed'

/** Tells whether the device may and can reach an address. Never rejects. */
export interface AddressCheck {
  /** @param url `ws(s)://…` */
  socket(url: string): Promise<AddressVerdict>
  /** Any HTTP answer is a sign of life. */
  request(url: string): Promise<AddressVerdict>
}

const TIMEOUT_MS = 3_000
/** What WeChat says in `errMsg`, in its two languages. */
const NOT_ALLOWED = /domain list|合法域名/

export function createAddressCheck(
  api: Pick<WechatMiniprogram.Wx, 'request' | 'connectSocket'>,
  clock: Clock,
): AddressCheck {
  return {
    socket: (url) =>
      new Promise((resolve) => {
        const task = api.connectSocket({ url, fail: ({ errMsg }) => resolve(verdictOf(errMsg)) })
        const stopWaiting = clock.after(TIMEOUT_MS, () => end('dead'))
        const end = (verdict: AddressVerdict) => {
          stopWaiting()
          resolve(verdict)
          task.close({})
        }
        task.onOpen(() => end('alive'))
        task.onError(({ errMsg }) => end(verdictOf(errMsg)))
      }),
    request: (url) =>
      new Promise((resolve) => {
        api.request({
          url,
          timeout: TIMEOUT_MS,
          success: () => resolve('alive'),
          fail: ({ errMsg }) => resolve(verdictOf(errMsg)),
        })
      }),
  }
}

function verdictOf(errMsg: string): AddressVerdict {
  return NOT_ALLOWED.test(errMsg) ? 'notAllowed' : 'dead'
}
