import type { MessageName } from './messages'

/** A QUERY: always answered by one QUERYACK. `reply: null` is an answer without a body. */
interface QueryDeclaration {
  request: MessageName
  reply: MessageName | null
}

/** A PUBLISH: answered by a PUBACK, status messages aside. */
interface PublishDeclaration {
  request: MessageName
  isAcknowledged: boolean
}

/**
 * Queries a client sends. Source: @rongcloud/engine 5.38.0, requests and answers as seen on the wire.
 * A topic that is not here is answered with `OPERATION_NOT_SUPPORTED`.
 */
export const queryTopics = {
  // After connecting
  qAppBot: { request: 'BotInput', reply: 'BotOutput' },
  reportsdk: { request: 'ReportSDKInput', reply: 'ReportSDKOutput' },
  pullEventChange: { request: 'QueryMsgChange', reply: 'EventChangeList' },
  // Messages
  pullMsg: { request: 'SyncRequestMsg', reply: 'DownStreamMessages' },
  pullModifyMsg: { request: 'PullModifyMsgReq', reply: 'PullModifyMsgResp' },
  modifyMsg: { request: 'MsgChangeReq', reply: 'ModifyMsgResp' },
  qryPMsg: { request: 'HistoryMsgInput', reply: 'HistoryMsgOuput' },
  qryGMsg: { request: 'HistoryMsgInput', reply: 'HistoryMsgOuput' },
  qrySMsg: { request: 'HistoryMsgInput', reply: 'HistoryMsgOuput' },
  qryMsg: { request: 'MsgQuery', reply: 'MsgQueryAck' },
  delMsg: { request: 'DeleteMsgInput', reply: null },
  cleanPMsg: { request: 'CleanHisMsgInput', reply: null },
  cleanGMsg: { request: 'CleanHisMsgInput', reply: null },
  cleanSMsg: { request: 'CleanHisMsgInput', reply: null },
  cleanMsgBatch: { request: 'CleanMsgBatchReq', reply: null },
  // Conversations
  qryRelationR: { request: 'RelationQryInput', reply: 'RelationsOutput' },
  qryRLBatch: { request: 'RelationDelBatchReq', reply: 'RelationsOutput' },
  qryRelationFilter: { request: 'RelationQryFilter', reply: 'RelationsOutput' },
  delRelationBatch: { request: 'RelationDelBatchReq', reply: null },
  // Settings a person's devices share
  setSeAtt: { request: 'SessionStateModifyReq', reply: 'SessionStateModifyResp' },
  pullSeAtts: { request: 'SessionReq', reply: 'SessionStates' },
  setTypeUnpush: { request: 'TypeUnpushInput', reply: 'TypeUnpushOutput' },
  addUnpush: { request: 'AddUnpushPeriodInput', reply: null },
  delUnpush: { request: 'DeleteUnpushPeriodInput', reply: null },
  qryUnpush: { request: 'QueryUnpushPeriodInput', reply: 'QueryUnpushPeriodOutput' },
  addSeTag: { request: 'SessionTagAddInput', reply: 'SetUserSettingOutput' },
  delSeTag: { request: 'SessionTagDelInput', reply: 'SetUserSettingOutput' },
  addTag: { request: 'SessionStateModifyReq', reply: 'SessionStateModifyResp' },
  delTag: { request: 'SessionStateModifyReq', reply: 'SessionStateModifyResp' },
  transLan: { request: 'SetUserSettingInput', reply: 'SetUserSettingOutput' },
  autoTrans: { request: 'SetUserSettingInput', reply: 'SetUserSettingOutput' },
  pullUS: { request: 'PullUserSettingInput', reply: 'PullUserSettingOutput' },
  // Files
  qnTkn: { request: 'GetQNupTokenInput', reply: 'GetQNupTokenOutput' },
  qnUrl: { request: 'GetDownloadUrlInput', reply: 'GetDownloadUrlOutput' },
  aliUrl: { request: 'GetDownloadUrlInput', reply: 'GetDownloadUrlOutput' },
  s3Url: { request: 'GetDownloadUrlInput', reply: 'GetDownloadUrlOutput' },
  // Translation and speech
  upConvertMsg: { request: 'ConvertMsgInput', reply: 'ConvertMsgOutput' },
  // Read receipts
  rrMsg: { request: 'GrpReadReceiptMsg', reply: null },
  rrList: { request: 'GrpReadReceiptQryReq', reply: 'GrpReadReceiptQryResp' },
  qryMsgRead: { request: 'ReceiptQryReq', reply: 'QueryReceiptResp' },
  qryMsgReadCntBatch: { request: 'ReceiptCntQryReq', reply: 'ReceiptCntQryResp' },
  readReceipt: { request: 'ReadReceipt', reply: null },
  qryReceipt: { request: 'QueryReceiptReq', reply: 'ReceiptResp' },
  qryReceiptBatch: { request: 'QueryReceiptBatchReq', reply: 'QueryReceiptBatchResp' },
  // Unread counts kept by the server
  pullSe: { request: 'SessionQryInput', reply: 'SessionsOutput' },
  qrySessions: { request: 'RelationQryInput', reply: 'RelationsOutput' },
  qrySessionsAtt: { request: 'SessionsAttQryInput', reply: 'SessionsAttOutput' },
  qrySessionsUnread: { request: 'QuerySessionsInput', reply: 'QuerySessionsOutPut' },
  delSessions: { request: 'DeleteSessionsInput', reply: null },
  // Chatrooms
  joinChrm: { request: 'ChrmInput', reply: 'ChrmOutput' },
  joinChrmR: { request: 'ChrmInput', reply: 'ChrmOutput' },
  exitChrm: { request: 'ChrmInput', reply: null },
  queryChrmI: { request: 'QueryChatRoomInfoInput', reply: 'QueryChatRoomInfoOutput' },
  chrmPull: { request: 'ChrmPullMsg', reply: 'ChrmDownStreamMessages' },
  qryCHMsg: { request: 'HistoryMsgInput', reply: 'HistoryMsgOuput' },
  setKV: { request: 'SetChrmKV', reply: null },
  delKV: { request: 'SetChrmKV', reply: null },
  setKVS: { request: 'SetChrmKVS', reply: 'ChrmKVSOutput' },
  delKVS: { request: 'SetChrmKVS', reply: 'ChrmKVSOutput' },
  pullKV: { request: 'QueryChrmKV', reply: 'ChrmKVOutput' },
} as const satisfies Record<string, QueryDeclaration>

/** Publications of a client. */
export const publishTopics = {
  ppMsgP: { request: 'UpStreamMessage', isAcknowledged: true },
  pgMsgP: { request: 'UpStreamMessage', isAcknowledged: true },
  pbMsgP: { request: 'UpStreamMessage', isAcknowledged: true },
  chatMsg: { request: 'UpStreamMessage', isAcknowledged: true },
  ppMsgS: { request: 'UpStreamMessage', isAcknowledged: false },
  pgMsgS: { request: 'UpStreamMessage', isAcknowledged: false },
  recallMsg: { request: 'UpStreamMessage', isAcknowledged: true },
  sendMsgRead: { request: 'ReadReceiptMsg', isAcknowledged: true },
  updRTime: { request: 'SessionMsgReadInput', isAcknowledged: true },
  updRRTime: { request: 'SessionMsgReadInput', isAcknowledged: true },
} as const satisfies Record<string, PublishDeclaration>

export type QueryTopic = keyof typeof queryTopics
export type PublishTopic = keyof typeof publishTopics
export type TopicName = QueryTopic | PublishTopic

/** Publications of the server, and what their body is. */
export const downTopics = {
  s_ntf: 'NotifyMsg',
  s_cmd: 'NotifyMsg',
  s_msg: 'DownStreamMessage',
  s_us: 'UserSettingNotification',
} as const satisfies Record<string, MessageName>

export type DownTopic = keyof typeof downTopics

export function isQueryTopic(topic: string): topic is QueryTopic {
  return Object.hasOwn(queryTopics, topic)
}

export function isPublishTopic(topic: string): topic is PublishTopic {
  return Object.hasOwn(publishTopics, topic)
}
