import type { WxsRuntime } from '../../../../scripts/simulator/compiler/compiled-project'
import { runCode } from './run-code'
import { TemporaryProject } from './temporary-project'

type Scripts = Record<string, (...args: unknown[]) => unknown>

/** Evaluates compiled templates with a small runtime and returns the exports of every WXS module, in order. */
function runTemplates(templates: string): { names: string[]; wxs: Scripts[] } {
  const wxs: Scripts[] = []
  const runtime: Partial<WxsRuntime> = {
    mark: (moduleExports) => wxs.push(moduleExports as Scripts),
    constructorOf: (value) => Object.prototype.toString.call(value).slice(8, -1),
    getRegExp: (pattern, flags) => new RegExp(pattern, flags),
    getDate: (...parts) => new Date(...(parts as [number])),
  }
  const group = runCode(`return ${templates}`, { wxsRuntime: runtime }) as object
  return { names: Object.keys(group).sort(), wxs }
}

describe('templates', () => {
  let project: TemporaryProject

  beforeEach(() => {
    project = new TemporaryProject()
  })

  afterEach(() => project.remove())

  function runWxs(source: string): Scripts {
    project.write(
      'pages/detail/detail.wxml',
      `<wxs module="m">${source}</wxs><view>{{m.f()}}</view>`,
    )
    project.write('pages/home/home.wxml', '<view />')
    const { templates, problems } = project.compile()
    expect(problems).toEqual([])
    return runTemplates(templates).wxs.at(-1)!
  }

  it('holds each component and what its template imports', () => {
    expect(runTemplates(project.compile().templates).names).toEqual([
      'components/counter/counter',
      'extra/components/stamp/stamp',
      'extra/pages/extra/extra',
      'pages/detail/detail',
      'pages/home/home',
      'templates/row',
    ])
  })

  it('drops a template that nothing uses any more', () => {
    project.compile()
    project.write('pages/home/home.wxml', '<view />')
    expect(runTemplates(project.compile().templates).names).not.toContain('templates/row')
  })

  it('shows a changed template at the next compile', () => {
    expect(project.compile().templates).not.toContain('a new line')
    project.write('pages/home/home.wxml', '<view>a new line</view>')
    expect(project.compile().templates).toContain('a new line')
  })

  it('lets WXS require WXS, and gives constructor the name WXS gives it', () => {
    const format = runTemplates(project.compile().templates).wxs.find((module) => 'kind' in module)!
    expect(format.kind([])).toBe('a list')
    expect(format.kind('x')).toBe('one thing')
    expect(format.withoutSpaces(' a b ')).toBe('ab')
  })

  it('reads constructor through any expression, and leaves assignments alone', () => {
    const { f } = runWxs(`
      function of(x) { return x.constructor }
      module.exports = {
        f: function (list) {
          var own = {}
          own.constructor = 'mine'
          return [list[0].constructor, of(list), [1].concat(list).constructor, own['constructor']]
        },
      }`)
    expect(f([1])).toEqual(['Number', 'Array', 'Array', 'mine'])
  })

  it('makes dates and patterns the WXS way', () => {
    const { f } = runWxs(`
      module.exports = { f: function () { return getDate(0).getTime() + getRegExp('b').source } }`)
    expect(f()).toBe('0b')
  })

  it('reports broken WXS and keeps the other templates working', () => {
    project.write('pages/detail/detail.wxml', '<wxs module="m">module.exports = {{</wxs><view/>')
    const { templates, problems } = project.compile()
    expect(problems).toMatchObject([{ severity: 'error', file: 'pages/detail/detail.wxml' }])
    expect(runTemplates(templates).names).toContain('pages/home/home')
  })

  it('names line and column of broken WXML', () => {
    project.write('pages/detail/detail.wxml', '<view>\n  <text>{{a b}}</text>\n</view>')
    expect(project.problemsOf('pages/detail/detail.wxml')).toMatchObject([
      { severity: 'error', line: 2 },
    ])
  })
})
