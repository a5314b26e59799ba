import { PersonScope } from '../../miniprogram/services/person/person-scope'
import { AddressBook } from '../../miniprogram/services/session/address-book'
import { ImTokenSource } from '../../miniprogram/services/session/im-token-source'
import { Session } from '../../miniprogram/services/session/session'
import { MediaPreparation } from '../../miniprogram/services/upload/media-preparation'
import { Uploader } from '../../miniprogram/services/upload/uploader'
import { Stores } from '../../miniprogram/stores/stores'
import { FakeAddressCheck } from './fake-address-check'
import { FakeAppApi } from './fake-app-api'
import { FakeAudioPlayer } from './fake-audio-player'
import { FakeClock, settled } from './fake-clock'
import { FakeImService } from './fake-im-service'
import { FakeNetwork } from './fake-network'
import { FakeLifecycle } from './fake-lifecycle'
import { FakePictures } from './fake-pictures'
import { FakeTransfer } from './fake-transfer'
import { MemoryStorage } from './memory-storage'

/** The stores and services of the app over fakes of everything outside it. */
export class AppOnFakes {
  readonly api = new FakeAppApi()
  readonly im = new FakeImService()
  readonly clock = new FakeClock()
  readonly network = new FakeNetwork()
  readonly lifecycle = new FakeLifecycle()
  readonly addressCheck = new FakeAddressCheck()
  /** Hosts that have taken the SDK's sockets. */
  openHosts: string[] = []
  readonly transfer = new FakeTransfer()
  readonly pictures = new FakePictures()
  readonly player = new FakeAudioPlayer()
  readonly session: Session
  readonly scope: PersonScope
  readonly stores: Stores
  private ids = 0

  constructor(readonly storage = new MemoryStorage()) {
    const { api, im, clock, network, lifecycle } = this
    this.scope = new PersonScope({
      im,
      uploader: new Uploader(im, this.transfer, clock),
      storage,
      clock,
      isOnline: () => this.session.isOnline,
      newId: () => `client-${++this.ids}`,
    })
    const tokens = new ImTokenSource(api, () => this.scope.current?.storage ?? storage, clock)
    const addresses = new AddressBook(storage, this.addressCheck, clock, {
      openHosts: () => this.openHosts,
    })
    const random = () => 0.5
    this.session = new Session({ im, tokens, addresses, network, lifecycle, clock, random })
    this.stores = new Stores({
      api,
      im,
      session: this.session,
      scope: this.scope,
      clock,
      storage,
      media: new MediaPreparation(this.transfer, this.pictures),
      player: this.player,
      systemLanguage: 'en',
      wechatCode: async () => 'code',
      useServer: () => undefined,
    })
  }

  static async signedIn(storage?: MemoryStorage): Promise<AppOnFakes> {
    const app = new AppOnFakes(storage)
    await app.stores.session.signInAsDemo('lin')
    await settled()
    return app
  }
}
