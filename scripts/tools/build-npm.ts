import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'

import type { NpmPackages } from '../simulator/compiler/npm-packages'
import { ProjectFiles } from '../simulator/compiler/project-files'

/**
 * `npm run build:npm`: what "Tools > Build npm" of WeChat DevTools does, for every entry of project.config.json's
 * packNpmRelationList. DevTools and miniprogram-ci read the result; the simulator works with and without it.
 */
function buildNpm(projectDir: string): void {
  const { npm, root } = new ProjectFiles(projectDir)
  for (const [folder, packages] of npm) {
    const target = path.join(root, folder, 'miniprogram_npm')
    rmSync(target, { recursive: true, force: true })
    for (const name of packages.names()) {
      const size = writePackage(packages, name, path.join(target, name))
      const shown = path.relative(projectDir, path.join(target, name))
      process.stdout.write(`${shown}${size === undefined ? '' : `  ${size} bytes`}\n`)
    }
  }
}

/** @returns bytes of a bundled package, undefined for one that was copied. */
function writePackage(packages: NpmPackages, name: string, target: string): number | undefined {
  const miniprogramDir = packages.miniprogramDir(name)
  if (miniprogramDir) {
    cpSync(miniprogramDir, target, { recursive: true })
    return undefined
  }
  const found = packages.find(`${name}/index.js`)
  const text = found && 'text' in found ? found.text : ''
  mkdirSync(target, { recursive: true })
  writeFileSync(path.join(target, 'index.js'), text)
  return Buffer.byteLength(text)
}

buildNpm(path.join(__dirname, '../..'))
