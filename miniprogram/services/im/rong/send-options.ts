import type { ISendMessageOptions } from '@rongcloud/imlib-next'

import type { OutgoingMessage } from '../im-service'

/** What goes with the content of a message, in the SDK's words. */
export function sendOptions(
  { push, ...outgoing }: OutgoingMessage,
  needReceipt: boolean,
): ISendMessageOptions {
  return {
    isMentioned: outgoing.mentions !== undefined,
    directionalUserIdList: outgoing.directedTo,
    pushContent: outgoing.pushContent,
    pushData: outgoing.pushData,
    pushConfig: push && {
      pushTitle: push.title,
      pushContent: push.content,
      pushData: push.data,
    },
    isVoipPush: outgoing.isVoipPush,
    disableNotification: outgoing.isSilent,
    canIncludeExpansion: outgoing.canExpand,
    expansion: outgoing.expansion,
    needReceipt,
  }
}
