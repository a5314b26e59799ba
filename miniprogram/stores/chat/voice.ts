import { makeObservable, observable, runInAction } from 'mobx-miniprogram'

import { t, type WordKey } from '../../i18n/t'
import { conversationKey } from '../../models/conversation-ref'
import type { Message } from '../../models/message'
import type { VoiceContent } from '../../models/message-content'
import type { AudioPlayer, Sound } from '../../utils/audio-player'
import type { Person } from '../../services/person/person-scope'
import type { VoiceFace } from './chat-faces'
import type { MessageListAccess } from './message-list-access'

const EARPIECE_KEY = 'voice.earpiece'
/** `#!AMR` in base64. */
const AMR_START = 'IyFBTV'

type VoiceMessage = Message & { content: VoiceContent }

/** Voice messages of one chat: one sounds at a time, and the next one not heard yet follows. */
export class Voice implements VoiceFace {
  playingId = ''
  failure = ''
  isEarpiece: boolean
  /** Counts what was played and stopped: an end that comes late is none of what plays now. */
  private turn = 0

  constructor(
    private readonly list: MessageListAccess,
    private readonly person: Person,
    private readonly player: AudioPlayer,
  ) {
    this.isEarpiece = person.storage.read(EARPIECE_KEY) === 'true'
    player.setEarpiece(this.isEarpiece)
    makeObservable(this, { playingId: observable, failure: observable, isEarpiece: observable })
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
    this.turn += 1
    runInAction(() => (this.playingId = ''))
    this.player.stop()
  }

  setEarpiece(isEarpiece: boolean): void {
    const message = this.list.get(this.playingId)
    this.stop()
    runInAction(() => (this.isEarpiece = isEarpiece))
    this.player.setEarpiece(isEarpiece)
    try {
      this.person.storage.write(EARPIECE_KEY, String(isEarpiece))
    } catch {
      // A full phone: it holds until the app is closed.
    }
    // A phone cannot change over while it plays: what sounded begins again.
    if (message !== undefined && isVoice(message)) void this.playFrom(message)
  }

  private async playFrom(message: VoiceMessage): Promise<void> {
    const turn = (this.turn += 1)
    const wasUnheard = this.isUnheard(message)
    runInAction(() => {
      this.playingId = message.id
      this.failure = ''
    })
    this.markHeard(message)
    const sound = soundOf(message.content)
    try {
      if (sound === null) throw new Error('no sound')
      await this.player.play(sound)
    } catch {
      runInAction(() => {
        if (turn === this.turn) this.playingId = ''
        this.failure = t(failureOf(sound))
      })
      return
    }
    // Stopped, or another one was chosen meanwhile.
    if (turn !== this.turn) return
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

/** Bytes inside the message are AMR, as its first clients sent them, or MP3; null when there is nothing to play. */
function soundOf({ url, inlineBase64 }: VoiceContent): Sound | null {
  if (inlineBase64 !== '') {
    return { base64: inlineBase64, format: inlineBase64.startsWith(AMR_START) ? 'amr' : 'mp3' }
  }
  return url === '' ? null : { url }
}

function failureOf(sound: Sound | null): WordKey {
  if (sound === null) return 'chat.mediaGone'
  const isAmr = 'url' in sound ? /\.amr($|\?)/i.test(sound.url) : sound.format === 'amr'
  return isAmr ? 'chat.voiceAmr' : 'chat.voiceNotPlayed'
}
