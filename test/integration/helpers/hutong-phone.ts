import { when } from 'mobx-miniprogram'

import { createStores } from '../../../miniprogram/create-app'
import type { MessageRow } from '../../../miniprogram/models/rows'
import { createAddressCheck } from '../../../miniprogram/platform/address-check'
import { createFileTransfer } from '../../../miniprogram/platform/file-transfer'
import { createHttp } from '../../../miniprogram/platform/http'
import { createNetwork } from '../../../miniprogram/platform/network'
import { followSdkTraffic } from '../../../miniprogram/platform/sdk-traffic'
import { createStorage } from '../../../miniprogram/platform/storage'
import type { MessageListFace } from '../../../miniprogram/stores/app-stores'
import type { Stores } from '../../../miniprogram/stores/stores'
import type { Clock } from '../../../miniprogram/utils/clock'
import { FakeAudioPlayer } from '../../fakes/fake-audio-player'
import { FakePictures } from '../../fakes/fake-pictures'
import { NodeWx, type DeviceStorage } from './node-wx'
import { loadSdk, Timers } from './sdk-person'

export interface PhonePace {
  /**
   * How much faster than the world's the phone's time runs, so that long waits take less; 1 unless told. Only once
   * somebody is signed in: the app tries again by itself from then on, and a server under load is late for a hurry.
   */
  speed?: number
  /** Messages a second it sends at most; the standard plan's unless told. */
  sendsPerSecond?: number
}

export interface PhoneOptions extends PhonePace {
  /** What `wx.login` gives on this phone; none unless told. */
  wechatCode?: string
}

const WAIT_LIMIT_MS = 45_000

/** The mini-program's own services and stores on a device of their own, with the vendor's SDK. */
export class HutongPhone {
  readonly wx: NodeWx
  readonly stores: Stores
  private readonly timers = new Timers()
  private readonly hideListeners = new Set<() => void>()
  private readonly showListeners = new Set<() => void>()
  /** The phone's time, Unix ms, when its pace last changed, and the world's then. */
  private paceSet = { phoneMs: Date.now(), worldMs: Date.now() }

  constructor(
    apiUrl: string,
    storage?: DeviceStorage,
    files = new Map<string, Buffer>(),
    { speed = 1, sendsPerSecond, wechatCode = 'no-wechat-here' }: PhoneOptions = {},
  ) {
    this.wx = new NodeWx({ storage })
    for (const [path, content] of files) this.wx.files.set(path, content)
    const wx = this.wx.api as unknown as WechatMiniprogram.Wx
    const { clock } = this
    this.stores = createStores({
      storage: createStorage(wx),
      http: createHttp(wx),
      network: createNetwork(wx),
      lifecycle: {
        onHide: (listener) => subscribe(this.hideListeners, listener),
        onShow: (listener) => subscribe(this.showListeners, listener),
      },
      transfer: {
        ...createFileTransfer(wx),
        sizeOf: async (path) => this.wx.files.get(path)?.length ?? null,
        write: async (name, text) => {
          const path = `wxfile://usr/${this.wx.files.size}-${name}`
          this.wx.files.set(path, Buffer.from(text))
          return path
        },
      },
      pictures: new FakePictures(),
      player: new FakeAudioPlayer(),
      addressCheck: createAddressCheck(wx, clock),
      sdkTraffic: followSdkTraffic(wx),
      clock,
      sendsPerSecond,
      loadSdk: async () => loadSdk(this.wx, this.timers),
      wechatCode: async () => wechatCode,
      systemLanguage: 'en',
      edition: 'develop',
      queryServer: apiUrl,
    })
    this.stores.session.restore()
    when(
      () => this.stores.session.isSignedIn,
      () => this.hurry(speed),
    )
  }

  /** Signed in as one of the demo people and connected. */
  static async of(apiUrl: string, userId: string, pace: PhonePace = {}): Promise<HutongPhone> {
    const phone = new HutongPhone(apiUrl, undefined, undefined, pace)
    if (!(await phone.stores.session.signInAsDemo(userId))) {
      throw new Error(`${userId} cannot sign in: ${phone.stores.session.signInFailure}`)
    }
    await phone.until(() => phone.stores.session.status === 'online')
    return phone
  }

  /** Signed in with WeChat, by a code that the server knows, and connected. */
  static async ofWeChat(apiUrl: string, options: PhoneOptions): Promise<HutongPhone> {
    const phone = new HutongPhone(apiUrl, undefined, undefined, options)
    try {
      if (!(await phone.stores.session.signInWithWeChat())) {
        throw new Error(`nobody can sign in: ${phone.stores.session.signInFailure}`)
      }
      await phone.until(() => phone.stores.session.status === 'online')
      return phone
    } catch (error) {
      phone.kill()
      throw error
    }
  }

  /** Resolves once an observable condition holds. */
  async until(condition: () => boolean): Promise<void> {
    try {
      await when(condition, { timeout: WAIT_LIMIT_MS })
    } catch {
      const { userId, status, strip } = this.stores.session
      throw new Error(
        `${userId} waited in vain for ${String(condition)} (${status}, ${strip?.text})`,
      )
    }
  }

  private readonly clock: Clock = {
    now: () => {
      const { phoneMs, worldMs } = this.paceSet
      return Math.round(phoneMs + (Date.now() - worldMs) * this.timers.speed)
    },
    after: (ms, run) => {
      const timer = this.timers.api.setTimeout(run, ms)
      return () => this.timers.api.clearTimeout(timer)
    },
  }

  private hurry(speed: number): void {
    this.paceSet = { phoneMs: this.clock.now(), worldMs: Date.now() }
    this.timers.speed = speed
    this.wx.speed = speed
  }

  hide(): void {
    for (const listener of this.hideListeners) listener()
  }

  /** Goes to the background and sleeps there: time passes and nothing runs. `show` ends it. */
  sleep(ms: number): void {
    this.hide()
    this.paceSet.phoneMs += ms
  }

  show(): void {
    for (const listener of this.showListeners) listener()
  }

  /** Switches the device off as a kill does: nothing more is written. @returns what it keeps. */
  kill(): DeviceStorage {
    const kept = new Map(this.wx.storage)
    this.timers.stopAll()
    this.wx.dispose()
    return kept
  }
}

/** Rows from top to bottom, as a reader sees them. */
export function rowsOf({ earlierScreens, recentScreens }: MessageListFace): MessageRow[] {
  return [...earlierScreens]
    .reverse()
    .concat(recentScreens)
    .flatMap(({ rows }) => [...rows])
}

function subscribe(listeners: Set<() => void>, listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
