const { default: TestSequencer } = require('@jest/test-sequencer')

const longest = ['chaos/chaos.test.ts', 'e2e/screens.test.ts', 'services/addresses.test.ts']

/**
 * Begins with what takes longest, so that no worker has it for itself at the end. Without times of an
 * earlier run, as on a new machine, Jest goes by the size of files, which says little here.
 */
module.exports = class LongestFirstSequencer extends TestSequencer {
  sort(tests) {
    const isLongest = ({ path }) => longest.some((end) => path.endsWith(end))
    const sorted = super.sort(tests)
    return [...sorted.filter(isLongest), ...sorted.filter((test) => !isLongest(test))]
  }
}
