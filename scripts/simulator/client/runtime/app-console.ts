export interface LogEntry {
  /** `log`, `info`, `warn`, `error`, `debug`. */
  type: string
  args: unknown[]
}

/** The mini-program's `console`: prints in the browser's and tells who listens (automation). */
export function makeAppConsole(onEntry: (entry: LogEntry) => void): Record<string, unknown> {
  const members: Record<string, unknown> = {}
  for (const type of ['log', 'info', 'warn', 'error', 'debug'] as const) {
    members[type] = (...args: unknown[]): void => {
      console[type](...args)
      onEntry({ type, args })
    }
  }
  for (const name of [
    'group',
    'groupEnd',
    'time',
    'timeEnd',
    'trace',
    'assert',
    'table',
  ] as const) {
    members[name] = console[name].bind(console)
  }
  return members
}
