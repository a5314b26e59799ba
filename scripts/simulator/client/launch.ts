import { parseQuery, type PageUrl } from './navigation/page-url'

/** Source: WeChat docs, scene values: 1001 is the list of mini-programs. */
const SCENE_FROM_LIST = 1001

export interface Launch {
  phoneId: string
  /** Pages to open, bottom first. Empty is the home page. */
  pages: PageUrl[]
  scene: number
}

/** Where a phone keeps the pages it has while its window reloads after a recompile. */
const stackKey = (phoneId: string): string => `hutong-stack-${phoneId}`

/** Reads `/phone/?phone=<id>&path=<page>&query=<encoded>`; pages left by a recompile win over `path`. */
export function readLaunch(parameters: URLSearchParams, storage: Storage): Launch {
  const phoneId = parameters.get('phone') ?? 'one'
  const path = (parameters.get('path') ?? '').replace(/^\/+/, '')
  const kept = storage.getItem(stackKey(phoneId))
  storage.removeItem(stackKey(phoneId))
  const query = parseQuery(parameters.get('query') ?? '')
  const given = path ? [{ path, query }] : []
  return {
    phoneId,
    pages: kept ? (JSON.parse(kept) as PageUrl[]) : given,
    scene: Number(parameters.get('scene')) || SCENE_FROM_LIST,
  }
}

/** Keeps the pages for the reload that follows. */
export function keepPages(phoneId: string, pages: PageUrl[], storage: Storage): void {
  storage.setItem(stackKey(phoneId), JSON.stringify(pages))
}
