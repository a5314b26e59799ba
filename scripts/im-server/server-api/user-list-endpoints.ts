import type { Cloud } from '../cloud'
import type { Endpoint, Endpoints } from './endpoint'
import type { Parameters } from './parameters'

const IDS_A_CALL = 20
const PAGE = 1000

/** The three calls of a list a person keeps of others: black list or white list. */
function listEndpoints(list: 'blacklist' | 'whitelist', field: string): Endpoints {
  const change =
    (merge: (current: string[], ids: string[]) => string[]): Endpoint =>
    (parameters, { state }) => {
      const userId = parameters.id('userId')
      const ids = parameters.ids(field, IDS_A_CALL)
      return () => {
        const current = state.users.ensure(userId)[list]
        state.users.update(userId, { [list]: merge(current, ids) })
      }
    }
  return {
    [`/user/${list}/add`]: change((current, ids) => [...new Set([...current, ...ids])]),
    [`/user/${list}/remove`]: change((current, ids) => current.filter((id) => !ids.includes(id))),
    [`/user/${list}/query`]: (parameters, cloud) => query(parameters, cloud, list),
  }
}

/** `next` is the token of the page after, left out on the last. */
function query(
  parameters: Parameters,
  { state }: Cloud,
  list: 'blacklist' | 'whitelist',
): () => object {
  const userId = parameters.id('userId')
  const start = parameters.integer('pageToken', { min: 0, max: 1_000_000, standard: 0 })
  const size = parameters.integer('size', { min: 1, max: PAGE, standard: PAGE })
  return () => {
    const ids = state.users.get(userId)?.[list] ?? []
    const end = start + size
    return { users: ids.slice(start, end), ...(end < ids.length ? { next: String(end) } : {}) }
  }
}

export const userListEndpoints: Endpoints = {
  ...listEndpoints('blacklist', 'blackUserId'),
  ...listEndpoints('whitelist', 'whiteUserId'),
}
