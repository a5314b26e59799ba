import { createServer } from 'node:net'

const attempts = 50

/**
 * The wanted port, or the next one nobody listens on.
 * @throws Error when the next 50 are all taken.
 */
export async function freePort(wanted: number): Promise<number> {
  for (let port = wanted; port < wanted + attempts; port += 1) {
    if (await isFree(port)) return port
  }
  throw new Error(`Ports ${wanted} to ${wanted + attempts - 1} are all taken`)
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      server.close(() => resolve(true))
    })
  })
}
