import path from 'node:path'

import { measurePackages } from '../../../scripts/tools/package-sizes'
import { TemporaryProject } from '../simulator/compiler/temporary-project'

const hutong = path.join(__dirname, '../../..')

describe('package sizes', () => {
  let project: TemporaryProject

  beforeEach(() => {
    project = new TemporaryProject()
  })

  afterEach(() => project.remove())

  function sizeOf(root: string): number {
    return measurePackages(project.dir).find((size) => size.root === root)?.bytes ?? 0
  }

  it('keeps every package of Hutong within its budget', () => {
    const sizes = measurePackages(hutong)
    expect(sizes.map(({ root }) => root)).toEqual(expect.arrayContaining(['', 'sdk']))
    for (const { root, bytes, budget } of sizes) {
      expect({ root, isWithin: bytes <= budget }).toEqual({ root, isWithin: true })
    }
  })

  it('counts a picture as it is, in the package that holds it', () => {
    const [main, extra] = [sizeOf(''), sizeOf('extra')]
    project.write('extra/picture.png', 'x'.repeat(1000))
    expect(sizeOf('')).toBe(main)
    expect(sizeOf('extra')).toBe(extra + 1000)
  })

  it('does not count code that nothing reaches', () => {
    const before = sizeOf('')
    project.write('utils/unused.ts', `export const unused = '${'x'.repeat(1000)}'`)
    expect(sizeOf('')).toBe(before)
  })

  it('counts code minified', () => {
    const before = sizeOf('')
    project.write('app.ts', `// ${'a comment '.repeat(200)}\nApp({ text: '${'x'.repeat(500)}' })`)
    expect(sizeOf('') - before).toBeLessThan(700)
  })

  it('measures nothing of a project that does not compile', () => {
    project.write('app.ts', 'App({')
    expect(() => measurePackages(project.dir)).toThrow(/^app\.ts: /)
  })
})
