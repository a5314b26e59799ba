import { transformSync, type TransformFailure } from 'esbuild'
import ts from 'typescript'

import type { CompileProblem } from './compiled-project'

export interface CompiledScript {
  /** CommonJS with an inline source map. */
  code: string
  requests: ScriptRequest[]
  problems: CompileProblem[]
}

export interface ScriptRequest {
  request: string
  /** `require.async(x)` or `require(x, callback)`: allowed to reach into a subpackage. */
  isAsync: boolean
}

/**
 * Compiles one script for the module table.
 * @param file path of the source with its extension, shown in stacks as `weapp:///<file>`.
 */
export function compileScript(file: string, source: string): CompiledScript {
  const isPacked = file.includes('miniprogram_npm/')
  try {
    // A packed module is CommonJS already, and its source map would only repeat up to a megabyte of it.
    const code = isPacked ? source : toCommonJs(file, source)
    const requests: ScriptRequest[] = []
    const problems: CompileProblem[] = []
    findRequires(file, code, requests, isPacked ? [] : problems)
    return { code, requests, problems }
  } catch (error) {
    if (!isTransformFailure(error)) throw error
    const problems = problemsOf(error, file)
    const message = `${file}: ${problems[0]?.message ?? 'does not compile'}`
    return { code: `throw new SyntaxError(${JSON.stringify(message)})`, requests: [], problems }
  }
}

function toCommonJs(file: string, source: string): string {
  return transformSync(source, {
    loader: file.endsWith('.ts') ? 'ts' : 'js',
    format: 'cjs',
    target: 'es2020',
    sourcefile: `weapp:///${file}`,
    sourcemap: 'inline',
    charset: 'utf8',
    logLevel: 'silent',
    tsconfigRaw: { compilerOptions: { useDefineForClassFields: true } },
  }).code
}

/** Finds `require('x')`, `require('x', done)` and `require.async('x')` in compiled code. */
function findRequires(
  file: string,
  code: string,
  requests: ScriptRequest[],
  problems: CompileProblem[],
): void {
  if (!code.includes('require')) return
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node)) {
      const isAsyncForm = isRequireAsync(node.expression)
      if (isAsyncForm || (ts.isIdentifier(node.expression) && node.expression.text === 'require')) {
        const [first, second] = node.arguments
        if (first && ts.isStringLiteralLike(first)) {
          requests.push({ request: first.text, isAsync: isAsyncForm || second !== undefined })
        } else {
          const message = 'require needs a literal path: WeChat packs only what it can see'
          problems.push({ severity: 'warning', file, message })
        }
      }
    }
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile(file, code, ts.ScriptTarget.ES2022, false, ts.ScriptKind.JS))
}

function isRequireAsync(callee: ts.Expression): boolean {
  return (
    ts.isPropertyAccessExpression(callee) &&
    callee.name.text === 'async' &&
    ts.isIdentifier(callee.expression) &&
    callee.expression.text === 'require'
  )
}

/** What esbuild found wrong, in the compiler's words. */
export function problemsOf(failure: TransformFailure, file: string): CompileProblem[] {
  return failure.errors.map(({ text, location }) => ({
    severity: 'error',
    file,
    message: text,
    ...(location && { line: location.line, column: location.column + 1 }),
  }))
}

export function isTransformFailure(error: unknown): error is TransformFailure {
  return Array.isArray((error as Partial<TransformFailure> | null)?.errors)
}
