import { untracked } from 'mobx-miniprogram'

import type { ComposerBanner, ComposerValue } from '../components/composer/composer'
import type { PlusItem } from '../components/plus-panel/plus-panel'
import { t } from '../../i18n/t'
import type { ChatFace } from '../../stores/app-stores'

/** A line over the composer that tells how what is sent will travel, until it is closed. */
export interface ComposerNote {
  name: 'directed' | 'silent' | 'burn'
  icon: string
  text: string
}

/** What the composer and the lines over it bind to. */
export class ComposerView {
  private value: ComposerValue = { text: '', cursor: 0, revision: -1 }

  constructor(private readonly chat: ChatFace) {}

  read(): object {
    return {
      composerFailure: this.chat.composerFailure,
      splitText: this.splitText(),
      composerValue: this.text(),
      banner: this.banner(),
      notes: this.notes(),
      attachments: this.attachments(),
      ...this.voiceDraft(),
    }
  }

  private splitText(): string {
    const count = this.chat.longText.partCount
    return count > 0 ? t('chat.splitSend', { count }) : ''
  }

  /** Whoever edits what was sent needs the field; the recording waits. */
  private voiceDraft(): object {
    const { composing, voiceDraft } = this.chat
    const { recording, isPlaying, playedSeconds } = voiceDraft
    return {
      showsVoiceDraft: recording !== null && composing.editingId === '',
      voiceDraft: recording,
      voicePlaying: isPlaying,
      voicePlayed: playedSeconds,
    }
  }

  /** A new one only when the store rewrote the text: what is typed is the field's own. */
  private text(): ComposerValue {
    const { composing } = this.chat
    const { revision } = composing
    if (revision !== this.value.revision) {
      this.value = untracked(() => ({ text: composing.text, cursor: composing.cursor, revision }))
    }
    return this.value
  }

  private banner(): ComposerBanner | null {
    const { composing, mentions } = this.chat
    if (composing.editingId !== '') {
      return { kind: 'edit', title: t('chat.editing'), text: '' }
    }
    const { quote } = composing
    if (quote === null || mentions.isOpen) return null
    const title = t('chat.quoting', { name: quote.senderName })
    return { kind: 'quote', title, text: quote.text }
  }

  /** An edit changes what was sent as it was sent. */
  private notes(): ComposerNote[] {
    const { composing, selection } = this.chat
    if (composing.editingId !== '' || selection.isActive) return []
    const notes: ComposerNote[] = []
    const { directedText } = composing
    if (directedText !== '') notes.push({ name: 'directed', icon: 'lock', text: directedText })
    if (composing.isSilent) {
      notes.push({ name: 'silent', icon: 'bell-off', text: t('chat.silentOn') })
    }
    if (composing.isBurning) notes.push({ name: 'burn', icon: 'burn', text: t('chat.burnSelf') })
    return notes
  }

  private attachments(): PlusItem[] {
    const { composing, members } = this.chat
    const { isOriginal, isBurning } = composing
    const directed = { name: 'directed', text: t('chat.directed'), icon: 'lock' }
    // The cloud's other clients burn in one-to-one chats only.
    const burn = { name: 'burn', text: t('chat.burnOwn'), icon: 'burn', isOn: isBurning }
    return [
      { name: 'photo', text: t('chat.photo'), icon: 'picture' },
      { name: 'video', text: t('chat.video'), icon: 'video' },
      { name: 'file', text: t('chat.file'), icon: 'file' },
      { name: 'place', text: t('chat.place'), icon: 'place' },
      { name: 'contact', text: t('chat.contactCard'), icon: 'card' },
      { name: 'original', text: t('chat.original'), icon: 'full-size', isOn: isOriginal },
      members === null ? burn : directed,
      { name: 'silent', text: t('chat.silent'), icon: 'bell-off', isOn: composing.isSilent },
      { name: 'history', text: t('history.short'), icon: 'search' },
    ]
  }
}
