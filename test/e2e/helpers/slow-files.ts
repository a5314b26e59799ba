import http from 'node:http'
import type { AddressInfo } from 'node:net'

/** A host whose files come half at once, and the rest when a test says; `/gone` is not there. */
export interface SlowFiles {
  address: string
  /** Lets the rest of every file that was asked for go. */
  goOn(): void
  stop(): Promise<void>
}

export async function startSlowFiles(bytes: Buffer): Promise<SlowFiles> {
  const waiting: http.ServerResponse[] = []
  const half = Math.floor(bytes.length / 2)
  const server = http.createServer((request, response) => {
    if (request.url?.startsWith('/gone')) {
      response.writeHead(404).end()
      return
    }
    response.writeHead(200, { 'content-length': bytes.length })
    response.write(bytes.subarray(0, half))
    waiting.push(response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    address: `http://127.0.0.1:${port}`,
    goOn: () => waiting.splice(0).forEach((response) => response.end(bytes.subarray(half))),
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      await closed
    },
  }
}
