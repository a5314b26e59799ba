import type { Phone } from '../phone'
import { showModal } from './dialogs'
import { Listeners } from './listeners'
import { WxError } from './wx-error'

/** What each scope asks for, in zh and en. Source: WeChat, 授权 (scope list). */
const SCOPES: Record<string, [string, string]> = {
  'scope.userLocation': ['位置信息', 'your location'],
  'scope.userFuzzyLocation': ['模糊位置信息', 'your rough location'],
  'scope.record': ['麦克风', 'the microphone'],
  'scope.camera': ['摄像头', 'the camera'],
  'scope.writePhotosAlbum': ['添加到相册', 'saving to your album'],
  'scope.bluetooth': ['蓝牙', 'Bluetooth'],
}

type Decisions = Record<string, boolean>

/** What the person allowed this mini-program; kept with the phone, outside its storage. */
export class Permissions {
  readonly privacyNeeded: Listeners
  private readonly key: string
  private decisions: Decisions

  constructor(private readonly phone: Phone) {
    this.key = `hutong-phone-${phone.id}-permissions`
    this.decisions = JSON.parse(localStorage.getItem(this.key) ?? '{}') as Decisions
    this.privacyNeeded = new Listeners(phone)
  }

  /** Scopes the person was asked about, as `wx.getSetting` lists them. */
  get authSetting(): Decisions {
    return Object.fromEntries(
      Object.entries(this.decisions).filter(([scope]) => scope.startsWith('scope.')),
    )
  }

  /** @throws {WxError} when the person refuses, or refused before. */
  async require(scope: string): Promise<void> {
    const words = SCOPES[scope]
    if (!words) throw new WxError('invalid scope', 1001)
    const known = this.decisions[scope]
    const isAllowed = known ?? (await this.ask(words))
    if (known === undefined) this.decide(scope, isAllowed)
    if (!isAllowed) throw new WxError('auth deny', 103)
  }

  /** One dialog for each scope asked so far. @returns the new setting. */
  async openSetting(): Promise<Decisions> {
    for (const scope of Object.keys(this.authSetting))
      this.decide(scope, await this.ask(SCOPES[scope]))
    return this.authSetting
  }

  /** The person has agreed long ago, unless the phone's address says `privacy=ask` and they have not yet. */
  get needsPrivacy(): boolean {
    const isAsked = new URLSearchParams(window.location.search).get('privacy') === 'ask'
    return isAsked && this.decisions.privacy !== true
  }

  agreePrivacy(): void {
    this.decide('privacy', true)
  }

  /**
   * The mini-program's own dialog when it listens to `onNeedPrivacyAuthorization`, else the phone's.
   * @throws {WxError} 104 when the person does not agree.
   */
  async requirePrivacy(referrer: string): Promise<void> {
    if (!this.needsPrivacy) return
    const isAgreed = this.privacyNeeded.isEmpty
      ? await this.askPrivacy()
      : await new Promise<boolean>((resolve) => {
          const answer = ({ event }: { event: string }): void => {
            if (event !== 'exposureAuthorization') resolve(event === 'agree')
          }
          this.privacyNeeded.fire(answer, { referrer })
        })
    if (!isAgreed) throw new WxError('privacy permission is not authorized', 104)
    this.agreePrivacy()
  }

  private async ask([chinese, english]: [string, string]): Promise<boolean> {
    const isChinese = this.phone.device.language.startsWith('zh')
    const { confirm } = await showModal(this.phone, {
      kind: 'permission',
      content: isChinese ? `申请使用：${chinese}` : `This mini program asks to use ${english}.`,
      confirmText: isChinese ? '允许' : 'Allow',
      cancelText: isChinese ? '拒绝' : 'Refuse',
    })
    return confirm
  }

  private async askPrivacy(): Promise<boolean> {
    const isChinese = this.phone.device.language.startsWith('zh')
    const { confirm } = await showModal(this.phone, {
      kind: 'permission',
      content: isChinese
        ? '继续使用前，请阅读并同意隐私保护指引。'
        : 'Read and accept the privacy notice to go on.',
      confirmText: isChinese ? '同意' : 'Agree',
      cancelText: isChinese ? '拒绝' : 'Refuse',
    })
    return confirm
  }

  private decide(name: string, isAllowed: boolean): void {
    this.decisions = { ...this.decisions, [name]: isAllowed }
    localStorage.setItem(this.key, JSON.stringify(this.decisions))
  }
}

const known = new WeakMap<Phone, Permissions>()

export function permissionsOf(phone: Phone): Permissions {
  const permissions = known.get(phone) ?? new Permissions(phone)
  known.set(phone, permissions)
  return permissions
}
