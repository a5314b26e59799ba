import type { Phone } from '../phone'
import { make, showOverlay, themeClass } from './overlay'
import { permissionsOf } from './permissions'
import { wxCall } from './wx-call'
import { requireString } from './wx-error'

const NOTICE_MS = 1500

/**
 * The phone's clipboard. It is shared with the computer's where the browser allows that; WeChat itself tells the person
 * that something was copied.
 */
export function clipboard(phone: Phone): Record<string, unknown> {
  let own = ''
  return {
    setClipboardData: wxCall<{ data: string }>(phone, 'setClipboardData', async ({ data }) => {
      const text = requireString('data', data)
      await permissionsOf(phone).requirePrivacy('setClipboardData')
      own = text
      // Refused without the window's focus; the phone's own clipboard has it all the same.
      navigator.clipboard?.writeText(text).catch(() => undefined)
      notify(phone)
    }),
    getClipboardData: wxCall(phone, 'getClipboardData', async () => {
      await permissionsOf(phone).requirePrivacy('getClipboardData')
      return { data: (await computerClipboard()) ?? own }
    }),
  }
}

async function computerClipboard(): Promise<string | undefined> {
  try {
    const { state } = await navigator.permissions.query({
      name: 'clipboard-read' as PermissionName,
    })
    return state === 'granted' ? await navigator.clipboard.readText() : undefined
  } catch {
    return undefined
  }
}

function notify(phone: Phone): void {
  const { ownerDocument: document } = phone.overlay
  const words = phone.device.language.startsWith('zh') ? '内容已复制' : 'Copied'
  const box = make(document, 'div', { class: 'sim-toast', role: 'status' }, words)
  const name = `sim-layer sim-toast-layer sim-through ${themeClass(phone)}`
  const hide = showOverlay(phone, make(document, 'div', { class: name }, box))
  setTimeout(hide, NOTICE_MS)
}
