import { AppServer } from '../app-server/helpers/app-server'
import { HutongPhone, type PhonePace } from './hutong-phone'
import { ImServer } from './im-server'
import type { DeviceStorage } from './node-wx'

/** Both servers, and phones of the demo people that are switched off after each test. */
export interface Courtyard {
  readonly im: ImServer
  readonly app: AppServer
  phone(userId: string, pace?: PhonePace): Promise<HutongPhone>
  /** A device started again with what it kept. */
  restarted(storage: DeviceStorage, files?: Map<string, Buffer>): Promise<HutongPhone>
}

/** Starts an IM server and an app server with the demo people for the test file. */
export function useCourtyard(imEnv: Record<string, string> = {}): Courtyard {
  let im: ImServer
  let app: AppServer
  const phones: HutongPhone[] = []
  beforeAll(async () => {
    im = await ImServer.start(imEnv)
    app = await AppServer.start({ databaseUrl: 'pglite:memory', im })
  })
  afterEach(async () => {
    for (const phone of phones.splice(0)) phone.kill()
    await im.control('clear')
  })
  afterAll(async () => {
    await app.stop()
    await im.stop()
  })
  return {
    get im() {
      return im
    },
    get app() {
      return app
    },
    async phone(userId, pace) {
      const phone = await HutongPhone.of(app.address, userId, pace)
      phones.push(phone)
      return phone
    },
    async restarted(storage, files) {
      const phone = new HutongPhone(app.address, storage, files)
      phones.push(phone)
      await phone.until(() => phone.stores.session.status === 'online')
      return phone
    },
  }
}
