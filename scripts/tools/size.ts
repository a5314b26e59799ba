import path from 'node:path'

import { measurePackages } from './package-sizes'

const largestShown = 5

/** `npm run size`: bytes of each package against its budget; exits with 1 when one is over. */
for (const { root, bytes, budget, files } of measurePackages(path.join(__dirname, '../..'))) {
  const share = Math.round((bytes / budget) * 100)
  say(`${root || 'main'}  ${kilobytes(bytes)} of ${kilobytes(budget)} (${share} %)`)
  for (const { file, bytes: size } of files.slice(0, largestShown)) {
    say(`    ${kilobytes(size).padStart(10)}  ${file}`)
  }
  if (bytes > budget) {
    say(`    over budget by ${kilobytes(bytes - budget)}`)
    process.exitCode = 1
  }
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1024).toFixed(1)} KB`
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
