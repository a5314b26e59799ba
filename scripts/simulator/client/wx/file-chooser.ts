import type { Phone } from '../phone'
import { extensionFor, extensionOf } from './file-store'
import { make, showOverlay, themeClass } from './overlay'
import { WxError } from './wx-error'

/** A file the person picked, already among the phone's temporary files. */
export interface PickedFile {
  path: string
  name: string
  /** Bytes. */
  size: number
  /** MIME type as the browser tells it. */
  type: string
  /** Unix seconds. */
  time: number
}

/**
 * Lets the person pick files of their computer. A browser opens its chooser only right after a press; without one
 * a sheet asks for it.
 * @throws {WxError} `cancel`.
 */
export async function pickFiles(
  phone: Phone,
  options: { accept?: string; count?: number; capture?: boolean },
): Promise<PickedFile[]> {
  const { ownerDocument: document } = phone.overlay
  const input = make(document, 'input', {
    type: 'file',
    accept: options.accept,
    style: 'display: none',
    'data-sim': 'file-input',
  })
  input.multiple = (options.count ?? 1) > 1
  const hide = showOverlay(phone, input)
  try {
    const files = await chosen(phone, input)
    if (files.length === 0) throw new WxError('cancel')
    return await Promise.all(files.slice(0, options.count ?? 1).map((file) => keep(phone, file)))
  } finally {
    hide()
  }
}

function chosen(phone: Phone, input: HTMLInputElement): Promise<File[]> {
  return new Promise((resolve) => {
    let hideSheet: (() => void) | undefined
    const finish = (): void => {
      hideSheet?.()
      resolve([...(input.files ?? [])])
    }
    input.onchange = finish
    input.oncancel = finish
    if (navigator.userActivation.isActive) input.click()
    else
      hideSheet = showOverlay(
        phone,
        sheet(phone, () => input.click(), finish),
      )
  })
}

function sheet(phone: Phone, choose: () => void, cancel: () => void): HTMLElement {
  const { ownerDocument: document } = phone.overlay
  const isChinese = phone.device.language.startsWith('zh')
  const button = (name: string, text: string, press: () => void, style?: string): HTMLElement => {
    const element = make(document, 'button', { 'data-sim': name, class: style }, text)
    element.onclick = press
    return element
  }
  const box = make(
    document,
    'div',
    { class: 'sim-sheet', role: 'dialog' },
    button('file-choose', isChinese ? '从电脑选择文件' : 'Choose from this computer', choose),
    button('file-cancel', isChinese ? '取消' : 'Cancel', cancel, 'sim-sheet__cancel'),
  )
  return make(
    document,
    'div',
    { class: `sim-layer sim-dim sim-sheet-layer ${themeClass(phone)}` },
    box,
  )
}

async function keep(phone: Phone, file: File): Promise<PickedFile> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  const extension = extensionOf(file.name) || extensionFor(file.type)
  return {
    path: phone.files.addTemporary(bytes, extension),
    name: file.name,
    size: file.size,
    type: file.type,
    time: Math.floor(file.lastModified / 1000),
  }
}
