import type { AppStores } from '../../stores/app-stores'
import { attempt } from './dialogs'
import { appStores } from './page-shell'

/**
 * Loads what a page shows whenever it comes to sight. The template's `load` tries again.
 * @param load asks the server; not called while nobody is signed in.
 */
export function loadsOnShow(load: (stores: AppStores) => Promise<unknown>) {
  const ask = (): void => {
    const stores = appStores()
    if (stores.session.isSignedIn) attempt(load(stores))
  }
  return Behavior({
    pageLifetimes: { show: ask },
    methods: { load: ask },
  })
}
