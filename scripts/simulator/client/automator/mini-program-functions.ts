import type { Realm } from '../runtime/realm'

type AnyFunction = (this: unknown, ...args: unknown[]) => unknown

/** Functions a client sends as text: evaluated among the mini-program's globals, exposed functions visible. */
export class MiniProgramFunctions {
  private readonly exposed = new Map<string, AnyFunction>()

  constructor(private readonly realm: Realm) {}

  expose(name: string, run: AnyFunction): void {
    if (!/^[A-Za-z_$][\w$]*$/.test(name)) throw new Error(`"${name}" is not a name`)
    this.exposed.set(name, run)
  }

  /** @param declaration source of a function, sloppy unless it says otherwise. */
  compile(declaration: string): AnyFunction {
    const parameters = [...this.exposed.keys()].join(', ')
    const make = this.realm.run(
      `(function (${parameters}) { return (${methodAsFunction(declaration)}\n) })`,
    ) as (...functions: AnyFunction[]) => AnyFunction
    return make(...this.exposed.values())
  }
}

/** `async name() {}` is what a method of an object literal prints itself as. */
function methodAsFunction(declaration: string): string {
  const text = declaration.trim()
  if (/^(async\s+)?(function\b|\(|[\w$]+\s*=>)/.test(text)) return text
  return text.replace(/^(async\s+)?/, (_all, prefix: string | undefined) => {
    return `${prefix ?? ''}function `
  })
}
