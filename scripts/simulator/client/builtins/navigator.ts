import type { Builtin } from './builtin'
import { attachHover } from './hover'
import { boolean, flag, number, numeric, string, text } from './properties'

/** `<navigator>`: a link to a page. */
export const navigator: Builtin = {
  tag: 'navigator',
  properties: {
    target: string('self'),
    url: string(),
    openType: string('navigate'),
    delta: number(1),
    appId: string(),
    path: string(),
    version: string('release'),
    shortLink: string(),
    hoverClass: string('navigator-hover'),
    hoverStopPropagation: boolean(),
    hoverStartTime: number(50),
    hoverStayTime: number(600),
  },
  create(host) {
    const { navigator: pages } = host.phone
    const routes: Record<string, () => Promise<unknown>> = {
      navigate: () => pages.navigateTo(text(host, 'url')),
      redirect: () => pages.redirectTo(text(host, 'url')),
      switchTab: () => pages.switchTab(text(host, 'url')),
      reLaunch: () => pages.reLaunch(text(host, 'url')),
      navigateBack: () => pages.navigateBack(numeric(host, 'delta', 1)),
    }
    attachHover(host.element, () => {
      const names = text(host, 'hoverClass')
      const own = names === 'navigator-hover' ? `${names} ` : ''
      return {
        classes: names === 'none' ? '' : own + host.scopedClass(names),
        startTimeMs: numeric(host, 'hoverStartTime', 50),
        stayTimeMs: numeric(host, 'hoverStayTime', 600),
        stopsPropagation: flag(host, 'hoverStopPropagation'),
      }
    })
    return {
      update: () => undefined,
      tap() {
        const openType = text(host, 'openType')
        routes[openType]?.().then(
          () => {
            host.trigger('success', { errMsg: `${openType}:ok` })
            host.trigger('complete', { errMsg: `${openType}:ok` })
          },
          (error: unknown) => {
            const detail = { errMsg: `${openType}:fail ${(error as Error).message}` }
            host.trigger('fail', detail)
            host.trigger('complete', detail)
          },
        )
      },
    }
  },
}
