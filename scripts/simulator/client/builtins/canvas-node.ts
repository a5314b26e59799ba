import { ElementRegistry } from './element-registry'

/** By `<wx-canvas>` element: what `wx.canvasToTempFilePath({ canvasId })` draws from. */
export const canvases = new ElementRegistry<HTMLCanvasElement>()

/** What a selector query's `node` gives for `<canvas type="2d">`, and `wx.createOffscreenCanvas` answers. */
export type CanvasNode = HTMLCanvasElement & {
  createImage(): HTMLImageElement
  createImageData(): ImageData
  createPath2D(path?: Path2D | string): Path2D
  requestAnimationFrame(callback: FrameRequestCallback): number
  cancelAnimationFrame(handle: number): void
}

/**
 * WeChat's own members on a browser's canvas.
 * @param fileUrl makes the mini-program's and the phone's paths addresses, for `image.src`.
 */
export function asCanvasNode(
  canvas: HTMLCanvasElement,
  fileUrl: (path: string) => string,
): CanvasNode {
  const view = canvas.ownerDocument.defaultView ?? window
  return Object.assign(canvas, {
    createImage: () => withPaths(canvas.ownerDocument.createElement('img'), fileUrl),
    createImageData: () => new ImageData(canvas.width || 1, canvas.height || 1),
    createPath2D: (path?: Path2D | string) => new Path2D(path),
    requestAnimationFrame: (callback: FrameRequestCallback) => view.requestAnimationFrame(callback),
    cancelAnimationFrame: (handle: number) => view.cancelAnimationFrame(handle),
  })
}

function withPaths(picture: HTMLImageElement, fileUrl: (path: string) => string): HTMLImageElement {
  const own = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(picture) as object, 'src')
  Object.defineProperty(picture, 'src', {
    get: () => own?.get?.call(picture) as string,
    set: (path: string) => own?.set?.call(picture, fileUrl(path)),
  })
  // A picture of another site would otherwise make the canvas unreadable.
  picture.crossOrigin = 'anonymous'
  return picture
}
