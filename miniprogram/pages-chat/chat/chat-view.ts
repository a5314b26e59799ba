import { untracked } from 'mobx-miniprogram'

import type { ComposerBanner, ComposerValue } from '../components/composer/composer'
import type { PlusItem } from '../components/plus-panel/plus-panel'
import { t, wordsOf } from '../../i18n/t'
import type { ChatFace, SessionFace, SettingsFace } from '../../stores/app-stores'
import { newestOwnId } from '../shared/message-rows'

/** What the chat page's template binds to. */
export class ChatView {
  private value: ComposerValue = { text: '', cursor: 0, revision: -1 }

  constructor(
    private readonly chat: ChatFace,
    private readonly session: SessionFace,
    private readonly settings: SettingsFace,
  ) {}

  read(): object {
    const { chat } = this
    const { position, selection, mentions, actions } = chat
    return {
      strip: this.session.strip,
      earlierScreens: chat.earlierScreens,
      recentScreens: chat.recentScreens,
      ownId: newestOwnId(chat),
      isLoading: chat.isLoading,
      isLoadingEarlier: chat.isLoadingEarlier,
      hasEarlier: chat.hasEarlier,
      hasLater: position.hasLater,
      failure: chat.failure,
      composerFailure: chat.composerFailure,
      pillText: chat.newCount > 0 ? t('chat.newCount', { count: chat.newCount }) : '',
      unreadText:
        position.unreadAbove > 0 ? t('chat.unreadAbove', { count: position.unreadAbove }) : '',
      mentionText:
        position.mentionCount > 0 ? t('chat.mentionAbove', { count: position.mentionCount }) : '',
      failedText:
        actions.failedCount > 1 ? t('chat.failedCount', { count: actions.failedCount }) : '',
      playingId: chat.voice.playingId,
      burning: chat.burning.secondsLeft,
      // What the app itself tells is read, not answered.
      isNotices: chat.key.startsWith('system:'),
      isSelecting: selection.isActive,
      selectedCount: selection.count,
      selectedText: selection.isActive ? t('chat.selected', { count: selection.count }) : '',
      isMentioning: mentions.isOpen,
      mentionRows: mentions.isOpen ? mentions.rows : [],
      mentionLoading: mentions.isLoading,
      mentionFailure: mentions.failure,
      composerValue: this.composerValue(),
      banner: this.banner(),
      attachments: this.attachments(),
      panelHeight: this.settings.keyboardHeight,
      words: pageWords(),
      rowWords: rowWords(),
      composerWords: composerWords(),
    }
  }

  /** A new one only when the store rewrote the text: what is typed is the field's own. */
  private composerValue(): ComposerValue {
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

  private attachments(): PlusItem[] {
    const { composing, key } = this.chat
    return [
      { name: 'photo', text: t('chat.photo'), icon: 'picture' },
      { name: 'video', text: t('chat.video'), icon: 'video' },
      { name: 'file', text: t('chat.file'), icon: 'file' },
      { name: 'place', text: t('chat.place'), icon: 'place' },
      { name: 'contact', text: t('chat.contactCard'), icon: 'card' },
      { name: 'original', text: t('chat.original'), icon: 'picture', isOn: composing.isOriginal },
      { name: 'silent', text: t('chat.silent'), icon: 'bell-off', isOn: composing.isSilent },
      ...(key.startsWith('private:')
        ? [{ name: 'burn', text: t('chat.burnOwn'), icon: 'burn', isOn: composing.isBurning }]
        : []),
    ]
  }
}

function pageWords() {
  return wordsOf({
    toNewest: 'chat.toNewest',
    loading: 'common.loading',
    loadFailed: 'chat.loadFailed',
    retry: 'common.retry',
    start: 'chat.start',
    empty: 'chat.empty',
    close: 'common.close',
    cancel: 'common.cancel',
    retryAll: 'chat.retryAll',
    forwardEach: 'chat.forwardEach',
    forwardMerged: 'chat.forwardMerged',
    remove: 'chat.delete',
    mentionTitle: 'chat.mentionTitle',
    mentionNone: 'chat.mentionNone',
    owner: 'chat.roleOwner',
    admin: 'chat.roleAdmin',
    readers: 'chat.readers',
  })
}

function rowWords() {
  return wordsOf({
    retry: 'chat.retry',
    sending: 'chat.sending',
    sent: 'chat.sent',
    unread: 'chat.unreadBelow',
    you: 'chat.you',
    reEdit: 'chat.reEdit',
    edited: 'chat.edited',
    mentionsYou: 'chat.mentionsYou',
    unheard: 'chat.unheard',
    burn: 'chat.burn',
    combine: 'chat.combineCount',
    contactCard: 'chat.contactCard',
    cancel: 'chat.cancelUpload',
  })
}

function composerWords() {
  return wordsOf({
    placeholder: 'chat.placeholder',
    send: 'chat.send',
    emoji: 'chat.emoji',
    keyboard: 'chat.keyboard',
    erase: 'chat.erase',
    voice: 'chat.voice',
    more: 'chat.more',
    close: 'common.close',
    cancel: 'common.cancel',
    hold: 'chat.hold',
    recordRelease: 'chat.recordRelease',
    recordCancel: 'chat.recordCancel',
    recordLock: 'chat.recordLock',
    recordLocked: 'chat.recordLocked',
    recordLeft: 'chat.recordLeft',
  })
}
