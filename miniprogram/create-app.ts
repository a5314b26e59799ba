import { ENVIRONMENTS, type Edition } from './config/environment'
import { ServerAddress } from './config/server-address'
import type { Clock } from './utils/clock'
import type { AddressCheck } from './platform/address-check'
import type { AudioPlayer } from './utils/audio-player'
import type { FileTransfer } from './platform/file-transfer'
import type { Pictures } from './platform/pictures'
import type { SdkTraffic } from './platform/sdk-traffic'
import type { HttpClient } from './platform/http'
import type { Lifecycle } from './platform/lifecycle'
import type { Network } from './platform/network'
import { prefixedStorage, type Storage } from './utils/storage'
import { ApiClient } from './services/api/api-client'
import { HttpAppApi } from './services/api/app-api'
import { TokenStore } from './services/api/token-store'
import { GROUP_NOTICE } from './services/im/rong/app-types'
import { RongImService } from './services/im/rong/rong-im-service'
import type { SdkLoader } from './services/im/rong/sdk-caller'
import { PersonScope } from './services/person/person-scope'
import { AddressBook } from './services/session/address-book'
import { ImTokenSource } from './services/session/im-token-source'
import { MediaPreparation } from './services/upload/media-preparation'
import { Uploader } from './services/upload/uploader'
import { Session } from './services/session/session'
import { CUSTOM_TYPES } from './stores/custom/custom-types'
import { Stores } from './stores/stores'
import { randomId } from './utils/random-id'

/** Everything the app takes from the platform; tests pass their own. */
export interface Platform {
  storage: Storage
  http: HttpClient
  network: Network
  lifecycle: Lifecycle
  transfer: FileTransfer
  pictures: Pictures
  player: AudioPlayer
  addressCheck: AddressCheck
  sdkTraffic: SdkTraffic
  clock: Clock
  loadSdk: SdkLoader
  wechatCode: () => Promise<string>
  systemLanguage: string
  edition: Edition
  /** `?server=` of the launch query. */
  queryServer?: string
  /** Messages the cloud takes of one client in a second; absent for its standard plan. */
  sendsPerSecond?: number
}

/** Makes services and stores and ties them together. */
export function createStores(platform: Platform): Stores {
  const { storage, http, network, lifecycle, clock, loadSdk } = platform
  const address = new ServerAddress(ENVIRONMENTS[platform.edition], storage)
  address.use(platform.queryServer)
  const tokens = new TokenStore(prefixedStorage(storage, 'api.'))
  const client = new ApiClient(
    () => address.value,
    http,
    tokens,
    clock,
    () => void stores.session.onSessionEnded(),
  )
  const api = new HttpAppApi(client, tokens)
  const im = new RongImService(loadSdk, storage, platform.sdkTraffic, clock)
  for (const type of [GROUP_NOTICE, ...CUSTOM_TYPES]) im.registerType(type)
  const uploader = new Uploader(im, platform.transfer, clock)
  const scope: PersonScope = new PersonScope({
    im,
    uploader,
    storage,
    clock,
    isOnline: () => session.isOnline,
    newId: () => randomId(clock.now()),
    sendsPerSecond: platform.sendsPerSecond,
  })
  const personStorage = () => scope.current?.storage ?? prefixedStorage(storage, 'nobody.')
  const session = new Session({
    im,
    tokens: new ImTokenSource(api, personStorage, clock),
    addresses: new AddressBook(storage, platform.addressCheck, clock, platform.sdkTraffic),
    network,
    lifecycle,
    clock,
  })
  const { wechatCode, systemLanguage } = platform
  const stores: Stores = new Stores({
    api,
    im,
    session,
    scope,
    clock,
    storage,
    media: new MediaPreparation(platform.transfer, platform.pictures),
    player: platform.player,
    systemLanguage,
    wechatCode,
    useServer: (named) => address.use(named),
  })
  return stores
}
