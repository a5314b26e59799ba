import {
  computed,
  makeObservable,
  observable,
  runInAction,
  type ObservableMap,
} from 'mobx-miniprogram'

import { t } from '../../i18n/t'
import type { ConversationKey } from '../../models/conversation-ref'
import type { Person } from '../../services/person/person-scope'
import type { ChosenMedia } from '../../services/upload/media-preparation'
import type { AudioPlayer } from '../../utils/audio-player'
import type { SendOutcome } from '../app-stores'
import type { VoiceDraftFace, VoiceRecording } from './chat-faces'

export interface VoiceDraftDependencies {
  person: Person
  player: AudioPlayer
  /** Stops whatever sounds in the chat. */
  quiet(): void
  send(media: ChosenMedia): Promise<SendOutcome>
  /** Why the last send was refused, in words. */
  refusal(): string
}

/** Recordings are temporary files: they wait as long as the app runs, and go with the person. */
const waiting = new WeakMap<Person, ObservableMap<ConversationKey, VoiceRecording>>()

/** The recording of one conversation that nobody has sent yet. */
export class VoiceDraft implements VoiceDraftFace {
  isPlaying = false
  playedSeconds = 0
  private readonly recordings: ObservableMap<ConversationKey, VoiceRecording>
  /** Counts what was begun: an end that comes late is none of what plays now. */
  private turn = 0
  /** It has begun to play and has not ended. */
  private isBegun = false

  constructor(
    private readonly key: ConversationKey,
    private readonly to: VoiceDraftDependencies,
  ) {
    this.recordings = recordingsOf(to.person)
    makeObservable(this, { isPlaying: observable, playedSeconds: observable, recording: computed })
  }

  get recording(): VoiceRecording | null {
    return this.recordings.get(this.key) ?? null
  }

  keep(recording: VoiceRecording): void {
    this.end()
    runInAction(() => this.recordings.set(this.key, recording))
  }

  async toggle(): Promise<void> {
    const { recording } = this
    if (recording === null) return
    if (!this.isBegun) return this.play(recording)
    if (this.isPlaying) this.to.player.pause()
    else this.to.player.resume()
    runInAction(() => (this.isPlaying = !this.isPlaying))
  }

  discard(): void {
    this.end()
    runInAction(() => this.recordings.delete(this.key))
  }

  async send(): Promise<void> {
    const { recording } = this
    if (recording === null) return
    // It leaves at once: a second tap must not send it again.
    this.discard()
    const { path, durationSeconds } = recording
    const outcome = await this.to.send({ type: 'voice', path, durationSeconds })
    if (outcome === 'accepted') return
    if (this.recording === null) this.keep(recording)
    throw new Error(this.to.refusal())
  }

  private async play({ path }: VoiceRecording): Promise<void> {
    this.to.quiet()
    const turn = (this.turn += 1)
    this.isBegun = true
    runInAction(() => (this.isPlaying = true))
    try {
      await this.to.player.play({ url: path }, (seconds) => {
        if (turn === this.turn) runInAction(() => (this.playedSeconds = inTenths(seconds)))
      })
    } catch {
      throw new Error(t('chat.voiceNotPlayed'))
    } finally {
      // Another sound of the chat has ended it, or its own end.
      if (turn === this.turn) this.rest()
    }
  }

  private end(): void {
    if (!this.isBegun) return
    this.rest()
    this.to.player.stop()
  }

  private rest(): void {
    this.turn += 1
    this.isBegun = false
    runInAction(() => {
      this.isPlaying = false
      this.playedSeconds = 0
    })
  }
}

/** What waits in all conversations of a person. */
export function recordingsOf(person: Person): ObservableMap<ConversationKey, VoiceRecording> {
  const known = waiting.get(person)
  if (known !== undefined) return known
  const recordings = observable.map<ConversationKey, VoiceRecording>({}, { deep: false })
  waiting.set(person, recordings)
  return recordings
}

/** More than can be seen would only cross to the view. */
function inTenths(seconds: number): number {
  return Math.round(seconds * 10) / 10
}
