import type { Phone } from '../phone'
import { fromBase64 } from '../wx/base64'

/** A toast, dialog or preview as a person sees it. */
export interface ShownOverlay {
  /** `data-sim` names in it, e.g. `toast`, `modal-confirm`, `preview`. */
  parts: string[]
  text: string
  /** Addresses of its pictures and videos. */
  media: string[]
}

/** A file of the person's, as a chooser gets it. */
export interface OfferedFile {
  name: string
  /** MIME type. */
  type: string
  base64: string
}

/** The lowest first. */
export function overlays({ overlay }: Phone): ShownOverlay[] {
  return [...overlay.querySelectorAll<HTMLElement>('.sim-layer')].map((layer) => {
    const named = [layer, ...layer.querySelectorAll<HTMLElement>('[data-sim]')]
    const media = [...layer.querySelectorAll<HTMLImageElement | HTMLVideoElement>('img, video')]
    return {
      parts: named.flatMap(({ dataset }) => (dataset.sim ? [dataset.sim] : [])),
      text: layer.innerText,
      media: media.map(({ src }) => src),
    }
  })
}

/** @throws Error when there is no such part. */
export function pressPart({ overlay }: Phone, name: string, index = 0): void {
  const part = overlay.querySelectorAll<HTMLElement>(`[data-sim="${name}"]`)[index]
  if (!part) throw new Error(`nothing to press: no ${name} on the screen`)
  for (const type of ['pointerdown', 'pointerup'])
    part.dispatchEvent(new PointerEvent(type, { bubbles: true }))
  part.click()
}

/** @throws Error when no chooser is open. */
export function chooseFiles({ overlay }: Phone, files: readonly OfferedFile[]): void {
  const chooser = overlay.querySelector<HTMLInputElement>('[data-sim="file-input"]')
  if (!chooser) throw new Error('no file chooser is open')
  const chosen = new DataTransfer()
  for (const { name, type, base64 } of files)
    chosen.items.add(new File([fromBase64(base64)], name, { type }))
  chooser.files = chosen.files
  chooser.dispatchEvent(new Event(files.length > 0 ? 'change' : 'cancel'))
}
