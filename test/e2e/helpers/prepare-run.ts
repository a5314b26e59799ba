import { execFileSync } from 'node:child_process'
import path from 'node:path'

import bundleServers from '../../integration/helpers/bundle-servers'

const projectRoot = path.join(__dirname, '../../..')

/** Before the end-to-end tests: what every phone and every neighbourhood would otherwise make for itself. */
export default async function prepareRun(): Promise<void> {
  execFileSync('npm', ['run', '--silent', 'build:npm'], { cwd: projectRoot, stdio: 'ignore' })
  await bundleServers()
}
