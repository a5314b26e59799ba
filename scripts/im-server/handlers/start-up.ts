import type { QueryHandlers } from './handler'

/** Queries every client makes on connecting that nothing here depends on. */
export const startUpHandlers: QueryHandlers<'qAppBot' | 'reportsdk'> = {
  qAppBot: () => ({ bots: [] }),
  reportsdk: () => ({ nothing: 0 }),
}
