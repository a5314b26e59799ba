const os = require('node:os')
const path = require('node:path')

/** Packages published as ES modules only; Jest runs CommonJS, so they are compiled like our own code. */
const esModulesOnly = ['jose', 'typebox', 'get-port', 'glass-easel.*']

const shared = {
  rootDir: path.join(__dirname, '..'),
  testEnvironment: 'node',
  // Jest's clean-up wraps MobX's global state in setters that call themselves.
  testEnvironmentOptions: { globalsCleanup: 'off' },
  transform: {
    '^.+\\.(ts|mts|js|mjs)$': [
      '@swc/jest',
      { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } },
    ],
  },
  transformIgnorePatterns: [`/node_modules/(?!(${esModulesOnly.join('|')})/)`],
  modulePathIgnorePatterns: [
    'miniprogram_npm',
    '<rootDir>/.data',
    '<rootDir>/.cache',
    '<rootDir>/miniprogram/sdk/package.json',
  ],
}

const suite = (name, extra = {}) => ({
  ...shared,
  displayName: name,
  testMatch: [path.join(__dirname, `${name}/**/*.test.ts`)],
  ...extra,
})

const integration = suite('integration', {
  globalSetup: path.join(__dirname, 'integration/helpers/bundle-servers.ts'),
})

const endToEnd = suite('e2e', {
  globalSetup: path.join(__dirname, 'e2e/helpers/prepare-run.ts'),
})

/** One project a kind of test: `npx jest --selectProjects unit`. */
module.exports = {
  projects: [suite('unit'), integration, endToEnd],
  // Ends a test that hangs. Work takes what it takes, on a slow machine three times as long as on ours.
  testTimeout: 180000,
  // Most of a run waits on sockets, so a worker more than cores finds something to do.
  maxWorkers: os.availableParallelism() + 1,
  testSequencer: path.join(__dirname, 'longest-first-sequencer.js'),
  reporters: ['default', path.join(__dirname, 'tally-reporter.js')],
}
