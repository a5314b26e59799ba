// Prints what `npm test` ran as its last line; `--reset` begins a new count.
import fs from 'node:fs'
import path from 'node:path'

const file = path.join(import.meta.dirname, '../../.cache/test-tally.json')

if (process.argv.includes('--reset')) {
  fs.rmSync(file, { force: true })
} else {
  const { passed, failed, skipped } = fs.existsSync(file)
    ? JSON.parse(fs.readFileSync(file, 'utf8'))
    : { passed: 0, failed: 0, skipped: 0 }
  console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`)
}
