import { createReadStream, createWriteStream, existsSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import type { Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createBrotliDecompress } from 'node:zlib'

export interface PackagedChromium {
  executablePath: string
  /** Environment it needs: shared libraries, and fonts where the system has none. */
  env: Record<string, string>
}

/**
 * Chromium out of the optional npm package `@sparticuz/chromium`, unpacked once beside the package's version. The
 * package's own unpacking leaves a half-written file behind when two processes start at once, and skips the shared
 * libraries outside AWS; so its archives are read here.
 * @returns undefined when the package is not installed or not made for this machine.
 */
export async function unpackPackagedChromium(): Promise<PackagedChromium | undefined> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined
  const packageDir = findPackage()
  if (!packageDir) return undefined
  const { version } = createRequire(__filename)(path.join(packageDir, 'package.json')) as {
    version: string
  }
  const target = path.join(packageDir, `../../.cache/hutong-chromium-${version}`)
  if (!existsSync(target)) await unpack(path.join(packageDir, 'bin'), target)
  return {
    executablePath: path.join(target, 'chromium'),
    env: {
      LD_LIBRARY_PATH: path.join(target, 'lib'),
      ...(!existsSync('/etc/fonts/fonts.conf') && { FONTCONFIG_PATH: target }),
    },
  }
}

function findPackage(): string | undefined {
  try {
    // `exports` hides package.json; the entry is two folders below it.
    const entry = createRequire(__filename).resolve('@sparticuz/chromium')
    return path.join(path.dirname(entry), '../..')
  } catch {
    return undefined
  }
}

/** Unpacks into a folder of its own and renames it, so that others see all of it or nothing. */
async function unpack(binDir: string, target: string): Promise<void> {
  await mkdir(path.dirname(target), { recursive: true })
  const temporary = await mkdtemp(`${target}-`)
  const executable = path.join(temporary, 'chromium')
  try {
    await Promise.all([
      inflate(path.join(binDir, 'chromium.br'), createWriteStream(executable)),
      inflate(path.join(binDir, 'al2023.tar.br'), extractTar(temporary)),
      inflate(path.join(binDir, 'swiftshader.tar.br'), extractTar(temporary)),
      inflate(path.join(binDir, 'fonts.tar.br'), extractTar(temporary)),
    ])
    await writeFile(path.join(temporary, 'fonts.conf'), fontConfig(target))
    await chmod(executable, 0o755)
    await rename(temporary, target)
  } catch (error) {
    await rm(temporary, { recursive: true, force: true })
    // Another process may have been first.
    if (!existsSync(target)) throw error
  }
}

/** The package's own file names folders of AWS. */
function fontConfig(target: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${path.join(target, 'fonts')}</dir>
  <cachedir>${path.join(target, 'fonts-cache')}</cachedir>
</fontconfig>
`
}

async function inflate(archive: string, output: Writable): Promise<void> {
  await pipeline(createReadStream(archive), createBrotliDecompress(), output)
}

function extractTar(dir: string): Writable {
  const fromPackage = createRequire(createRequire(__filename).resolve('@sparticuz/chromium'))
  const tar = fromPackage('tar-fs') as { extract(dir: string): Writable }
  return tar.extract(dir)
}
