const fs = require('node:fs')
const path = require('node:path')

const file = path.join(__dirname, '../.cache/test-tally.json')

/** Adds each Jest run's totals to one file, so that the runs of `npm test` end in one line of figures. */
module.exports = class TallyReporter {
  onRunComplete(_contexts, results) {
    const before = fs.existsSync(file)
      ? JSON.parse(fs.readFileSync(file, 'utf8'))
      : { passed: 0, failed: 0, skipped: 0 }
    const tally = {
      passed: before.passed + results.numPassedTests,
      // A file that does not even load has no tests to count, and is still a failure.
      failed: before.failed + results.numFailedTests + results.numRuntimeErrorTestSuites,
      skipped: before.skipped + results.numPendingTests + results.numTodoTests,
    }
    fs.mkdirSync(path.dirname(file), { recursive: true })
    fs.writeFileSync(file, JSON.stringify(tally))
  }
}
