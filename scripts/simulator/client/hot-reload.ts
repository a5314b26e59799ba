import type { CompiledProject } from '../compiler/compiled-project'
import { keepPages } from './launch'
import type { Pages } from './navigation/pages'

/**
 * Brings a recompiled project into the running phone: styles in place, anything else by starting the mini-program
 * again on the same pages.
 */
export class HotReload {
  private latest = 0

  /** @param adopt takes the new project's styles and problems. */
  constructor(
    private readonly phoneId: string,
    private readonly pages: Pages,
    private readonly fetchProject: () => Promise<CompiledProject>,
    private readonly adopt: (project: CompiledProject) => void,
  ) {}

  async apply(version: number, changed: string[]): Promise<void> {
    this.latest = version
    if (!changed.every((file) => file.endsWith('.wxss'))) {
      this.restart()
      return
    }
    const project = await this.fetchProject()
    // A newer recompile came while this one was fetched.
    if (this.latest !== version) return
    this.adopt(project)
    for (const page of this.pages.stack.all) page.frame.styles.refresh()
  }

  private restart(): void {
    const pages = this.pages.stack.pages.map(({ path, query }) => ({ path, query }))
    keepPages(this.phoneId, pages, window.sessionStorage)
    window.location.reload()
  }
}
