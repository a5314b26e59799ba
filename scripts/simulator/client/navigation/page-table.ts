import type { AppConfig } from '../../compiler/compiled-project'

/** Which pages there are, from app.json. */
export class PageTable {
  private readonly packages = new Map<string, string>()
  private readonly tabs: string[]
  readonly home: string

  constructor(private readonly config: AppConfig) {
    for (const path of config.pages) this.packages.set(path, '')
    for (const { root, pages } of config.subPackages ?? []) {
      const clean = root.replace(/^\/+|\/+$/g, '')
      for (const page of pages) this.packages.set(`${clean}/${page}`, clean)
    }
    this.tabs = (config.tabBar?.list ?? []).map(({ pagePath }) => pagePath)
    this.home = (config.entryPagePath as string | undefined) ?? config.pages[0] ?? ''
  }

  has(path: string): boolean {
    return this.packages.has(path)
  }

  /** Root of the subpackage the page is in; '' is the main package. */
  packageOf(path: string): string {
    return this.packages.get(path) ?? ''
  }

  isTab(path: string): boolean {
    return this.tabs.includes(path)
  }

  tabIndex(path: string): number {
    return this.tabs.indexOf(path)
  }

  tabPath(index: number): string | undefined {
    return this.tabs[index]
  }

  tabText(index: number): string {
    return this.config.tabBar?.list[index]?.text ?? ''
  }
}
