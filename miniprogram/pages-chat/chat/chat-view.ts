import { observable, runInAction } from 'mobx-miniprogram'

import { t, wordsOf } from '../../i18n/t'
import type { ChatFace, SessionFace, SettingsFace } from '../../stores/app-stores'
import type { BlockedFace } from '../../stores/contacts/contact-faces'
import type { Reactors } from '../../stores/chat/chat-faces'
import { newestOwnId } from '../shared/message-rows'
import { StackCutter } from '../shared/screen-stacks'
import { ComposerView } from './composer-view'

const NOBODY: readonly Reactors[] = []

/** What the chat page's template binds to. */
export class ChatView {
  private readonly earlier = new StackCutter()
  private readonly recent = new StackCutter()
  private readonly composer: ComposerView
  private readonly reactorsId = observable.box('')

  constructor(
    private readonly chat: ChatFace,
    private readonly session: SessionFace,
    private readonly settings: SettingsFace,
    private readonly blocked: BlockedFace,
  ) {
    this.composer = new ComposerView(chat)
  }

  read(): object {
    const { chat } = this
    const { position, selection, mentions, actions } = chat
    return {
      strip: this.session.strip ?? this.blocked.stripOf(chat.key),
      earlierStacks: this.earlier.cut(chat.earlierScreens),
      recentStacks: this.recent.cut(chat.recentScreens),
      ownId: newestOwnId(chat),
      isLoading: chat.isLoading,
      isLoadingEarlier: chat.isLoadingEarlier,
      hasEarlier: chat.hasEarlier,
      hasLater: position.hasLater,
      failure: chat.failure,
      pillText: chat.newCount > 0 ? t('chat.newCount', { count: chat.newCount }) : '',
      unreadText:
        position.unreadAbove > 0 ? t('chat.unreadAbove', { count: position.unreadAbove }) : '',
      mentionText:
        position.mentionCount > 0 ? t('chat.mentionAbove', { count: position.mentionCount }) : '',
      failedText:
        actions.failedCount > 1 ? t('chat.failedCount', { count: actions.failedCount }) : '',
      playingId: chat.voice.playingId,
      burning: chat.burning.secondsLeft,
      isSelecting: selection.isActive,
      selectedCount: selection.count,
      selectedText: selection.isActive ? t('chat.selected', { count: selection.count }) : '',
      isMentioning: mentions.isOpen,
      mentionRows: mentions.isOpen ? mentions.rows : [],
      mentionLoading: mentions.isLoading,
      mentionFailure: mentions.failure,
      reactors: this.reactors(),
      ...this.composer.read(),
      panelHeight: this.settings.keyboardHeight,
      words: pageWords(),
      rowWords: rowWords(),
      composerWords: composerWords(),
    }
  }

  /** Shows who reacted to a row; empty puts them away. */
  showReactors(rowId: string): void {
    runInAction(() => this.reactorsId.set(rowId))
  }

  /** Their names may still be on the way: the sheet follows. */
  private reactors(): readonly Reactors[] {
    const rowId = this.reactorsId.get()
    return rowId === '' ? NOBODY : this.chat.actions.reactorsOf(rowId)
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
    reactors: 'chat.reactors',
    moreReactions: 'chat.moreReactions',
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
    recordListen: 'chat.recordListen',
    recorded: 'chat.recorded',
    recordDiscard: 'chat.recordDiscard',
    play: 'chat.play',
    pause: 'chat.pause',
  })
}
