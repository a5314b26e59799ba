/** Every error a client can meet: its code, the HTTP status it comes with, and a title that never varies. */
export const PROBLEMS = {
  'auth.code_invalid': { status: 401, title: 'The sign-in code is not valid' },
  'auth.risk_user': { status: 403, title: 'WeChat refuses this person as a risk' },
  'auth.expired': { status: 401, title: 'Sign in again' },
  forbidden: { status: 403, title: 'Not allowed' },
  not_found: { status: 404, title: 'Not found' },
  conflict: { status: 409, title: 'In conflict with what is there' },
  validation: { status: 400, title: 'The request is not valid' },
  'content.risky': { status: 422, title: 'The content is not acceptable' },
  muted: { status: 403, title: 'Muted' },
  banned: { status: 403, title: 'Banned' },
  rate_limited: { status: 429, title: 'Too many requests' },
  'upstream.rongcloud': { status: 502, title: 'The IM cloud did not do it' },
  'upstream.wechat': { status: 502, title: 'WeChat did not do it' },
  internal: { status: 500, title: 'Something went wrong here' },
} as const

export type ProblemCode = keyof typeof PROBLEMS

/** What is wrong with one part of the request; `pointer` is a JSON pointer such as `/body/name`. */
export interface FieldProblem {
  pointer: string
  detail: string
}

/** An error a route throws on purpose, answered as RFC 9457 `application/problem+json`. */
export class Problem extends Error {
  constructor(
    readonly code: ProblemCode,
    readonly detail: string,
    readonly errors?: FieldProblem[],
    readonly status: number = PROBLEMS[code].status,
  ) {
    super(detail)
    this.name = 'Problem'
  }

  static notFound(what: string): Problem {
    return new Problem('not_found', `There is no such ${what}, or it is not for you to see.`)
  }

  static forbidden(detail: string): Problem {
    return new Problem('forbidden', detail)
  }

  static conflict(detail: string): Problem {
    return new Problem('conflict', detail)
  }

  static signIn(detail: string): Problem {
    return new Problem('auth.expired', detail)
  }
}
