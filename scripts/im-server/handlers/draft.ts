import type { ConversationType } from '../protocol/flags'
import type { UpStreamMessage } from '../protocol/rong-types'
import { Refused, Status } from '../protocol/status'
import type { MessageDraft } from '../state/messages'

/** Reads `extraContent`, `{"key":{"v":"value"}}`. @throws {Refused} when it is not that. */
export function parseExpansion(text: string): Record<string, string> {
  const parsed = parseContent(text, Status.EXPANSION_MALFORMED)
  const entries = Object.entries(parsed).map(([key, item]) => {
    const value = (item as { v?: unknown } | null)?.v
    if (typeof value !== 'string') throw new Refused(Status.EXPANSION_MALFORMED)
    return [key, value] as const
  })
  return Object.fromEntries(entries)
}

/** Reads a JSON object. @throws {Refused} with the status when the text is not one. */
export function parseContent(
  text: string,
  status: number = Status.BODY_MALFORMED,
): Record<string, unknown> {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new Refused(status)
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Refused(status)
  return value as Record<string, unknown>
}

/** What a client sent, as the server keeps it. Empty fields are left out. */
export function draftOf(
  body: UpStreamMessage,
  conversation: { type: ConversationType; from: string; target: string; recipients: string[] },
): MessageDraft {
  if (body.classname === '' || body.classname.length > 64) throw new Refused(Status.BODY_MALFORMED)
  // Receivers' SDKs read fields of the content, and fail on anything but an object.
  parseContent(body.content)
  const { pushExt, refData } = body
  return {
    ...conversation,
    classname: body.classname,
    content: body.content,
    flags: body.sessionId,
    ...(body.clientUniqueId ? { clientUniqueId: body.clientUniqueId } : {}),
    ...(body.configFlag ? { configFlag: body.configFlag } : {}),
    ...(body.optionBits ? { optionBits: body.optionBits } : {}),
    ...(body.pushText ? { pushText: body.pushText } : {}),
    ...(body.appData ? { pushData: body.appData } : {}),
    ...(pushExt
      ? {
          pushExt: {
            title: pushExt.title,
            pushId: pushExt.pushId,
            pushConfigs: pushExt.pushConfigs,
            templateId: pushExt.templateId,
          },
        }
      : {}),
    ...(refData
      ? {
          quoted: {
            msgId: refData.msgId,
            fromUserId: refData.fromUserId,
            classname: refData.classname,
          },
        }
      : {}),
    ...(body.extraContent ? { expansion: parseExpansion(body.extraContent) } : {}),
  }
}
