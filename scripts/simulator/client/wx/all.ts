import type { WxModule } from '../phone'
import { appEvents } from './app-events'
import { base } from './base'
import { dialogs } from './dialogs'
import { navigation } from './navigation'
import { network } from './network'
import { pageUi } from './page-ui'
import { storage } from './storage'
import { systemInfo } from './system-info'
import { tabBar } from './tab-bar'
import { toast } from './toast'

/** Every family of `wx`; the runtime merges what they return into one object. */
export const wxModules: WxModule[] = [
  appEvents,
  base,
  dialogs,
  navigation,
  network,
  pageUi,
  storage,
  systemInfo,
  tabBar,
  toast,
]
