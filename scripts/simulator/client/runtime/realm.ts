/**
 * What mini-program code may name besides what it is given (`wx`, `App`, `require`, timers...): ECMAScript itself.
 * WeChat's logic layer has no DOM, no `fetch`, no `URL`, no `localStorage`; here they are hidden.
 */
const ECMASCRIPT = [
  ...['Infinity', 'NaN', 'undefined', 'isFinite', 'isNaN', 'parseFloat', 'parseInt'],
  ...['decodeURI', 'decodeURIComponent', 'encodeURI', 'encodeURIComponent', 'escape', 'unescape'],
  ...['Array', 'ArrayBuffer', 'BigInt', 'BigInt64Array', 'BigUint64Array', 'Boolean', 'DataView'],
  ...['Date', 'Error', 'AggregateError', 'EvalError', 'RangeError', 'ReferenceError'],
  ...['SyntaxError', 'TypeError', 'URIError', 'Float32Array', 'Float64Array', 'Int8Array'],
  ...['Int16Array', 'Int32Array', 'Uint8Array', 'Uint8ClampedArray', 'Uint16Array', 'Uint32Array'],
  ...['Intl', 'JSON', 'Map', 'Math', 'Number', 'Object', 'Promise', 'Proxy', 'Reflect', 'RegExp'],
  ...['Set', 'String', 'Symbol', 'WeakMap', 'WeakSet', 'WeakRef', 'FinalizationRegistry'],
]

const IDENTIFIER = /^[A-Za-z_$][\w$]*$/

/**
 * Runs code with the browser's globals hidden. A guard against code that works here and crashes in WeChat, not a
 * security boundary: `(() => {}).constructor` still reaches the page.
 */
export class Realm {
  private readonly evaluate: (code: string) => unknown

  /**
   * @param given names the code sees, over ECMAScript's.
   * @param host the global object whose names are hidden.
   */
  constructor(given: Record<string, unknown>, host: object = globalThis) {
    const visible: Record<string, unknown> = { Function: guardedFunction(), ...given }
    const everything: Record<string, unknown> = {}
    for (const name of ECMASCRIPT) everything[name] = (host as Record<string, unknown>)[name]
    visible.globalThis = { ...everything, ...visible }
    const hidden = namesOf(host).filter((name) => !ECMASCRIPT.includes(name) && !(name in visible))
    const names = [...Object.keys(visible), ...hidden]
    // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the evaluator is what this class is.
    const factory = new Function(...names, 'return function () { return eval(arguments[0]) }') as (
      ...values: unknown[]
    ) => (code: string) => unknown
    this.evaluate = factory(...Object.values(visible))
  }

  /** The value of an expression or program; sloppy mode unless the code says otherwise. */
  run(code: string): unknown {
    return this.evaluate(code)
  }

  /**
   * A strict function with the given parameters and body.
   * @param sourceUrl what stack traces call it.
   */
  compile(parameters: string[], body: string, sourceUrl?: string): (...args: unknown[]) => unknown {
    // `eval` cannot be a parameter of a strict function, so a sloppy one around it hides the name.
    const mark = sourceUrl && !body.includes('//# sourceURL=') ? `\n//# sourceURL=${sourceUrl}` : ''
    return this.evaluate(
      `(function (eval) { return function (${parameters.join(', ')}) {"use strict";${body}\n}})()${mark}`,
    ) as (...args: unknown[]) => unknown
  }
}

function namesOf(host: object): string[] {
  const names = new Set<string>()
  for (let layer: object | null = host; layer; layer = Object.getPrototypeOf(layer) as object) {
    if (layer === Object.prototype) break
    for (const name of Object.getOwnPropertyNames(layer)) {
      // `eval` stays: the evaluator itself needs it, and compile() hides it from code.
      if (IDENTIFIER.test(name) && name !== 'eval') names.add(name)
    }
  }
  return [...names]
}

/** `Function` for `instanceof` and `Function.prototype`, without making functions from text, as in WeChat. */
function guardedFunction(): unknown {
  const refuse = (): never => {
    throw new EvalError('Function(...) is not available in a mini-program')
  }
  return new Proxy(Function, { apply: refuse, construct: refuse })
}
