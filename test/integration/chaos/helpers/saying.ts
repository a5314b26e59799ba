import type { ChatFace, RoomFace } from '../../../../miniprogram/stores/app-stores'
import { rowsOf, type HutongPhone } from '../../helpers/hutong-phone'
import type { Kind } from './fault-plan'
import type { SaidFiles } from './said-files'

const FILE_BYTES = 40 * 1024
const VOICE_BYTES = 4 * 1024

interface Saying {
  kind: Kind
  label: string
  /** Somebody of the group, to be called. */
  friend: string
  list: ChatFace | RoomFace
  phone: HutongPhone
  files: SaidFiles
}

/**
 * Says one thing as a person does on screen.
 * @returns how everybody will know it: its words, or for files the label their bytes spell.
 */
export async function sayOne(saying: Saying): Promise<string> {
  const { kind, label, friend, list, phone, files } = saying
  if (kind === 'file' || kind === 'voice') {
    const path = `/tmp/${label.replace(/\W+/g, '-')}.${kind === 'file' ? 'bin' : 'mp3'}`
    phone.wx.files.set(path, files.make(label, kind === 'file' ? FILE_BYTES : VOICE_BYTES))
    const outcome = await list.sendMedia(
      kind === 'file'
        ? { type: 'file', path, name: `${label}.bin` }
        : { type: 'voice', path, durationSeconds: 3 },
    )
    return accepted(label, outcome)
  }
  if (!('composing' in list)) return accepted(label, list.send(label))
  if (kind === 'quote') {
    const quotable = rowsOf(list).filter(({ type, state }) => type === 'text' && isSent(state))
    const last = quotable[quotable.length - 1]
    // The first thing said answers nothing.
    if (last !== undefined) list.composing.quoteRow(last.id)
  }
  list.setDraft(label)
  if (kind === 'mention') list.mentions.mention(friend)
  const words = list.composing.text
  return accepted(words, list.send(words))
}

function accepted(label: string, outcome: string): string {
  if (outcome !== 'accepted') throw new Error(`${label} was ${outcome}`)
  return label
}

function isSent(state: string): boolean {
  return state === '' || state === 'sent'
}
