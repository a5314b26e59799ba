import type { PictureFacts, Pictures } from '../../miniprogram/platform/pictures'

/** Pictures whose base64 length follows their size and quality. */
export class FakePictures implements Pictures {
  facts: PictureFacts = { width: 3000, height: 4000 }
  readonly compressed: { width: number; height: number; quality: number }[] = []
  /** Base64 characters per 1,000 pixels at quality 100. */
  density = 300

  async factsOf(): Promise<PictureFacts> {
    return this.facts
  }

  async compress(_path: string, size: PictureFacts, quality: number): Promise<string> {
    this.compressed.push({ ...size, quality })
    return `small ${size.width}x${size.height} ${quality}`
  }

  async readBase64(path: string): Promise<string> {
    const [, width, height, quality] = /(\d+)x(\d+) (\d+)/.exec(path)!.map(Number)
    return 'x'.repeat(Math.round((width * height * quality * this.density) / 100_000))
  }
}
