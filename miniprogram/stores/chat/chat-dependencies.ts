import type { AudioPlayer } from '../../utils/audio-player'
import type { AppApi } from '../../services/api/app-api'
import type { Burns } from '../burns'
import type { ConversationListStore } from '../conversation-list-store'
import type { MessageListDependencies } from '../message-list-store'

/** What a chat needs from outside it. */
export interface ChatDependencies extends MessageListDependencies {
  conversations: ConversationListStore
  api: AppApi
  player: AudioPlayer
  burns: Burns
}
