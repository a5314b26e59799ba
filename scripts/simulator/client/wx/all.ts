import { builtins } from '../builtins/all'
import type { WxModule } from '../phone'
import { account } from './account'
import { animation } from './animation'
import { appEvents } from './app-events'
import { base } from './base'
import { canIUse } from './can-i-use'
import { choosers } from './choosers'
import { clipboard } from './clipboard'
import { deviceControl } from './device-control'
import { diagnostics } from './diagnostics'
import { dialogs } from './dialogs'
import { files } from './files'
import { images } from './images'
import { innerAudio } from './inner-audio'
import { location } from './location'
import { navigation } from './navigation'
import { network } from './network'
import { pageUi } from './page-ui'
import { preview } from './preview'
import { recorder } from './recorder'
import { storage } from './storage'
import { systemInfo } from './system-info'
import { tabBar } from './tab-bar'
import { toast } from './toast'
import { videoContext } from './video-context'

const families: WxModule[] = [
  account,
  animation,
  appEvents,
  base,
  choosers,
  clipboard,
  deviceControl,
  diagnostics,
  dialogs,
  files,
  images,
  innerAudio,
  location,
  navigation,
  network,
  pageUi,
  preview,
  recorder,
  storage,
  systemInfo,
  tabBar,
  toast,
  videoContext,
]

const everything: WxModule = (phone) => {
  const members: Record<string, unknown> = {}
  for (const family of families) Object.assign(members, family(phone))
  const tags = builtins.map(({ tag }) => tag)
  return { ...members, canIUse: canIUse(Object.keys(members), tags) }
}

/** What the runtime merges into `wx`. */
export const wxModules: WxModule[] = [everything]
