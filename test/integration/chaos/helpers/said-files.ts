import { createHash } from 'node:crypto'

/**
 * Files people sent, by what is in them: a voice message has no words, so whoever looks at one must
 * fetch it to know which it is, and finds out whether its bytes arrived whole.
 */
export class SaidFiles {
  private readonly labelByHash = new Map<string, string>()
  private readonly labelByUrl = new Map<string, string>()
  private readonly fetching = new Map<string, Promise<void>>()

  /** Bytes that say this label and nothing else does. */
  make(label: string, sizeBytes: number): Buffer {
    const content = Buffer.alloc(sizeBytes, `${label}\n`)
    this.labelByHash.set(hashOf(content), label)
    return content
  }

  labelOfBytes(content: Buffer): string {
    return this.labelByHash.get(hashOf(content)) ?? 'bytes nobody sent'
  }

  /** @returns the address itself until its bytes have been fetched. */
  labelOf(url: string): string {
    const known = this.labelByUrl.get(url)
    if (known !== undefined) return known
    if (url.startsWith('http')) void this.fetch(url)
    return url
  }

  /** Resolves once the addresses seen so far are fetched. */
  async settled(): Promise<void> {
    await Promise.all(this.fetching.values())
  }

  private fetch(url: string): Promise<void> {
    const running = this.fetching.get(url) ?? this.read(url)
    this.fetching.set(url, running)
    return running
  }

  private async read(url: string): Promise<void> {
    try {
      const response = await fetch(url)
      const content = Buffer.from(await response.arrayBuffer())
      if (response.ok) this.labelByUrl.set(url, this.labelOfBytes(content))
    } catch {
      // The server is being restarted; the next look asks again.
    } finally {
      this.fetching.delete(url)
    }
  }
}

function hashOf(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex')
}
