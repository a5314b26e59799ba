import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

import { transformSync } from '@swc/core'

import { ProjectCompiler } from '../simulator/compiler/project-compiler'

export interface PackageSize {
  /** Root of the subpackage, '' for the main package. */
  root: string
  bytes: number
  budget: number
  /** Shipped files, largest first. */
  files: { file: string; bytes: number }[]
}

/** Ours, tighter than WeChat's 2 MB a package: a first start on a slow network pays for every byte. */
const mainBudget = 600 * 1024
const subpackageBudget = 1.5 * 1024 * 1024

/**
 * What `enhance` adds to the main package once: the helpers of lowered code, which every file shares. Measured in the
 * output of miniprogram-ci 2.1.42.
 */
const sharedHelpers = { file: '(helpers of lowered code)', bytes: 15_053 }

/** Shipped only when something reaches them (`ignoreUploadUnusedFiles`); everything else ships as it is. */
const codeExtensions = ['.js', '.ts', '.wxml', '.wxss', '.wxs', '.json']

/**
 * Bytes of each package as it would be uploaded: reachable code, lowered to ES5 and minified as `es6`, `enhance` and
 * `minified` of project.config.json ask, and all pictures. WeChat's own compiler differs by a few per cent.
 * @throws Error when the project does not compile.
 */
export function measurePackages(projectDir: string): PackageSize[] {
  const compiler = new ProjectCompiler(projectDir)
  const { problems, subpackageRoots } = compiler.compile()
  const error = problems.find(({ severity }) => severity === 'error')
  if (error) throw new Error(`${error.file}: ${error.message}`)
  const { files } = compiler
  const shipped = [
    ...files.readFiles().map((file) => ({ file, bytes: codeBytes(file, files.read(file) ?? '') })),
    ...listAssets(files.root, ignoredFiles(projectDir)),
    sharedHelpers,
  ]
  const rootOf = (file: string): string =>
    subpackageRoots.find((root) => file.startsWith(`${root}/`)) ?? ''
  return ['', ...subpackageRoots].map((root) => {
    const own = shipped.filter(({ file }) => rootOf(file) === root)
    return {
      root,
      bytes: own.reduce((sum, { bytes }) => sum + bytes, 0),
      budget: root === '' ? mainBudget : subpackageBudget,
      files: own.sort((a, b) => b.bytes - a.bytes),
    }
  })
}

function codeBytes(file: string, text: string): number {
  switch (path.extname(file)) {
    case '.ts':
    case '.js':
      return Buffer.byteLength(minifyScript(file, text))
    case '.json':
      return Buffer.byteLength(JSON.stringify(JSON.parse(text)))
    default:
      return Buffer.byteLength(withoutComments(text))
  }
}

function minifyScript(file: string, text: string): string {
  return transformSync(text, {
    jsc: {
      target: 'es5',
      externalHelpers: true,
      parser: file.endsWith('.ts') ? { syntax: 'typescript' } : { syntax: 'ecmascript' },
      minify: { compress: true, mangle: true },
    },
    module: { type: 'commonjs' },
    minify: true,
    configFile: false,
    swcrc: false,
  }).code
}

/** Comments and indentation of WXML, WXSS and WXS. */
function withoutComments(text: string): string {
  return text
    .replace(/<!--[\s\S]*?-->|\/\*[\s\S]*?\*\//g, '')
    .replace(/\s*\n\s*/g, '\n')
    .trim()
}

function listAssets(root: string, ignored: Set<string>): { file: string; bytes: number }[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .map((absolute) => ({ absolute, file: path.relative(root, absolute).replaceAll('\\', '/') }))
    .filter(({ file }) => !codeExtensions.includes(path.extname(file)) && !ignored.has(file))
    .filter(({ file }) => !file.endsWith('.md') && !file.includes('miniprogram_npm/'))
    .map(({ absolute, file }) => ({ file, bytes: readFileSync(absolute).byteLength }))
}

function ignoredFiles(projectDir: string): Set<string> {
  const text = readFileSync(path.join(projectDir, 'project.config.json'), 'utf8')
  const { packOptions } = JSON.parse(text) as {
    packOptions?: { ignore?: { type: string; value: string }[] }
  }
  return new Set(packOptions?.ignore?.map(({ value }) => value))
}
