import type { Phone } from '../phone'
import { FileStore } from './file-store'
import { WxError } from './wx-error'

type Files = Pick<Phone, 'files' | 'fileUrl'>

/** Bytes of one of the phone's files, of a file in the mini-program's package, or of an address on the web. */
export async function readAnyFile(phone: Files, path: string): Promise<Uint8Array> {
  if (FileStore.owns(path)) return phone.files.read(path)
  const response = await fetch(phone.fileUrl(path))
  if (!response.ok) throw new WxError(`no such file or directory ${path}`, 1300002)
  return new Uint8Array(await response.arrayBuffer())
}

/** The same for Sync calls; a package file is read with a blocking request, as nothing else answers at once. */
export function readAnyFileSync(phone: Files, path: string): Uint8Array {
  if (FileStore.owns(path)) return phone.files.read(path)
  const request = new XMLHttpRequest()
  request.open('GET', phone.fileUrl(path), false)
  // Blocking requests give text only; this charset keeps every byte.
  request.overrideMimeType('text/plain; charset=x-user-defined')
  request.send()
  if (request.status !== 200) throw new WxError(`no such file or directory ${path}`, 1300002)
  return Uint8Array.from(request.responseText, (character) => character.charCodeAt(0) & 0xff)
}
