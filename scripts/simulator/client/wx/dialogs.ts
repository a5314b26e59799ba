import type { Phone } from '../phone'
import { make, showOverlay, themeClass } from './overlay'
import { wxCall } from './wx-call'
import { parameterError, WxError } from './wx-error'

interface ModalOptions {
  title: string
  content: string
  showCancel: boolean
  cancelText: string
  cancelColor: string
  confirmText: string
  confirmColor: string
  editable: boolean
  /** First part of the `data-sim` names. */
  kind: 'modal' | 'permission'
  placeholderText: string
}

interface SheetOptions {
  alertText: string
  itemList: string[]
  itemColor: string
}

/**
 * Source: WeChat, wx.showModal ("at most 4 characters", counted as wide ones: eight Latin letters pass, as Taro's
 * stand-in has it too) and wx.showActionSheet (at most 6 items).
 */
const MAX_BUTTON_WIDTH = 8
const MAX_ITEMS = 6

/** `wx.showModal` and `wx.showActionSheet`. */
export function dialogs(phone: Phone): Record<string, unknown> {
  return {
    showModal: wxCall<Omit<ModalOptions, 'kind'>>(phone, 'showModal', (options) => {
      for (const name of ['cancelText', 'confirmText'] as const)
        if (widthOf(options[name] ?? '') > MAX_BUTTON_WIDTH)
          throw new WxError(`${name} length should not larger than 4 Chinese characters`, 1001)
      return showModal(phone, options)
    }),
    showActionSheet: wxCall<SheetOptions>(phone, 'showActionSheet', (options) => {
      const { itemList } = options
      if (!Array.isArray(itemList)) throw parameterError('itemList', 'Array', itemList)
      if (itemList.length === 0) throw new WxError('parameter error: itemList is empty', 1001)
      if (itemList.length > MAX_ITEMS)
        throw new WxError('parameter error: itemList should not be larger than 6 items', 1001)
      return showActionSheet(phone, options, itemList)
    }),
  }
}

/** Chinese characters are two wide, Latin ones one. */
function widthOf(text: string): number {
  return [...text].reduce((sum, character) => sum + (character > '\u0390' ? 2 : 1), 0)
}

/** Also asks for permissions, so it is not only a `wx` call. */
export function showModal(
  phone: Phone,
  options: Partial<ModalOptions>,
): Promise<{ confirm: boolean; cancel: boolean; content: string | null }> {
  const { ownerDocument: document } = phone.overlay
  const isChinese = phone.device.language.startsWith('zh')
  return new Promise((resolve) => {
    const field = options.editable
      ? make(document, 'input', {
          class: 'sim-modal__field',
          placeholder: options.placeholderText,
          'data-sim': 'modal-field',
        })
      : undefined
    if (field) field.value = options.content ?? ''
    const button = (kind: 'confirm' | 'cancel', text: string, color?: string): HTMLElement => {
      const style = color ? `color: ${color}` : undefined
      const name = kind === 'confirm' ? 'sim-strong' : undefined
      const element = make(
        document,
        'button',
        { class: name, style, 'data-sim': `${options.kind ?? 'modal'}-${kind}` },
        text,
      )
      element.onclick = () => {
        hide()
        const confirm = kind === 'confirm'
        resolve({ confirm, cancel: !confirm, content: confirm && field ? field.value : null })
      }
      return element
    }
    const cancel =
      options.showCancel === false
        ? undefined
        : button(
            'cancel',
            options.cancelText || (isChinese ? '取消' : 'Cancel'),
            options.cancelColor,
          )
    const confirm = button(
      'confirm',
      options.confirmText || (isChinese ? '确定' : 'OK'),
      options.confirmColor,
    )
    const box = make(
      document,
      'div',
      {
        class: 'sim-modal',
        role: 'dialog',
        'aria-modal': 'true',
        'data-sim': options.kind ?? 'modal',
      },
      options.title
        ? make(document, 'div', { class: 'sim-modal__title' }, options.title)
        : undefined,
      field ??
        make(document, 'div', { class: 'sim-modal__content' }, String(options.content ?? '')),
      make(document, 'div', { class: 'sim-modal__buttons' }, cancel, confirm),
    )
    const layer = make(
      document,
      'div',
      { class: `sim-layer sim-dim sim-modal-layer ${themeClass(phone)}` },
      box,
    )
    const hide = showOverlay(phone, layer)
    field?.focus()
  })
}

function showActionSheet(
  phone: Phone,
  options: Partial<SheetOptions>,
  itemList: string[],
): Promise<{ tapIndex: number }> {
  const { ownerDocument: document } = phone.overlay
  return new Promise((resolve, reject) => {
    const style = options.itemColor ? `color: ${options.itemColor}` : undefined
    const items = itemList.map((text, tapIndex) => {
      const item = make(document, 'button', { style, 'data-sim': 'sheet-item' }, String(text))
      item.onclick = () => {
        hide()
        resolve({ tapIndex })
      }
      return item
    })
    const cancel = (): void => {
      hide()
      reject(new WxError('cancel'))
    }
    const cancelItem = make(
      document,
      'button',
      { class: 'sim-sheet__cancel', 'data-sim': 'sheet-cancel' },
      phone.device.language.startsWith('zh') ? '取消' : 'Cancel',
    )
    cancelItem.onclick = cancel
    const title = options.alertText
      ? make(document, 'div', { class: 'sim-sheet__title' }, options.alertText)
      : undefined
    const sheet = make(
      document,
      'div',
      {
        class: 'sim-sheet',
        role: 'dialog',
        'aria-modal': 'true',
        'data-sim': 'sheet',
        style: `--sim-safe-bottom: ${phone.device.screen.safeBottom}px`,
      },
      title,
      ...items,
      cancelItem,
    )
    const layer = make(
      document,
      'div',
      { class: `sim-layer sim-dim sim-sheet-layer ${themeClass(phone)}` },
      sheet,
    )
    layer.onclick = (event) => {
      if (event.target === layer) cancel()
    }
    const hide = showOverlay(phone, layer)
  })
}
