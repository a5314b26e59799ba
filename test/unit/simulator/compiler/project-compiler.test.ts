import { runCode } from './run-code'
import { TemporaryProject } from './temporary-project'

describe('ProjectCompiler', () => {
  let project: TemporaryProject

  beforeEach(() => {
    project = new TemporaryProject()
    project.dependOn('counting')
    project.writePackage('counting', {
      'package.json': '{"name":"counting","main":"lib/main.js","peerDependencies":{"shared":"*"}}',
      'lib/main.js': 'exports.step = require("./step"); exports.shared = require("shared")',
      'lib/step.js': 'module.exports = 2',
    })
    project.writePackage('shared', {
      'package.json': '{"name":"shared","main":"index.js","exports":{".":"./not-read.js"}}',
      'index.js': 'module.exports = { name: "shared" }',
    })
    project.write('utils/count.ts', `export class Count { value = 0; add(n: number) {} }`)
  })

  afterEach(() => project.remove())

  it('finds nothing wrong in a correct mini-program', () => {
    expect(project.compile().problems).toEqual([])
  })

  it('takes in pages, components, and scripts that are reached, and nothing else', () => {
    project.write('utils/unused.ts', 'export const unused = 1')
    const { modules, components } = project.compile()
    expect(Object.keys(components).sort()).toEqual([
      'components/counter/counter',
      'extra/components/stamp/stamp',
      'extra/pages/extra/extra',
      'pages/detail/detail',
      'pages/home/home',
    ])
    expect(Object.keys(modules)).toContain('extra/greet.js')
    expect(Object.keys(modules)).not.toContain('utils/unused.js')
  })

  it('runs TypeScript as CommonJS whose stack names the source', () => {
    project.write(
      'app.ts',
      `import { Count } from './utils/count'\nconst n: number = 1\nApp({ n, Count })`,
    )
    const { code, resolved } = project.compile().modules['app.js']
    const given: unknown[] = []
    runCode(code, {
      require: () => ({ Count: 'count' }),
      App: (options: unknown) => given.push(options),
    })
    expect(given).toEqual([{ n: 1, Count: 'count' }])
    expect(resolved).toEqual({ './utils/count': 'utils/count.js' })
    const map = Buffer.from(/base64,(\S+)/.exec(code)![1], 'base64').toString()
    expect(JSON.parse(map)).toMatchObject({ sources: ['weapp:///app.ts'] })
  })

  it('resolves relative, absolute and folder requests as WeChat does', () => {
    project.write('lib/index.ts', 'export const a = 1')
    project.write('lib/b.js', 'exports.b = 1')
    project.write('app.ts', `require('./lib'); require('/lib/b'); require('lib/b.js'); App({})`)
    expect(project.compile().modules['app.js'].resolved).toEqual({
      './lib': 'lib/index.js',
      '/lib/b': 'lib/b.js',
      'lib/b.js': 'lib/b.js',
    })
  })

  it('packs npm packages one module each, so what two share is one', () => {
    project.write('app.ts', `import * as counting from 'counting'\nApp({ counting })`)
    const { modules } = project.compile()
    expect(modules['app.js'].resolved).toEqual({
      counting: 'miniprogram_npm/counting/index.js',
    })
    const packed = modules['miniprogram_npm/counting/index.js']
    expect(packed.resolved).toEqual({ shared: 'miniprogram_npm/shared/index.js' })
    const module = { exports: {} }
    runCode(packed.code, {
      require: () => 'the shared one',
      module,
      exports: module.exports,
    })
    expect(module.exports).toEqual({ step: 2, shared: 'the shared one' })
    expect(modules['miniprogram_npm/shared/index.js'].code).toContain('shared')
  })

  it('prefers a miniprogram_npm that is on disk, nearest first', () => {
    project.write('extra/miniprogram_npm/counting/index.js', 'module.exports = "near"')
    project.write('extra/greet.ts', `import x from 'counting'\nexport const greet = () => x`)
    project.write('app.ts', `require('counting'); App({})`)
    const { modules } = project.compile()
    expect(modules['extra/greet.js'].resolved.counting).toBe(
      'extra/miniprogram_npm/counting/index.js',
    )
    expect(modules['app.js'].resolved.counting).toBe('miniprogram_npm/counting/index.js')
    expect(modules['extra/miniprogram_npm/counting/index.js'].package).toBe('extra')
  })

  it('uses a package made for mini-programs file by file', () => {
    project.dependOn('widgets')
    project.writePackage('widgets', {
      'package.json': '{"name":"widgets","miniprogram":"dist","main":"index.js"}',
      'dist/pill/pill.json': '{"component":true}',
      'dist/pill/pill.js': 'Component({})',
      'dist/pill/pill.wxml': '<view class="pill"/>',
      'dist/pill/pill.wxss': '.pill { height: 75rpx }',
    })
    project.write('pages/detail/detail.json', '{"usingComponents":{"pill":"widgets/pill/pill"}}')
    const { components, problems } = project.compile()
    expect(problems).toEqual([])
    expect(components['pages/detail/detail'].usingComponents).toEqual({
      pill: 'miniprogram_npm/widgets/pill/pill',
    })
    expect(components['miniprogram_npm/widgets/pill/pill'].style).toContain('height: 10vw')
  })

  it('refuses a plain require from the main package into a subpackage', () => {
    project.write('app.ts', `import { greet } from './extra/greet'\nApp({ greet })`)
    expect(project.problemsOf('app.ts')).toEqual([
      {
        severity: 'error',
        file: 'app.ts',
        message:
          '"./extra/greet" is in subpackage extra: only require.async may reach into another subpackage',
      },
    ])
    expect(project.compile().modules['app.js'].resolved).toEqual({})
  })

  it('lets require.async and require with a callback reach into a subpackage', () => {
    project.write(
      'app.ts',
      `require('./extra/greet', () => {}); require.async('/extra/greet.js'); App({})`,
    )
    const { modules, problems, subpackageRoots } = project.compile()
    expect(problems).toEqual([])
    expect(subpackageRoots).toEqual(['extra'])
    expect(modules['app.js']).toMatchObject({
      package: '',
      resolved: { './extra/greet': 'extra/greet.js', '/extra/greet.js': 'extra/greet.js' },
    })
    expect(modules['extra/greet.js'].package).toBe('extra')
  })

  it('does not take a require in a comment or a string for one', () => {
    project.write('app.ts', `// require('./gone')\nconst text = "require('./gone')"\nApp({ text })`)
    expect(project.compile().problems).toEqual([])
  })

  it('asks for a placeholder where a component is in another subpackage', () => {
    project.write(
      'pages/detail/detail.json',
      '{"usingComponents":{"stamp":"/extra/components/stamp/stamp"}}',
    )
    expect(project.problemsOf('pages/detail/detail.json')).toMatchObject([
      {
        severity: 'error',
        message: '<stamp> is in subpackage extra and needs a componentPlaceholder',
      },
    ])
  })

  it('names file, line and column of a syntax error and still hands out the rest', () => {
    project.write('utils/count.ts', 'export class Count {\n  value = = 0\n}')
    const { problems, modules } = project.compile()
    expect(problems).toEqual([
      { severity: 'error', file: 'utils/count.ts', line: 2, column: 11, message: 'Unexpected "="' },
    ])
    expect(() => runCode(modules['utils/count.js'].code)).toThrow('utils/count.ts: Unexpected')
    expect(modules['pages/home/home.js']).toBeDefined()
  })

  it.each([
    ['a module', 'app.ts', `require('./nowhere'); App({})`, 'cannot find module "./nowhere"'],
    [
      'a component',
      'pages/detail/detail.json',
      '{"usingComponents":{"x":"./x"}}',
      '<x>: ./x does not exist',
    ],
    ['a WXSS import', 'app.wxss', '@import "./gone";', '@import "./gone": no such file'],
    ['a template', 'pages/detail/detail.wxml', '<import src="./gone"/>', 'does not exist'],
  ])('says which file misses %s', (_what, file, text, message) => {
    project.write(file, text)
    const messages = project.compile().problems.map((problem) => problem.message)
    expect(messages).toEqual([message])
  })

  it('only warns of what a package misses, and not of modules of Node', () => {
    project.writePackage('counting', { 'lib/main.js': 'require("path"); require("left-out")' })
    project.write('app.ts', `require('counting'); App({})`)
    expect(project.compile().problems).toEqual([
      {
        severity: 'warning',
        file: 'miniprogram_npm/counting/index.js',
        message: 'cannot find module "left-out"',
      },
    ])
  })

  it('says where JSON is broken', () => {
    project.write('pages/detail/detail.json', '{\n  "a": 1,\n}')
    expect(project.problemsOf('pages/detail/detail.json')).toMatchObject([
      { severity: 'error', line: 3 },
    ])
  })

  it('hands on theme.json, and ext.json when it is enabled', () => {
    project.write('ext.json', '{"extEnable":true,"ext":{"shop":"one"}}')
    expect(project.compile()).toMatchObject({
      theme: { light: { navigationBackground: '#ffffff' }, dark: { navigationText: 'white' } },
      ext: { shop: 'one' },
    })
    project.write('ext.json', '{"extEnable":false,"ext":{"shop":"one"}}')
    expect(project.compile().ext).toBeUndefined()
  })

  it('sees a change, a new file and a removed problem at the next compile', () => {
    project.write('app.ts', `require('./late'); App({})`)
    expect(project.compile()).toMatchObject({ version: 1, problems: [{ file: 'app.ts' }] })
    project.write('late.ts', 'export const late = 1')
    const next = project.compile()
    expect(next).toMatchObject({ version: 2, problems: [] })
    expect(next.modules['late.js']).toBeDefined()
    project.write('late.ts', 'export const late = "changed"')
    expect(project.compile().modules['late.js'].code).toContain('changed')
  })

  it('refuses a folder without project.config.json', () => {
    project.remove()
    expect(() => project.compiler).toThrow(/project\.config\.json does not exist/)
  })
})
