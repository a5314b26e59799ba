import { withPreferences } from '../../../../scripts/simulator/client/page/media-preferences'
import { rpxToVw } from '../../../../scripts/simulator/client/page/rpx'
import {
  resolveTheme,
  windowConfig,
} from '../../../../scripts/simulator/client/navigation/window-config'

describe('inline styles', () => {
  it('count 750rpx as the width of the screen', () => {
    expect(rpxToVw('width: 750rpx; margin: -15rpx 0.5rpx')).toBe(
      'width: 100vw; margin: -2vw 0.066667vw',
    )
    expect(rpxToVw('width:calc(100% - 75rpx)')).toBe('width:calc(100% - 10vw)')
  })

  it('leave names and other units alone', () => {
    expect(rpxToVw('--a1rpx: 1px; background: url(/x-20rpx.png)')).toBe(
      '--a1rpx: 1px; background: url(/x-20rpx.png)',
    )
  })
})

describe('media queries', () => {
  const dark = { theme: 'dark', reducedMotion: false } as const

  it("follow the phone's theme, alone or among other conditions", () => {
    expect(withPreferences('(prefers-color-scheme: dark)', dark)).toBe('(min-width: 0px)')
    expect(withPreferences('(prefers-color-scheme:light)', dark)).toBe('(max-width: 0px)')
    expect(
      withPreferences('screen and (prefers-color-scheme: dark) and (min-width: 400px)', dark),
    ).toBe('screen and (min-width: 0px) and (min-width: 400px)')
  })

  it("follow the phone's wish for less motion", () => {
    const calm = { theme: 'light', reducedMotion: true } as const
    expect(withPreferences('(prefers-reduced-motion: reduce)', calm)).toBe('(min-width: 0px)')
    expect(withPreferences('(prefers-reduced-motion)', calm)).toBe('(min-width: 0px)')
    expect(withPreferences('(prefers-reduced-motion)', dark)).toBe('(max-width: 0px)')
    expect(withPreferences('(prefers-reduced-motion: no-preference)', dark)).toBe(
      '(min-width: 0px)',
    )
  })
})

describe('the window of a page', () => {
  const variables = { light: { bar: '#fff' }, dark: { bar: '#000' } }

  it("is app.json's with the page's own over it", () => {
    const app = { pages: [], window: { navigationBarTitleText: 'App', backgroundColor: '@bar' } }
    expect(windowConfig(app, { navigationBarTitleText: 'Page' }, 'dark', variables)).toMatchObject({
      title: 'Page',
      backgroundColor: '#000',
      navigationBarBackgroundColor: '#000000',
      navigationStyle: 'default',
      onReachBottomDistance: 50,
    })
  })

  it('keeps a name theme.json does not have', () => {
    expect(resolveTheme({ a: '@missing', b: 1 }, 'light', variables)).toEqual({
      a: '@missing',
      b: 1,
    })
  })
})
