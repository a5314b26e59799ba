import { pressPart } from './overlays'
import type { AutomatorContext, Handler, Params } from './protocol'

/** What a person presses in WeChat's own dialogs, by the `data-sim` name of the part (wx/overlay.ts). */
const PRESSES: Record<string, string> = {
  confirmModal: 'modal-confirm',
  cancelModal: 'modal-cancel',
  authorizeAllow: 'permission-confirm',
  authorizeCancel: 'permission-cancel',
}

const UNSUPPORTED = [
  'Tool.enableRemoteDebug',
  'Tool.getTicket',
  'Tool.setTicket',
  'Tool.refreshTicket',
  'Tool.stopAudits',
]

/** `Tool.*`: the simulator in DevTools' place. `Tool.close` and screenshots are the server's. */
export function toolDomain({ phone, pages }: AutomatorContext): Record<string, Handler> {
  const native = async (method: string, data: unknown): Promise<void> => {
    const part = PRESSES[method]
    if (part) pressPart(phone, part)
    else if (method === 'goHome') await pages.reLaunch(`/${pages.home}`)
    else if (method === 'navigateLeft') await pages.navigateBack(1)
    else if (method === 'switchTab') await pages.pressTab(tabIndex(pages, data))
    else if (method === 'shareConfirm' || method === 'shareCancel') {
      phone.overlay.querySelector<HTMLElement>('.share-card')?.click()
    } else throw new Error(`native ${method} is not supported`)
  }
  return {
    'Tool.getInfo': () => ({ SDKVersion: phone.device.SDKVersion, version: phone.device.version }),
    'Tool.native': async (params) => {
      await native(String(params.method), params.data)
      return {}
    },
    'Tool.getTestAccounts': () => ({ accounts: [] }),
    ...Object.fromEntries(
      UNSUPPORTED.map((method): [string, Handler] => [
        method,
        () => {
          throw new Error(`${method} is not supported`)
        },
      ]),
    ),
  }
}

/** `{ url }` as clients send it, or an index. */
function tabIndex(pages: AutomatorContext['pages'], data: unknown): number {
  if (typeof data === 'number') return data
  const { url = '' } = (data ?? {}) as Params
  return pages.tabIndex(String(url).replace(/^\//, ''))
}
