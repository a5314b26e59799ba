import type { Recorded } from '../../components/hold-to-talk/voice-recording'
import { t } from '../../../i18n/t'
import { attempt, confirmLoss } from '../../../pages/shared/dialogs'
import { openHistoryPage } from '../../../pages/shared/open-chat'
import { appStores } from '../../../pages/shared/page-shell'
import { attach } from '../attach'
import { chatPages } from '../chat-page'
import type { ComposerNote } from '../composer-view'
import { recordingRefused } from '../recording-refused'

/** A recording longer than this is not lost without a question. */
const LOST_UNASKED_SECONDS = 3

/** Writing: the composer, its panels, and the picker of whom to call. */
export const composerEvents = Behavior({
  methods: {
    onKeyboard(event: WechatMiniprogram.CustomEvent<{ height: number }>) {
      appStores().settings.keepKeyboardHeight(event.detail.height)
    },
    onComposerResize() {
      // The field tells its first line before the page knows its conversation.
      if (chatPages.has(this)) chatPages.of(this).scroller.keepPlace({})
    },
    onDraft(event: WechatMiniprogram.CustomEvent<{ text: string; cursor: number }>) {
      const { chat, shell } = chatPages.of(this)
      const { composing } = chat
      const { revision } = composing
      composing.input(event.detail.text, event.detail.cursor)
      // A mention went as a whole: the field shows it before the next key.
      if (composing.revision !== revision) shell.flush()
    },
    onSend(event: WechatMiniprogram.CustomEvent<{ text: string }>) {
      const { chat, scroller, shell } = chatPages.of(this)
      const isEdit = chat.composing.editingId !== ''
      if (chat.send(event.detail.text) !== 'accepted') return
      if (!isEdit) scroller.follow()
      shell.flush()
    },
    onSplitTap() {
      attempt(this.sendInParts())
    },
    /** Asks first: nobody takes back several messages at once. */
    async sendInParts(): Promise<void> {
      const { chat, scroller, shell } = chatPages.of(this)
      const { confirm } = await wx.showModal({
        title: t('chat.splitAsk', { count: chat.longText.count() }),
        content: t('chat.splitNote'),
        confirmText: t('chat.send'),
        cancelText: t('common.cancel'),
      })
      if (!confirm) return
      chat.sendInParts()
      scroller.follow()
      shell.flush()
    },
    onBannerClose() {
      const { composing } = chatPages.of(this).chat
      if (composing.editingId !== '') composing.cancelEdit()
      else composing.clearQuote()
    },
    onAttach(event: WechatMiniprogram.CustomEvent<{ name: string }>) {
      attempt(this.attach(event.detail.name))
    },
    async attach(name: string): Promise<void> {
      const { chat, scroller } = chatPages.of(this)
      if (name === 'silent') {
        chat.composing.setSilent(!chat.composing.isSilent)
        return
      }
      if (name === 'burn') {
        chat.composing.setBurning(!chat.composing.isBurning)
        return
      }
      if (name === 'original') {
        chat.composing.setOriginal(!chat.composing.isOriginal)
        return
      }
      if (name === 'history') return openHistoryPage(chat.key)
      const page = { contact: 'people/people', directed: 'recipients/recipients' }[name]
      if (page !== undefined) {
        await wx.navigateTo({ url: `/pages-chat/${page}?key=${encodeURIComponent(chat.key)}` })
        return
      }
      if (await attach(chat, name)) scroller.follow()
    },
    onNoteTap(event: WechatMiniprogram.TouchEvent) {
      const { name } = event.currentTarget.dataset as { name: ComposerNote['name'] }
      if (name === 'directed') attempt(this.attach(name))
    },
    onNoteCloseTap(event: WechatMiniprogram.TouchEvent) {
      const { name } = event.currentTarget.dataset as { name: ComposerNote['name'] }
      const { composing } = chatPages.of(this).chat
      if (name === 'directed') composing.setDirectedTo([])
      else if (name === 'burn') composing.setBurning(false)
      else composing.setSilent(false)
    },
    onRecorded(event: WechatMiniprogram.CustomEvent<Recorded>) {
      const { chat, scroller } = chatPages.of(this)
      scroller.follow()
      const { path, durationSeconds } = event.detail
      attempt(chat.sendMedia({ type: 'voice', path, durationSeconds }))
    },
    onRecordFinished(
      event: WechatMiniprogram.CustomEvent<{ recorded: Recorded; isUnwanted: boolean }>,
    ) {
      const { recorded, isUnwanted } = event.detail
      chatPages.of(this).chat.voiceDraft.keep(recorded)
      if (isUnwanted) this.onVoiceDraftDiscard()
    },
    onVoiceDraftToggle() {
      attempt(chatPages.of(this).chat.voiceDraft.toggle())
    },
    onVoiceDraftDiscard() {
      attempt(this.discardVoiceDraft())
    },
    async discardVoiceDraft(): Promise<void> {
      const { voiceDraft } = chatPages.of(this).chat
      const seconds = voiceDraft.recording?.durationSeconds ?? 0
      const isLong = seconds > LOST_UNASKED_SECONDS
      const note = t('chat.recordDiscardNote', { count: Math.round(seconds) })
      const discard = t('chat.recordDiscard')
      if (isLong && !(await confirmLoss(t('chat.recordDiscardAsk'), note, discard))) return
      voiceDraft.discard()
    },
    onVoiceDraftSend() {
      const { chat, scroller } = chatPages.of(this)
      scroller.follow()
      attempt(chat.voiceDraft.send())
    },
    onRecordFailed(
      event: WechatMiniprogram.CustomEvent<{ reason: 'denied' | 'failed' | 'short' }>,
    ) {
      attempt(recordingRefused(event.detail.reason))
    },
    onMentionPick(event: WechatMiniprogram.CustomEvent<{ userId: string }>) {
      chatPages.of(this).chat.mentions.pick(event.detail.userId)
    },
    onMentionClose() {
      chatPages.of(this).chat.mentions.close()
    },
  },
})
