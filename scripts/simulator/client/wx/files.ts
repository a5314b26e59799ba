import type { Phone } from '../phone'
import { fileOperations } from './file-operations'
import { make, showOverlay, themeClass } from './overlay'
import { syncCall, wxCall } from './wx-call'
import { requireString, WxError } from './wx-error'

/** `wx.getFileSystemManager` and the calls on files that stand by themselves. */
export function files(phone: Phone): Record<string, unknown> {
  const manager = fileSystemManager(phone)
  return {
    getFileSystemManager: () => manager,
    saveFile: manager.saveFile,
    getSavedFileList: manager.getSavedFileList,
    removeSavedFile: manager.removeSavedFile,
    getFileInfo: manager.getFileInfo,
    getSavedFileInfo: wxCall<{ filePath: string }>(phone, 'getSavedFileInfo', ({ filePath }) => {
      const { size, lastModifiedTime } = phone.files.stat(requireString('filePath', filePath))
      return { size, createTime: lastModifiedTime }
    }),
    openDocument: wxCall<{ filePath: string }>(phone, 'openDocument', ({ filePath }) =>
      openDocument(phone, requireString('filePath', filePath)),
    ),
    shareFileMessage: wxCall(phone, 'shareFileMessage', () => {
      throw new WxError('cancel')
    }),
  }
}

function fileSystemManager(phone: Phone): Record<string, unknown> {
  const manager: Record<string, unknown> = {}
  for (const [name, operation] of Object.entries(fileOperations(phone))) {
    manager[name] = wxCall<Record<string, unknown>>(phone, name, (options) =>
      operation.runAsync ? operation.runAsync(options) : operation.run(options),
    )
    manager[`${name}Sync`] = (...args: unknown[]) =>
      syncCall(`${name}Sync`, () => {
        const options = Object.fromEntries(
          operation.parameters.map((key, index) => [key, args[index]]),
        )
        const result = operation.run(options) ?? undefined
        return operation.result ? result?.[operation.result] : result
      })
  }
  return manager
}

/** The browser shows what it can; the rest it offers to save. */
function openDocument(phone: Phone, path: string): void {
  if (!phone.files.exists(path)) throw new WxError("file doesn't exist")
  const { ownerDocument: document } = phone.overlay
  const name = path.split('/').pop()
  const link = make(
    document,
    'a',
    { href: phone.fileUrl(path), target: '_blank', download: name, style: 'color: inherit' },
    `⇩ ${name}`,
  )
  const layer = make(
    document,
    'div',
    { class: `sim-layer sim-preview ${themeClass(phone)}`, role: 'dialog', 'data-sim': 'document' },
    link,
  )
  layer.onclick = (event) => {
    if (event.target === layer) hide()
  }
  const hide = showOverlay(phone, layer)
}
