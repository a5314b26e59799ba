import { compileFunction } from 'node:vm'

/** Runs compiled code as the body of a function whose parameters are the keys of `scope`. */
export function runCode(code: string, scope: Record<string, unknown> = {}): unknown {
  const body = compileFunction(code, Object.keys(scope)) as (...args: unknown[]) => unknown
  return body(...Object.values(scope))
}
