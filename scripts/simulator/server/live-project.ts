import { EventEmitter } from 'node:events'

import type { CompiledProject } from '../compiler/compiled-project'
import { ProjectCompiler } from '../compiler/project-compiler'
import { watchProject } from '../compiler/watch-project'

interface LiveProjectEvents {
  recompiled: [project: CompiledProject, changed: string[]]
}

/** The newest compiled state of one project on disk, and word of every recompile. */
export class LiveProject extends EventEmitter<LiveProjectEvents> {
  private readonly compiler: ProjectCompiler
  private compiled: CompiledProject
  private text: string | undefined
  private stopWatching: (() => Promise<void>) | undefined

  /** @throws Error when the folder has no readable project.config.json. */
  constructor(readonly projectDir: string) {
    super()
    this.compiler = new ProjectCompiler(projectDir)
    this.compiled = this.compiler.compile()
  }

  get project(): CompiledProject {
    return this.compiled
  }

  /** `project` as JSON. */
  get json(): string {
    this.text ??= JSON.stringify(this.compiled)
    return this.text
  }

  /** Absolute path of a file the phone may load, undefined when there is none. */
  locate(file: string): string | undefined {
    return this.compiler.files.locate(file)
  }

  async watch(): Promise<void> {
    this.stopWatching ??= await watchProject(this.compiler, (changed) => {
      this.compiled = this.compiler.compile()
      this.text = undefined
      this.emit('recompiled', this.compiled, changed)
    })
  }

  async close(): Promise<void> {
    await this.stopWatching?.()
  }
}
