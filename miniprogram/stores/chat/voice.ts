import { makeObservable, observable, runInAction } from 'mobx-miniprogram'

import { t } from '../../i18n/t'
import { conversationKey } from '../../models/conversation'
import type { Message } from '../../models/message'
import type { VoiceContent } from '../../models/message-content'
import type { AudioPlayer, Sound } from '../../utils/audio-player'
import type { Person } from '../../services/person/person-scope'
import type { VoiceFace } from './chat-faces'
import type { MessageListAccess } from './message-list-access'

type VoiceMessage = Message & { content: VoiceContent }

/** Voice messages of one chat: one sounds at a time, and the next one not heard yet follows. */
export class Voice implements VoiceFace {
  playingId = ''
  failure = ''

  constructor(
    private readonly list: MessageListAccess,
    private readonly person: Person,
    private readonly player: AudioPlayer,
  ) {
    makeObservable(this, { playingId: observable, failure: observable })
  }

  /** Somebody else's voice message that was not played on this phone. */
  isUnheard({ content, isOwn, uid }: Message): boolean {
    return content.type === 'voice' && !isOwn && !this.person.heard.has(this.key, uid)
  }

  async toggle(rowId: string): Promise<void> {
    if (this.playingId === rowId) return this.stop()
    const message = this.list.get(rowId)
    if (message !== undefined && isVoice(message)) await this.playFrom(message)
  }

  stop(): void {
    runInAction(() => (this.playingId = ''))
    this.player.stop()
  }

  private async playFrom(message: VoiceMessage): Promise<void> {
    const wasUnheard = this.isUnheard(message)
    runInAction(() => {
      this.playingId = message.id
      this.failure = ''
    })
    this.markHeard(message)
    try {
      await this.player.play(soundOf(message.content))
    } catch {
      const { isLegacyAmr } = message.content
      runInAction(() => {
        if (this.playingId === message.id) this.playingId = ''
        this.failure = t(isLegacyAmr ? 'chat.voiceAmr' : 'chat.voiceNotPlayed')
      })
      return
    }
    // Stopped, or another one was chosen meanwhile.
    if (this.playingId !== message.id) return
    const next = wasUnheard ? this.nextUnheard(message) : undefined
    if (next === undefined) runInAction(() => (this.playingId = ''))
    else await this.playFrom(next)
  }

  private nextUnheard(message: VoiceMessage): VoiceMessage | undefined {
    const all = this.list.all()
    const at = all.findIndex(({ id }) => id === message.id)
    return all.slice(at + 1).find((one): one is VoiceMessage => isVoice(one) && this.isUnheard(one))
  }

  private markHeard(message: VoiceMessage): void {
    if (!this.isUnheard(message)) return
    try {
      this.person.heard.add(this.key, [message.uid])
    } catch {
      // A full phone: the dot stays, the message is heard all the same.
    }
    this.list.refresh([message.id])
  }

  private get key() {
    return conversationKey(this.list.ref)
  }
}

function isVoice(message: Message): message is VoiceMessage {
  return message.content.type === 'voice'
}

function soundOf({ url, inlineBase64 }: VoiceContent): Sound {
  return inlineBase64 === '' ? { url } : { base64: inlineBase64, format: 'amr' }
}
