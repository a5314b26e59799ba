import Type from 'typebox'

import { endpoint, type Endpoint, type Endpoints } from './endpoint'
import { Id, Ids, Whole } from './fields'

const IDS_A_CALL = 20
const PAGE = 1000

type List = 'blacklist' | 'whitelist'

const change = (
  list: List,
  field: string,
  merge: (current: string[], ids: string[]) => string[],
): Endpoint =>
  endpoint({ userId: Id, [field]: Ids(IDS_A_CALL) }, (given, { state }) => {
    const userId = given['userId'] as string
    const current = state.users.ensure(userId)[list]
    state.users.update(userId, { [list]: merge(current, given[field] as string[]) })
  })

/** A page of the list; `next` is the token of the page after, left out on the last. */
const query = (list: List): Endpoint =>
  endpoint(
    {
      userId: Id,
      pageToken: Type.Optional(Whole(0, 1_000_000)),
      size: Type.Optional(Whole(1, PAGE)),
    },
    ({ userId, pageToken: start = 0, size = PAGE }, { state }) => {
      const ids = state.users.get(userId)?.[list] ?? []
      const end = start + size
      return { users: ids.slice(start, end), ...(end < ids.length ? { next: String(end) } : {}) }
    },
  )

/** The three calls of a list a person keeps of others. */
function listEndpoints(list: List, field: string): Endpoints {
  return {
    [`/user/${list}/add`]: change(list, field, (current, ids) => [
      ...new Set([...current, ...ids]),
    ]),
    [`/user/${list}/remove`]: change(list, field, (current, ids) =>
      current.filter((id) => !ids.includes(id)),
    ),
    [`/user/${list}/query`]: query(list),
  }
}

export const userListEndpoints: Endpoints = {
  ...listEndpoints('blacklist', 'blackUserId'),
  ...listEndpoints('whitelist', 'whiteUserId'),
}
