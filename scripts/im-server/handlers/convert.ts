import { decodeMessage, encodeMessage } from '../protocol/messages'
import { Command } from '../protocol/flags'
import { Refused, Status } from '../protocol/status'
import type { QueryHandlers } from './handler'

/** `ConvertMsgInput.businessType`. */
const TRANSLATION = 3

/** `EventChange.changeType`: a translation is there. */
const TRANSLATION_EVENT = 41

export const convertHandlers: QueryHandlers<'upConvertMsg'> = {
  /**
   * No translation or speech service is attached. Speech is refused at once; each text's translation is
   * answered the way the cloud answers any, by an event, saying that the service is not open.
   */
  upConvertMsg(request, { cloud, session }) {
    if (request.businessType !== TRANSLATION) throw new Refused(Status.SPEECH_TO_TEXT_OFF)
    const { transInfos, model } = decodeMessage('TransReq', request.businessInfo)
    const results = transInfos.map(({ messageUID, sourceLan, targetLan, inputSource }) => ({
      messageUID,
      sourceLan,
      targetLan,
      inputSource,
      transResult: '',
      code: Status.TRANSLATION_OFF,
    }))
    const event = cloud.state.events.add({
      userId: session.userId,
      changeType: TRANSLATION_EVENT,
      subChangeType: 0,
      businessId: session.userId,
      channelType: 1,
      data: Buffer.from(encodeMessage('TransResp', { results, model })).toString('base64'),
    })
    cloud.delivery.command(session.userId, Command.EVENTS, event.time)
    return { businessType: TRANSLATION, businessResult: new Uint8Array(0) }
  },
}
