import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import type {
  CompiledProject,
  CompileProblem,
} from '../../../../scripts/simulator/compiler/compiled-project'
import { ProjectCompiler } from '../../../../scripts/simulator/compiler/project-compiler'

const fixture = path.join(__dirname, '../../../fixtures/mini-program')

/** A copy of the fixture mini-program that a test may edit. Files are named relative to miniprogramRoot. */
export class TemporaryProject {
  readonly dir = mkdtempSync(path.join(tmpdir(), 'hutong-compiler-'))
  private opened: ProjectCompiler | undefined

  constructor() {
    cpSync(fixture, this.dir, { recursive: true })
    this.writePackage('mobx-miniprogram', {
      'package.json': '{"name":"mobx-miniprogram","main":"index.js"}',
      'index.js': 'exports.makeAutoObservable = function () {}',
    })
  }

  /** Made at first use, so that a test can lay out files before. */
  get compiler(): ProjectCompiler {
    this.opened ??= new ProjectCompiler(this.dir)
    return this.opened
  }

  compile(): CompiledProject {
    return this.compiler.compile()
  }

  write(file: string, text: string): void {
    const absolute = path.join(this.dir, 'miniprogram', file)
    mkdirSync(path.dirname(absolute), { recursive: true })
    writeFileSync(absolute, text)
    this.opened?.invalidate([file])
  }

  /** Puts a package where Node would find it from the project. */
  writePackage(name: string, files: Record<string, string>): void {
    for (const [file, text] of Object.entries(files)) {
      const absolute = path.join(this.dir, 'node_modules', name, file)
      mkdirSync(path.dirname(absolute), { recursive: true })
      writeFileSync(absolute, text)
    }
  }

  /** Names the dependencies of the project's own package.json. */
  dependOn(...names: string[]): void {
    const dependencies = Object.fromEntries(names.map((name) => [name, '*']))
    writeFileSync(path.join(this.dir, 'package.json'), JSON.stringify({ dependencies }))
  }

  problemsOf(file: string): CompileProblem[] {
    return this.compile().problems.filter((problem) => problem.file === file)
  }

  remove(): void {
    rmSync(this.dir, { recursive: true, force: true })
  }
}
