import { createStores } from './create-app'
import { edition, systemLanguage, wechatCode } from './platform/account'
import { systemClock } from './platform/clock'
import { createAddressCheck } from './platform/address-check'
import { createAudioPlayer } from './platform/audio-player'
import { createFileTransfer } from './platform/file-transfer'
import { firstPaint } from './platform/first-paint'
import { createHttp } from './platform/http'
import { createLifecycle } from './platform/lifecycle'
import { createNetwork } from './platform/network'
import { createPictures } from './platform/pictures'
import { followSdkTraffic } from './platform/sdk-traffic'
import { createStorage } from './platform/storage'
import { loadSdk } from './services/im/rong/load-sdk'
import type { HutongApp } from './stores/app-stores'

const { query } = wx.getLaunchOptionsSync()
const stores = createStores({
  storage: createStorage(wx),
  http: createHttp(wx),
  network: createNetwork(wx),
  lifecycle: createLifecycle(wx),
  transfer: createFileTransfer(wx),
  pictures: createPictures(wx),
  player: createAudioPlayer(wx),
  addressCheck: createAddressCheck(wx, systemClock),
  sdkTraffic: followSdkTraffic(wx),
  clock: systemClock,
  loadSdk: () => firstPaint.done.then(loadSdk),
  wechatCode,
  systemLanguage: systemLanguage(),
  edition: edition(),
  queryServer: query.server,
})

App<HutongApp & { onLaunch(): void }>({
  stores,
  onLaunch() {
    stores.session.restore()
  },
})
