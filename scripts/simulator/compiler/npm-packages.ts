import { existsSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'

import { buildSync } from 'esbuild'

/** One entry of project.config.json's `packNpmRelationList`. */
export interface NpmRelation {
  /** Absolute path of the package.json whose `dependencies` are packed. */
  packageJsonPath: string
  /** Absolute folder that gets (or stands for) `miniprogram_npm`. */
  distDir: string
}

interface NpmPackage {
  name: string
  dir: string
  /** Folder of a package made for mini-programs, copied as it is; other packages are bundled into index.js. */
  miniprogramDir?: string
  main: string
}

interface PackageJson {
  name?: string
  main?: string
  miniprogram?: string
  dependencies?: Record<string, string>
  peerDependencies?: Record<string, string>
}

/**
 * The packages of one relation as "build npm" of WeChat DevTools would lay them out: every package of the closure of
 * `dependencies` gets its own folder, `main` decides the entry and `exports` is ignored, one package's `require` of
 * another stays a `require`. So a package shared by two others is one module.
 */
export class NpmPackages {
  private packages: Map<string, NpmPackage> | undefined
  private readonly bundles = new Map<string, string>()

  constructor(private readonly relation: NpmRelation) {}

  /** Forgets what was read; called when a package.json changed. */
  invalidate(): void {
    this.packages = undefined
    this.bundles.clear()
  }

  /** Names of all packages, in the order they are met. */
  names(): string[] {
    return [...this.closure().keys()]
  }

  /**
   * What stands at `miniprogram_npm/<request>` (`@scope/name/index.js`, `lib/button/button.wxml`).
   * @returns the absolute path of a file to use as it is, or the text of a bundle, or undefined when there is nothing.
   */
  find(request: string): { file: string } | { text: string } | undefined {
    const parts = request.split('/')
    const name = parts.slice(0, request.startsWith('@') ? 2 : 1).join('/')
    const rest = request.slice(name.length + 1)
    const found = this.closure().get(name)
    if (!found) return undefined
    if (found.miniprogramDir) {
      const file = path.join(found.miniprogramDir, rest)
      return statSync(file, { throwIfNoEntry: false })?.isFile() ? { file } : undefined
    }
    return rest === 'index.js' ? { text: this.bundle(found) } : undefined
  }

  /** Folder to copy for a package made for mini-programs, undefined for a package that is bundled. */
  miniprogramDir(name: string): string | undefined {
    return this.closure().get(name)?.miniprogramDir
  }

  private bundle(npmPackage: NpmPackage): string {
    let text = this.bundles.get(npmPackage.name)
    if (text === undefined) {
      text = bundlePackage(npmPackage.main)
      this.bundles.set(npmPackage.name, text)
    }
    return text
  }

  private closure(): Map<string, NpmPackage> {
    if (this.packages) return this.packages
    this.packages = new Map()
    const { packageJsonPath } = this.relation
    if (existsSync(packageJsonPath)) {
      const { dependencies = {} } = readPackageJson(packageJsonPath)
      this.addAll(Object.keys(dependencies), path.dirname(packageJsonPath))
    }
    return this.packages
  }

  private addAll(names: string[], fromDir: string): void {
    for (const name of names) {
      if (this.packages?.has(name)) continue
      const dir = findPackageDir(name, fromDir)
      if (!dir) continue
      const json = readPackageJson(path.join(dir, 'package.json'))
      const miniprogramDir = json.miniprogram && path.join(dir, json.miniprogram)
      const main = path.join(dir, json.main ?? 'index.js')
      this.packages?.set(name, { name, dir, main, ...(miniprogramDir && { miniprogramDir }) })
      this.addAll(Object.keys({ ...json.dependencies, ...json.peerDependencies }), dir)
    }
  }
}

/**
 * Bundles a package's own files into one CommonJS module.
 * @throws esbuild's error when a file is missing or not JavaScript.
 */
function bundlePackage(main: string): string {
  const result = buildSync({
    entryPoints: [main],
    bundle: true,
    packages: 'external',
    platform: 'neutral',
    mainFields: ['main'],
    format: 'cjs',
    target: 'es2017',
    // Most packages come minified; printed prettily they would grow by a third.
    minifyWhitespace: true,
    charset: 'utf8',
    legalComments: 'inline',
    write: false,
    logLevel: 'silent',
  })
  return result.outputFiles[0]?.text ?? ''
}

function findPackageDir(name: string, fromDir: string): string | undefined {
  for (let dir = fromDir; ; dir = path.dirname(dir)) {
    const candidate = path.join(dir, 'node_modules', name)
    if (existsSync(path.join(candidate, 'package.json'))) return candidate
    if (dir === path.dirname(dir)) return undefined
  }
}

function readPackageJson(file: string): PackageJson {
  return JSON.parse(readFileSync(file, 'utf8')) as PackageJson
}
