import type { Phone } from '../phone'
import { overlayStyle } from './overlay-style'

type Child = Node | string | undefined

/**
 * One element. `data-sim` names the parts that automation presses (`modal-confirm`, `modal-cancel`, `sheet-item`,
 * `sheet-cancel`, `permission-confirm`, `permission-cancel`, `file-choose`, `file-cancel`).
 */
export function make<K extends keyof HTMLElementTagNameMap>(
  document: Document,
  tag: K,
  attributes: Record<string, string | undefined>,
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes))
    if (value !== undefined) element.setAttribute(name, value)
  element.append(...children.filter((child) => child !== undefined))
  return element
}

/** Puts an element above all pages. @returns takes it away again. */
export function showOverlay(phone: Pick<Phone, 'overlay'>, element: HTMLElement): () => void {
  const host = phone.overlay
  if (!host.querySelector(':scope > style[data-sim="overlay-style"]'))
    host.append(make(host.ownerDocument, 'style', { 'data-sim': 'overlay-style' }, overlayStyle))
  host.append(element)
  return () => element.remove()
}

/** Colours of dialogs follow the phone's theme. */
export function themeClass(phone: Pick<Phone, 'device'>): string {
  return phone.device.theme === 'dark' ? 'sim-dark' : 'sim-light'
}
