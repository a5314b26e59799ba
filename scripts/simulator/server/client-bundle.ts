import path from 'node:path'

import { context, type BuildContext } from 'esbuild'

const clientDir = path.join(__dirname, '../client')

/** The phone's own code for the browser, bundled again at each request when its sources changed. */
export class ClientBundle {
  private building: Promise<BuildContext> | undefined

  /** Folder of the browser code. */
  readonly dir = clientDir

  /** @throws esbuild's failure, whose message names file and line. */
  async script(): Promise<string> {
    const build = await (this.building ??= createContext())
    const { outputFiles = [] } = await build.rebuild()
    return outputFiles[0]?.text ?? ''
  }

  async close(): Promise<void> {
    const build = await this.building
    await build?.dispose()
  }
}

function createContext(): Promise<BuildContext> {
  return context({
    entryPoints: [path.join(clientDir, 'main.ts')],
    bundle: true,
    format: 'iife',
    target: 'es2022',
    sourcemap: 'inline',
    sourcesContent: true,
    charset: 'utf8',
    loader: { '.css': 'text', '.svg': 'text', '.html': 'text' },
    tsconfig: path.join(clientDir, 'tsconfig.json'),
    write: false,
    logLevel: 'silent',
  })
}
