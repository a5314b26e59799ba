/** Time a subpackage takes to arrive, ms: `require.async` and first visits are never synchronous in WeChat. */
const DOWNLOAD_MS = 30

/** Which code packages of the mini-program are on the phone. The main package always is. */
export class Packages {
  private readonly arriving = new Map<string, Promise<void>>()
  private readonly arrived = new Set([''])

  /** @param isOnline without a network a package that is not there yet cannot come. */
  constructor(private readonly isOnline: () => boolean) {}

  has(root: string): boolean {
    return this.arrived.has(root)
  }

  /** @throws when the network is away; a later call tries again. */
  load(root: string): Promise<void> {
    if (this.has(root)) return Promise.resolve()
    const known = this.arriving.get(root)
    if (known) return known
    const download = this.download(root).finally(() => this.arriving.delete(root))
    this.arriving.set(root, download)
    return download
  }

  private async download(root: string): Promise<void> {
    // In the browser's timeline, where a test sees what came first.
    performance.mark(`package ${root}`)
    await new Promise((resolve) => window.setTimeout(resolve, DOWNLOAD_MS))
    if (!this.isOnline()) throw new Error(`loadSubpackage:fail download "${root}" network error`)
    this.arrived.add(root)
  }
}
