import ts from 'typescript'

export interface CompiledWxs {
  code: string
  /** Paths given to `require`, as written. */
  requests: string[]
}

interface Edit {
  start: number
  end: number
  text: string
}

/**
 * Turns WXS into what the template compiler takes as a script. WXS differs from JavaScript in what it names:
 * `getRegExp` and `getDate` are built in, `value.constructor` is a string, and `require` keeps the extension.
 * Source: WeChat docs, "WXS syntax reference: data types, base class library".
 */
export function compileWxs(source: string): CompiledWxs {
  const requests: string[] = []
  const edits: Edit[] = []
  const tree = ts.createSourceFile('x.js', source, ts.ScriptTarget.ES5, true, ts.ScriptKind.JS)
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAccessExpression(node) && isConstructorRead(node)) {
      edits.push(insertion(node.getStart(tree), 'wxsRuntime.constructorOf('))
      edits.push({ start: node.expression.getEnd(), end: node.getEnd(), text: ')' })
    }
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression)) {
      const [argument] = node.arguments
      if (node.expression.text === 'require' && argument && ts.isStringLiteral(argument)) {
        requests.push(argument.text)
        const text = JSON.stringify(argument.text.replace(/\.wxs$/, ''))
        edits.push({ start: argument.getStart(tree), end: argument.getEnd(), text })
      }
      if (node.expression.text === 'getRegExp' || node.expression.text === 'getDate') {
        edits.push(insertion(node.expression.getStart(tree), 'wxsRuntime.'))
      }
    }
    ts.forEachChild(node, visit)
  }
  visit(tree)
  return { code: `${applyEdits(source, edits)}\n;wxsRuntime.mark(module.exports);`, requests }
}

function isConstructorRead(node: ts.PropertyAccessExpression): boolean {
  if (node.name.text !== 'constructor') return false
  const { parent } = node
  const isAssigned =
    ts.isBinaryExpression(parent) &&
    parent.left === node &&
    parent.operatorToken.kind === ts.SyntaxKind.EqualsToken
  return !isAssigned
}

function insertion(at: number, text: string): Edit {
  return { start: at, end: at, text }
}

/** Edits never overlap; of two at one place, the earlier in the list comes first. */
function applyEdits(source: string, edits: Edit[]): string {
  const ordered = edits
    .map((edit, order) => ({ ...edit, order }))
    .sort((a, b) => a.start - b.start || a.order - b.order)
  let result = ''
  let position = 0
  for (const edit of ordered) {
    result += source.slice(position, edit.start) + edit.text
    position = edit.end
  }
  return result + source.slice(position)
}
