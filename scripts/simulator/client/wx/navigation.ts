import type { Phone } from '../phone'
import { wxCall } from './wx-call'
import { requireString } from './wx-error'

interface RouteOptions {
  url: string
  events: Record<string, (...args: unknown[]) => void>
  delta: number
}

interface Channel {
  on(event: string, listener: (...args: unknown[]) => void): void
}

/** Page routes and the navigation bar. */
export function navigation(phone: Phone): Record<string, unknown> {
  const { navigator } = phone
  const route = (name: string, go: (url: string) => Promise<void>) =>
    wxCall<RouteOptions>(phone, name, ({ url }) => go(requireString('url', url)))
  return {
    navigateTo: wxCall<RouteOptions>(phone, 'navigateTo', async ({ url, events }) => {
      const { eventChannel } = await navigator.navigateTo(requireString('url', url), events)
      return { eventChannel: eventChannel as Channel }
    }),
    redirectTo: route('redirectTo', (url) => navigator.redirectTo(url)),
    reLaunch: route('reLaunch', (url) => navigator.reLaunch(url)),
    switchTab: route('switchTab', (url) => navigator.switchTab(url)),
    navigateBack: wxCall<RouteOptions>(phone, 'navigateBack', ({ delta = 1 }) =>
      navigator.navigateBack(delta),
    ),
    setNavigationBarTitle: wxCall<{ title: string }>(phone, 'setNavigationBarTitle', ({ title }) =>
      navigator.setNavigationBarTitle(requireString('title', title)),
    ),
    setNavigationBarColor: wxCall<{ frontColor: string; backgroundColor: string }>(
      phone,
      'setNavigationBarColor',
      (colors) => navigator.setNavigationBarColor(colors),
    ),
    showNavigationBarLoading: wxCall(phone, 'showNavigationBarLoading', () =>
      navigator.setNavigationBarLoading(true),
    ),
    hideNavigationBarLoading: wxCall(phone, 'hideNavigationBarLoading', () =>
      navigator.setNavigationBarLoading(false),
    ),
    hideHomeButton: wxCall(phone, 'hideHomeButton', () => navigator.hideHomeButton()),
  }
}
