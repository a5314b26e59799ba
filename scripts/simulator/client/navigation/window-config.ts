import type { AppConfig } from '../../compiler/compiled-project'

export interface WindowConfig {
  title: string
  backgroundColor: string
  navigationBarBackgroundColor: string
  /** 'black' or 'white'. */
  navigationBarTextStyle: string
  navigationStyle: string
  enablePullDownRefresh: boolean
  /** CSS pixels. */
  onReachBottomDistance: number
  disableScroll: boolean
}

export type Theme = 'light' | 'dark'
export type ThemeVariables = { light: Record<string, string>; dark: Record<string, string> }

/** Defaults as WeChat documents them for app.json `window`. */
const DEFAULTS = {
  navigationBarTitleText: '',
  backgroundColor: '#ffffff',
  navigationBarBackgroundColor: '#000000',
  navigationBarTextStyle: 'white',
  navigationStyle: 'default',
  enablePullDownRefresh: false,
  onReachBottomDistance: 50,
  disableScroll: false,
}

/** The window a page gets: app.json's, the page's own over it, `@name` replaced from theme.json. */
export function windowConfig(
  app: AppConfig,
  page: Record<string, unknown>,
  theme: Theme,
  variables: ThemeVariables | undefined,
): WindowConfig {
  const merged = resolveTheme({ ...DEFAULTS, ...app.window, ...page }, theme, variables)
  return {
    title: String(merged.navigationBarTitleText),
    backgroundColor: String(merged.backgroundColor),
    navigationBarBackgroundColor: String(merged.navigationBarBackgroundColor),
    navigationBarTextStyle: String(merged.navigationBarTextStyle),
    navigationStyle: String(merged.navigationStyle),
    enablePullDownRefresh: merged.enablePullDownRefresh === true,
    onReachBottomDistance: Number(merged.onReachBottomDistance),
    disableScroll: merged.disableScroll === true,
  }
}

/** Values of the form `@name` from theme.json. */
export function resolveTheme<T extends object>(
  values: T,
  theme: Theme,
  variables: ThemeVariables | undefined,
): T {
  const resolved = Object.entries(values).map(([key, value]) => {
    const name = typeof value === 'string' && value.startsWith('@') ? value.slice(1) : undefined
    const themed = name === undefined ? undefined : variables?.[theme][name]
    return [key, themed ?? (value as unknown)] as const
  })
  return Object.fromEntries(resolved) as T
}
