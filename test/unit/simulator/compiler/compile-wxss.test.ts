import { compileWxss } from '../../../../scripts/simulator/compiler/compile-wxss'
import { TemporaryProject } from './temporary-project'

describe('compileWxss', () => {
  let project: TemporaryProject

  beforeEach(() => {
    project = new TemporaryProject()
  })

  afterEach(() => project.remove())

  function compile(source: string): string {
    project.write('x/x.wxss', source)
    return compileWxss(project.compiler.files, 'x/x.wxss').css
  }

  it.each([
    ['width: 750rpx', 'width: 100vw'],
    ['margin: -7.5rpx auto 0 .75rpx', 'margin: -1vw auto 0 0.1vw'],
    ['width: calc(100% - 15rpx)', 'width: calc(100% - 2vw)'],
    ['height: var(--height, 75rpx)', 'height: var(--height, 10vw)'],
    ['--gap: 75rpx', '--gap: 10vw'],
    ['content: "75rpx"', 'content: "75rpx"'],
    ['top: env(safe-area-inset-top)', 'top: var(--wx-safe-area-inset-top, 0px)'],
    [
      'bottom: calc(75rpx + env(safe-area-inset-bottom, 15rpx))',
      'bottom: calc(10vw + var(--wx-safe-area-inset-bottom, 2vw))',
    ],
    ['grid-area: a75rpx', 'grid-area: a75rpx'],
  ])('turns %s into %s', (declaration, expected) => {
    expect(compile(`view { ${declaration} }`)).toBe(`wx-view { ${expected} }`)
  })

  it.each([
    ['.row', '._SC_row'],
    ['.row--own.row__text', '._SC_row--own._SC_row__text'],
    ['view.row > text:first-child', 'wx-view._SC_row > wx-text:first-child'],
    ['page', 'body'],
    ['page .row', 'body ._SC_row'],
    ['#list', '#list'],
    [':host', '[wx-host="_SC_"]'],
    [':host(.wide) .row', '[wx-host="_SC_"]._SC_wide ._SC_row'],
    ['.row:not(.row--last)::after', '._SC_row:not(._SC_row--last)::after'],
    ['button[disabled]', 'wx-button[disabled]'],
  ])('turns selector %s into %s', (selector, expected) => {
    expect(compile(`${selector} { color: red }`)).toBe(`${expected} { color: red }`)
  })

  it('leaves the steps of keyframes alone', () => {
    expect(compile('@keyframes rise { from { top: 75rpx } 50% { top: 0 } to { top: 0 } }')).toBe(
      '@keyframes rise { from { top: 10vw } 50% { top: 0 } to { top: 0 } }',
    )
  })

  it('converts lengths of media queries', () => {
    expect(compile('@media (min-width: 750rpx) { .a { top: 0 } }')).toBe(
      '@media (min-width: 100vw) { ._SC_a { top: 0 } }',
    )
  })

  it('puts imports in place, each relative to its own file', () => {
    project.write('styles/a.wxss', '@import "./deep/b.wxss"; .a { top: 0 }')
    project.write('styles/deep/b.wxss', '.b { top: 0 }')
    expect(compile('@import "../styles/a.wxss"; .x { top: 0 }').replace(/\s+/g, ' ')).toBe(
      '._SC_b { top: 0 } ._SC_a { top: 0 } ._SC_x { top: 0 }',
    )
  })

  it('reports files that import each other and keeps their rules', () => {
    project.write('x/y.wxss', '@import "./x.wxss"; .y { top: 0 }')
    project.write('x/x.wxss', '@import "./y.wxss"; .x { top: 0 }')
    const { css, problems } = compileWxss(project.compiler.files, 'x/x.wxss')
    expect(css).toContain('._SC_y')
    expect(problems).toMatchObject([{ severity: 'error', file: 'x/y.wxss', line: 1 }])
  })

  it('points local url() at the server and warns, as WeChat shows no such picture', () => {
    project.write(
      'x/x.wxss',
      '.a { background: url(../images/dot.svg) }\n.b { background: url("data:x") }',
    )
    const { css, problems } = compileWxss(project.compiler.files, 'x/x.wxss')
    expect(css).toContain('url("/files/images/dot.svg")')
    expect(css).toContain('url("data:x")')
    expect(problems).toMatchObject([{ severity: 'warning', line: 1 }])
  })

  it('names the line of broken WXSS', () => {
    project.write('x/x.wxss', '.a { top: 0 }\n.b { top 0 }')
    const { problems } = compileWxss(project.compiler.files, 'x/x.wxss')
    expect(problems).toMatchObject([{ severity: 'error', file: 'x/x.wxss', line: 2 }])
  })
})
