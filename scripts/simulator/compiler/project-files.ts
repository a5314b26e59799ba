import { readFileSync, statSync } from 'node:fs'
import path from 'node:path'

import { NpmPackages } from './npm-packages'

interface ProjectConfig {
  miniprogramRoot?: string
  setting?: {
    packNpmRelationList?: { packageJsonPath: string; miniprogramNpmDistDir: string }[]
  }
}

/**
 * Files of a mini-program by their path relative to miniprogramRoot (`pages/chat/chat.wxml`). Below a
 * `miniprogram_npm` that is not on disk, files come straight from node_modules, so "build npm" is not needed.
 * Texts are kept until `invalidate`.
 */
export class ProjectFiles {
  /** Absolute miniprogramRoot. */
  readonly root: string
  /** Packages by the folder that would hold their miniprogram_npm ('' or `sdk`). */
  readonly npm = new Map<string, NpmPackages>()
  private readonly texts = new Map<string, string | undefined>()

  /** @throws Error when the folder has no readable project.config.json. */
  constructor(readonly projectDir: string) {
    const config = readProjectConfig(projectDir)
    this.root = path.resolve(projectDir, config.miniprogramRoot ?? '.')
    for (const relation of config.setting?.packNpmRelationList ?? []) {
      const distDir = path.resolve(projectDir, relation.miniprogramNpmDistDir)
      const packageJsonPath = path.resolve(projectDir, relation.packageJsonPath)
      this.npm.set(this.toProjectPath(distDir), new NpmPackages({ packageJsonPath, distDir }))
    }
  }

  /** Path relative to miniprogramRoot, with forward slashes. */
  toProjectPath(absolute: string): string {
    return path.relative(this.root, absolute).split(path.sep).join('/')
  }

  exists(file: string): boolean {
    return this.read(file) !== undefined
  }

  /** Text of a file, undefined when there is none. */
  read(file: string): string | undefined {
    if (!this.texts.has(file)) this.texts.set(file, this.load(file))
    return this.texts.get(file)
  }

  /** Every existing file whose text was asked for: after a compile, all code the mini-program reaches. */
  readFiles(): string[] {
    return [...this.texts].filter(([, text]) => text !== undefined).map(([file]) => file)
  }

  /** Absolute path of a file on disk, for files that are sent as they are (pictures); undefined outside the project. */
  locate(file: string): string | undefined {
    const absolute = path.resolve(this.root, file)
    if (!absolute.startsWith(this.root + path.sep)) return undefined
    if (isFile(absolute)) return absolute
    const packed = this.findPacked(file)
    return packed && 'file' in packed ? packed.file : undefined
  }

  /** Forgets texts of the files, and every absence, since a file may have appeared. */
  invalidate(changed: Iterable<string>): void {
    for (const file of changed) {
      this.texts.delete(file)
      if (path.basename(file) === 'package.json') this.npm.forEach((npm) => npm.invalidate())
    }
    for (const [file, text] of this.texts) if (text === undefined) this.texts.delete(file)
  }

  private load(file: string): string | undefined {
    const packed = this.findPacked(file)
    if (packed && 'text' in packed) return packed.text
    const absolute = packed?.file ?? path.join(this.root, file)
    return isFile(absolute) ? readFileSync(absolute, 'utf8') : undefined
  }

  /** A file under miniprogram_npm that is not on disk, from node_modules. */
  private findPacked(file: string): ReturnType<NpmPackages['find']> {
    const match = /^(?:(.*)\/)?miniprogram_npm\/(.+)$/.exec(file)
    if (!match?.[2] || isFile(path.join(this.root, file))) return undefined
    return this.npm.get(match[1] ?? '')?.find(match[2])
  }
}

function isFile(absolute: string): boolean {
  return statSync(absolute, { throwIfNoEntry: false })?.isFile() ?? false
}

function readProjectConfig(projectDir: string): ProjectConfig {
  const file = path.join(projectDir, 'project.config.json')
  if (!isFile(file)) throw new Error(`${file} does not exist: not a mini-program project`)
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as ProjectConfig
  } catch (error) {
    throw new Error(`${file} is not valid JSON: ${(error as Error).message}`, { cause: error })
  }
}
