import { spawnSync } from 'node:child_process'
import path from 'node:path'

const generator = path.join(__dirname, '../../../scripts/tools/generate-rong-types.ts')

describe('rong-types.ts', () => {
  it('says what rong.proto says', () => {
    const { status } = spawnSync(process.execPath, ['--import', 'tsx', generator, '--check'])
    expect(status).toBe(0)
  })
})
