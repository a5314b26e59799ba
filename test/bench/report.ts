/** Whether `npm run bench` asked for figures: the long way and every line of them. */
export const isBench = process.env['BENCH'] !== undefined

/** Prints a line of figures under `npm run bench`; says nothing in an ordinary run. */
export function report(what: string, figures: string): void {
  if (isBench) process.stdout.write(`${what.padEnd(44)} ${figures}\n`)
}
