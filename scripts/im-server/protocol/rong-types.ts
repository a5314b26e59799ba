// Written by scripts/tools/generate-rong-types.ts from rong.proto; do not edit by hand.

// Absent scalar fields read as 0, empty text or false; absent messages as null.

export interface SetUserStatusOutput {
  nothing: number
}

export interface GetUserStatusInput {
  nothing: number
}

export interface GetUserStatusOutput {
  status: string
  subUserId: string
}

export interface SubUserStatusInput {
  userid: string[]
}

export interface SubUserStatusOutput {
  nothing: number
}

export interface VoipDynamicInput {
  engineType: number
  channelName: string
  channelExtra: string
}

export interface VoipDynamicOutput {
  dynamicKey: string
}

export interface NotifyMsg {
  type: number
  time: number
  chrmId: string
  destroyType: number
}

export interface SyncRequestMsg {
  syncTime: number
  ispolling: boolean
  isweb: boolean
  isPullSend: boolean
  isKeeping: boolean
  sendBoxSyncTime: number
  broadcastSyncTime: number
  endTime: number
  compressioEnabled: boolean
}

export interface UpStreamMessage {
  sessionId: number
  classname: string
  content: string
  pushText: string
  appData: string
  toUserIds: string[]
  delMsgTime: number
  delMsgId: string
  configFlag: number
  clientUniqueId: number
  extraContent: string
  pushExt: PushExtra | null
  busChannel: string
  systemId: string
  senderPortrait: string
  optionBits: number
  extMsgData: ExtMsgData | null
  metadata: string
  refData: ReferenceData | null
}

export interface ReferenceData {
  msgId: string
  fromUserId: string
  classname: string
}

export interface PushExtra {
  title: string
  templateIdNoUse: number
  pushId: string
  pushConfigs: string
  templateId: string
}

export interface DownStreamMessages {
  list: DownStreamMessage[]
  syncTime: number
  finished: boolean
  broadcastSyncTime: number
  systemTime: number
  credibleStartTime: number
  credibleEndTime: number
  compressioEnabled: boolean
  compressedData: Uint8Array
}

export interface ChrmDownStreamMessages {
  list: Uint8Array[]
  syncTime: number
  compressioEnabled: boolean
  compressedData: Uint8Array
}

export interface DownStreamMessage {
  fromUserId: string
  type: number
  groupId: string
  classname: string
  content: string
  dataTime: number
  status: number
  extra: number
  msgId: string
  direction: number
  plantform: number
  isRemoved: number
  source: string
  clientUniqueId: number
  extraContent: string
  pushContent: string
  configFlag: number
  pushExt: PushExtra | null
  busChannel: string
  extStatus: number
  toUserIds: string[]
  groupUnpush: number
  optionBits: number
  convertExt: string
  extMsgData: ExtMsgData | null
  metadata: string
  refData: ReferenceData | null
}

export interface ExtMsgData {
  seqId: number
  sendTime: number
}

export interface CreateDiscussionInput {
  name: string
}

export interface CreateDiscussionOutput {
  id: string
}

export interface ChannelInvitationInput {
  users: string[]
}

export interface LeaveChannelInput {
  nothing: number
}

export interface ChannelEvictionInput {
  user: string
}

export interface RenameChannelInput {
  name: string
}

export interface ChannelInfoInput {
  nothing: number
}

export interface ChannelInfoOutput {
  type: number
  channelId: string
  channelName: string
  adminUserId: string
  firstTenUserIds: string[]
  openStatus: number
}

export interface ChannelInfosInput {
  page: number
  number: number
}

export interface ChannelInfosOutput {
  channels: ChannelInfoOutput[]
  total: number
}

export interface MemberInfo {
  userId: string
  userName: string
  userPortrait: string
  extension: string
}

export interface GroupMembersInput {
  page: number
  number: number
}

export interface GroupMembersOutput {
  members: MemberInfo[]
  total: number
}

export interface GetUserInfoInput {
  nothing: number
}

export interface GetUserInfoOutput {
  userId: string
  userName: string
  userPortrait: string
}

export interface GetSessionIdInput {
  nothing: number
}

export interface GetSessionIdOutput {
  sessionId: number
}

export interface GetQNupTokenInput {
  type: number
  key: string
  httpMethod: string
  queryString: string
  url: string
  ext: string
  size: number
  ipType: number
}

export interface GetQNdownloadUrlInput {
  type: number
  key: string
  fileName: string
}

export interface GetDownloadUrlInput {
  type: number
  key: string
  fileName: string
  ext: string
  size: number
  ipType: number
}

export interface GetQNupTokenOutput {
  deadline: number
  token: string
  bosToken: string
  bosDate: string
  path: string
  osskeyId: string
  ossPolicy: string
  ossSign: string
  ossBucketName: string
  s3Credential: string
  s3Algorithm: string
  s3Date: string
  s3Policy: string
  s3Signature: string
  s3BucketName: string
  stcAuthorization: string
  stcContentSha256: string
  stcDate: string
  stcBucketName: string
  minioAuthorization: string
  minioContentSha256: string
  minioDate: string
  minioBucketName: string
  downloadAuthInfo: string
  ossConfig: string
}

export interface GetQNdownloadUrlOutput {
  downloadUrl: string
}

export interface GetDownloadUrlOutput {
  downloadUrl: string
}

export interface Add2BlackListInput {
  userId: string
}

export interface RemoveFromBlackListInput {
  userId: string
}

export interface QueryBlackListInput {
  nothing: number
}

export interface QueryBlackListOutput {
  userIds: string[]
}

export interface BlackListStatusInput {
  userId: string
}

export interface BlockPushInput {
  blockeeId: string
}

export interface ModifyPermissionInput {
  openStatus: number
}

export interface GroupInput {
  groupInfo: GroupInfo[]
}

export interface GroupOutput {
  nothing: number
}

export interface GroupInfo {
  id: string
  name: string
}

export interface GroupHashInput {
  userId: string
  groupHashCode: string
}

export interface GroupHashOutput {
  result: number
}

export interface ChrmInput {
  nothing: number
  extra: string
}

export interface ChrmOutput {
  nothing: number
  sessionId: string
  joinTime: number
  createTime: number
  memberCount: number
  chatroomBanState: number
  whiteListState: number
}

export interface ChrmPullMsg {
  syncTime: number
  count: number
  pullMsgType: number
  compressioEnabled: boolean
}

export interface ChrmPullMsgNew {
  count: number
  syncTime: number
  chrmId: string
}

export interface RelationQryInput {
  type: number
  count: number
  startTime: number
  order: number
  isEraseMsgContent: boolean
  endTime: number
  compressioEnabled: boolean
  qryType: number
  channelType: number[]
  botType: number
}

export interface RelationQryFilter {
  type: number[]
  count: number
  order: number
  tags: string[]
  isTagTop: boolean
  pageToken: string
  compress: boolean
}

export interface RelationsOutput {
  info: RelationInfo[]
  isFinished: boolean
  pullTime: number
  compressioEnabled: boolean
  compressedData: Uint8Array
  pageToken: string
}

export interface RelationInfo {
  type: number
  userId: string
  msg: DownStreamMessage | null
  readMsgTime: number
  unreadCount: number
  busChannel: string
  versionTime: number
  remindCount: number
  busChannelType: number
  msgInfo: UnreadMsgInfo | null
  remindMeCount: number
  isBot: boolean
}

export interface UnreadMsgInfo {
  msgId: string
  msgTime: number
  remindType: number
  className: string
}

export interface QryRemindListReq {
  groupId: string
  busChannel: string
  msgTime: number
  size: number
}

export interface QryRemindListResp {
  msgInfo: UnreadMsgInfo[]
}

export interface RelationInfoReadTime {
  type: number
  readMsgTime: number
  targetId: string
}

export interface CleanHisMsgInput {
  targetId: string
  dataTime: number
  conversationType: number
  busChannel: string
}

export interface CleanMsgBatchReq {
  input: CleanHisMsgInput[]
}

export interface HistoryMessageInput {
  targetId: string
  dataTime: number
  size: number
}

export interface HistoryMessagesOuput {
  list: DownStreamMessage[]
  syncTime: number
  hasMsg: number
  credibleStartTime: number
  credibleEndTime: number
  compressioEnabled: boolean
  compressedData: Uint8Array
}

export interface QueryChatRoomInfoInput {
  count: number
  order: number
}

export interface QueryChatRoomInfoOutput {
  userTotalNums: number
  userInfos: ChrmMember[]
}

export interface ChrmMember {
  time: number
  id: string
}

export interface MPFollowInput {
  id: string
}

export interface MPFollowOutput {
  nothing: number
  info: MpInfo | null
}

export interface MCFollowOutput {
  nothing: number
  info: MpInfo | null
}

export interface MpInfo {
  mpid: string
  name: string
  type: string
  time: number
  portraitUrl: string
  extra: string
}

export interface SearchMpInput {
  type: number
  id: string
}

export interface SearchMpOutput {
  nothing: number
  info: MpInfo[]
}

export interface PullMpInput {
  time: number
  mpid: string
}

export interface PullMpOutput {
  status: number
  info: MpInfo[]
}

export interface HistoryMsgInput {
  targetId: string
  time: number
  count: number
  order: number
  busChannel: string
  compressioEnabled: boolean
  ignoreCmd: boolean
}

export interface HistoryMsgOuput {
  list: DownStreamMessage[]
  syncTime: number
  hasMsg: number
  credibleStartTime: number
  credibleEndTime: number
  compressioEnabled: boolean
  compressedData: Uint8Array
}

export interface SessionsAttQryInput {
  nothing: number
}

export interface SessionsAttOutput {
  inboxTime: number
  sendboxTime: number
  totalUnreadCount: number
}

export interface SessionMsgReadInput {
  type: number
  msgTime: number
  channelId: string
  busChannel: string
}

export interface SessionMsgReadOutput {
  nothing: number
}

export interface DeleteSessionsInput {
  sessions: SessionInfo[]
}

export interface SessionInfo {
  type: number
  channelId: string
  unreadCount: number
  busChannel: string
}

export interface QuerySessionsInput {
  sessions: SessionInfo[]
}

export interface QuerySessionsOutPut {
  sessions: SessionInfo[]
}

export interface DeleteSessionsOutput {
  nothing: number
}

export interface RelationDelBatchReq {
  relation: RelationOpInput[]
  cleanMsg: boolean
}

export interface RelationOpInput {
  conversationId: string
  conversationType: number
  busChannel: string
}

export interface DeleteMsgInput {
  type: number
  conversationId: string
  msgs: DeleteMsg[]
  busChannel: string
}

export interface DeleteMsg {
  msgId: string
  msgDataTime: number
  direct: number
}

export interface ChrmKVEntity {
  key: string
  value: string
  status: number
  timestamp: number
  uid: string
  version: number
}

export interface SetChrmKV {
  entry: ChrmKVEntity | null
  bNotify: boolean
  notification: UpStreamMessage | null
  type: number
}

export interface SetChrmKVS {
  entry: ChrmKVEntity[]
  bNotify: boolean
  notification: UpStreamMessage | null
  type: number
}

export interface DeleteChrmKVS {
  entry: ChrmKVEntity[]
  bNotify: boolean
  notification: UpStreamMessage | null
  type: number
}

export interface ChrmKVOutput {
  entries: ChrmKVEntity[]
  bFullUpdate: boolean
  syncTime: number
  compressioEnabled: boolean
  compressedData: Uint8Array
}

export interface ChrmKVSVersionEntity {
  version: number
  key: string
}

export interface ChrmKVSOutput {
  errorKeys: ChrmKVSOutputEntity[]
  keysVersion: ChrmKVSVersionEntity[]
}

export interface ChrmKVSOutputEntity {
  key: string
  errorCode: number
}

export interface QueryChrmKV {
  timestamp: number
  compressioEnabled: boolean
}

export interface SetUserSettingInput {
  version: number
  value: string
  ignoreVersion: boolean
}

export interface SetUserSettingOutput {
  version: number
  reserve: boolean
  updateVersion: boolean
}

export interface PullUserSettingInput {
  version: number
  reserve: boolean
  ipType: number
}

export interface PullUserSettingOutput {
  items: UserSettingItem[]
  version: number
}

export interface UserSettingItem {
  targetId: string
  type: number
  key: string
  value: Uint8Array
  version: number
  status: number
  tags: SessionTagItem[]
}

export interface SessionReq {
  time: number
}

export interface SessionStates {
  version: number
  state: SessionState[]
}

export interface SessionState {
  type: number
  channelId: string
  time: number
  stateItem: SessionStateItem[]
  busChannel: string
}

export interface SessionStateItem {
  sessionStateType: number
  value: string
  tags: SessionTagItem[]
  time: number
}

export interface SessionStateModifyReq {
  version: number
  state: SessionState[]
  ignoreVersion: boolean
}

export interface GroupUnpushQuery {
  busChannel: string
}

export interface GroupUnpushSet {
  busChannel: string
  unpushLevel: number
}

export interface GroupUnpushResult {
  groupId: string
  busChannel: string
  unpushLevel: number
}

export interface SessionStateModifyResp {
  version: number
  updateVersion: boolean
}

export interface TypeUnpushInput {
  type: number
  version: number
  unpushLevel: number
  ignoreVersion: boolean
}

export interface TypeUnpushOutput {
  version: number
  updateVersion: boolean
}

export interface GrpReadReceiptMsg {
  msgId: string[]
  channelId: string
}

export interface GrpReadReceiptQryReq {
  msgId: string[]
  channelId: string
}

export interface ReadReceipt {
  targetId: string
  type: number
  channelId: string
  readType: number
  msgIds: string[]
  fromId: string
}

export interface QueryReceiptReq {
  targetId: string
  busChannel: string
  type: number
  msgIds: string[]
  qryType: number
  order: number
  compress: boolean
  readType: number
  pageType: number
  pageSize: number
  pageToken: string
  users: string[]
}

export interface QueryReceiptBatchReq {
  items: QueryReceipt[]
  compress: boolean
}

export interface QueryReceipt {
  targetId: string
  busChannel: string
  type: number
  msgIds: string[]
}

export interface ReceiptResp {
  resp: QueryReceiptRespItem[]
  compress: boolean
  compressData: Uint8Array
  pageToken: string
}

export interface QueryReceiptBatchResp {
  item: QueryReceiptBatchRespItem[]
  compress: boolean
  compressData: Uint8Array
}

export interface QueryReceiptBatchRespItem {
  targetId: string
  busChannel: string
  type: number
  msg: QueryReceiptRespItem[]
}

export interface QueryReceiptRespItem {
  msgId: string
  msgTime: number
  totalCnt: number
  readCnt: number
  readUser: ReceiptUser[]
  unreadList: string[]
  unreadCnt: number
  unreadUser: ReceiptUser[]
}

export interface GrpReadReceiptQryResp {
  totalMemberNum: number
  list: GrpMsgReadUser[]
}

export interface GrpMsgReadUser {
  readTime: number
  userId: string
}

export interface SessionTagAddInput {
  version: number
  tags: SessionTagItem[]
  ignoreVersion: boolean
}

export interface SessionTagItem {
  tagId: string
  name: string
  createdTime: number
  isTop: boolean
}

export interface SessionTagDelInput {
  version: number
  tags: SessionTagItem[]
  ignoreVersion: boolean
}

export interface SessionDisTagReq {
  tagId: string[]
}

export interface UserSettingNotification {
  version: number
  reserve: boolean
}

export interface ReportSDKInput {
  sdkInfo: string
}

export interface ReportSDKOutput {
  nothing: number
}

export interface UltraGrpPullSes {
  syncTime: number
  isEraseMsgContent: boolean
}

export interface UltraGrpPullMsg {
  syncTime: number
  compressioEnabled: boolean
}

export interface MsgChangeReq {
  fromUserId: string
  targetId: string
  type: number
  msgUID: string
  msgTime: number
  busChannel: string
  content: string
}

export interface ModifyMsgResp {
  modifyTime: number
  msg: DownStreamMessage | null
}

export interface QueryMsgChange {
  syncTime: number
  needCompress: number
  onlineTime: number
  targetId: string
}

export interface EventChangeList {
  list: EventChange[]
  syncTime: number
  hasNext: boolean
  targetId: string
  isCompress: boolean
}

export interface EventChange {
  businessId: string
  channelType: number
  time: number
  changeType: number
  originalId: string
  originalTime: number
  secondaryId: string
  isAdmin: boolean
  additionalMark: boolean
  operatorId: string
  subChangeType: number
  secondaryType: number
  isRemindMe: boolean
  extIds: string[]
  remindType: number
  eventData: Uint8Array
}

export interface MsgChangeList {
  list: MsgChange[]
  syncTime: number
  hasNext: boolean
}

export interface MsgChange {
  targetId: string
  type: number
  time: number
  changeType: number
  msgUID: string
  msgTime: number
  busChannel: string
  isAdmin: boolean
  isDel: boolean
  operatorId: string
  subChangeType: number
  busChannelType: number
  isRemindMe: boolean
  userGroupIds: string[]
  remindType: number
}

export interface MsgQuery {
  targetId: string
  type: number
  query: MessageQueryInfo[]
}

export interface MessageQueryInfo {
  msgTime: number
  msgUID: string
  busChannel: string
}

export interface MsgQueryAck {
  list: DownStreamMessage[]
  notExistMsgId: string[]
}

export interface OperateStatus {
  targetId: string
  type: number
  opType: number
  busChannel: string
}

export interface OperateStatusNotify {
  type: number
  notifyType: number
  info: OperateInfo[]
  summary: OperateSummary[]
}

export interface OperateInfo {
  targetId: string
  busChannel: string
  userId: string
  opType: number
  optime: number
}

export interface OperateSummary {
  targetId: string
  busChannel: string
  count: number
  opType: number
}

export interface SetRtcRoomIdInput {
  rtcRoomId: string
}

export interface SetRtcRoomIdOutput {
  nothing: number
}

export interface CallInfoUpStream {
  key: string
  dataContent: string
}

export interface CallInfoDownStream {
  key: string
  dataContent: string
  maxTime: number
}

export interface KvInput {
  syncTime: number
}

export interface KvOutput {
  maxTime: number
  info: KvInfo[]
}

export interface KvInfo {
  key: string
  value: string
}

export interface ReadReceiptMsg {
  targetId: string
  type: number
  busChannel: string
  startMsgId: string
  endMsgId: string
}

export interface ReceiptQryReq {
  msgId: string
  busChannel: string
  targetId: string
}

export interface QueryReceiptResp {
  num: number
  list: ReceiptUser[]
  readCnt: number
}

export interface ReceiptUser {
  receiptTime: number
  userId: string
  name: string
  portrait: string
  mentioned: boolean
}

export interface ReceiptCntQryReq {
  type: number
  channelId: string
  busChannel: string
  msgId: string[]
}

export interface ReceiptCntQryResp {
  result: MsgReadCnt[]
}

export interface MsgReadCnt {
  msgId: string
  cnt: number
  tmn: number
}

export interface UpdateUserSubReq {
  subType: number
  subUsers: UserSubDetail[]
  opType: number
  expiry: number
}

export interface UserSubDetail {
  subUserId: string
}

export interface UpdateUserSubResp {
  subUsers: UserSubDetail[]
  subTime: number
}

export interface PullUserSubReq {
  version: number
  pageToken: string
}

export interface PUllUserSubResp {
  list: UserSubList[]
  version: number
  hasNext: boolean
  pageToken: string
  isFull: boolean
}

export interface UserSubList {
  subUsers: UserSubDetail[]
  subType: number
  subTime: number
  expiry: number
  opType: number
}

export interface PullSubDataReq {
  versionTime: number
  needAllData: boolean
  pageToken: string
}

export interface PullSubDataResp {
  list: SubDataDetail[]
  versionTime: number
  hasNext: boolean
  pageToken: string
  isFull: boolean
}

export interface SubDataDetail {
  statusStr: string
  subUserId: string
  data: SubData[]
  subType: number
}

export interface SubData {
  platformInfo: number
  value: number
  versionTime: number
}

export interface QrySubDataReq {
  subType: number
  subUsers: UserSubDetail[]
}

export interface UserProfile {
  version: number
  userId: string
  userProfile: ProfileInfo[]
  userExtProfile: ProfileInfo[]
}

export interface ProfileInfo {
  key: string
  value: string
}

export interface SetUserProfileResp {
  version: number
  key: string
  censorFailedFields: string[]
}

export interface PullUserProfileReq {
  userId: string[]
}

export interface UserProfiles {
  UserProfile: UserProfile[]
}

export interface UserProfileInput {
  nothing: number
}

export interface UserProfilePermission {
  permission: number
}

export interface UserProfileOutput {
  nothing: number
}

export interface SearchUserProfile {
  uniqueId: string
}

export interface ChannelsInput {
  targetId: string
  type: number
  settingProfile: ProfileInfo[]
  extProfile: ProfileInfo[]
  baseInfo: ChannelBaseInfo | null
  users: string[]
}

export interface ChannelBaseInfo {
  creatorId: string
  ownerId: string
  createTime: number
  memberCount: number
}

export interface ChannelsOutput {
  operateTime: number
  flag: number
  msg: string
  processCode: number
  channelInfo: ChannelsJoinedInfo | null
  userInfos: ChannelsUserInfo[]
  friendInviteInfo: FriendInviteInfo | null
  friendUserInfo: FriendUserInfo | null
  censorFailedFields: string[]
}

export interface MultiChannels {
  type: number
  list: ChannelsInput[]
}

export interface ModifyChannelsInput {
  targetId: string
  type: number
  settingInfo: QuitChannelsSetting | null
  users: string[]
  operateType: number
}

export interface QuitChannelsSetting {
  isQuit: boolean
  isDelBan: boolean
  isDelWhite: boolean
  isDelAttention: boolean
}

export interface ChannelsQueryInput {
  targetId: string
  type: number
  page: ChannelsPageParam | null
  ids: string[]
  roleType: number
  botType: number
}

export interface ChannelsPageParam {
  size: number
  pageToken: string
  hasNext: boolean
  total: number
  order: number
}

export interface ChannelsListResult {
  listType: number
  result: Uint8Array
  page: ChannelsPageParam | null
}

export interface ChannelsInviteStatusInfos {
  list: ChannelsInviteStatusInfo[]
}

export interface ChannelsUserInfos {
  list: ChannelsUserInfo[]
}

export interface ChannelsJoinedInfos {
  list: ChannelsJoinedInfo[]
}

export interface ChannelsUserInfo {
  userId: string
  ext: ChannelsUserExtInfo | null
  opTime: number
  name: string
  portraitUrl: string
}

export interface ChannelsUserExtInfo {
  role: number
  joinTime: number
  channelNickName: string
  additional: string
  remarkName: string
  isBan: boolean
  banEndTime: number
  isBot: boolean
}

export interface ChannelsMemberUpdateInput {
  targetId: string
  type: number
  userId: string
  channelNickName: string
  additional: string
  operateType: number
}

export interface ChannelsJoinedInfo {
  targetId: string
  settingProfile: ProfileInfo[]
  extProfile: ProfileInfo[]
  baseInfo: ChannelBaseInfo | null
  userInfo: ChannelsUserExtInfo | null
}

export interface ChannelsInviteStatusInfo {
  targetId: string
  joinUserInfo: ChannelsUserInfo | null
  inviterInfo: ChannelsUserInfo | null
  status: number
  directionType: number
  joinType: number
  detail: string
  applyTime: number
  processInfo: ChannelsUserInfo | null
  processTime: number
}

export interface ChannelsMemberResponseInput {
  targetId: string
  type: number
  optType: number
  optResult: number
  joinUserId: string
  inviterId: string
  detail: string
}

export interface ChannelsMembersInput {
  targetId: string
  type: number
  userIds: string[]
}

export interface FriendInput {
  targetId: string
  type: number
  info: string
}

export interface FriendsOutput {
  list: FriendOutput[]
}

export interface FriendOutput {
  userId: string
  operateTime: number
  flag: string
}

export interface FriendsInput {
  targetId: string[]
  type: number
}

export interface FriendsCheckOutput {
  list: FriendCheckOutput[]
}

export interface FriendCheckOutput {
  targetId: string
  status: number
}

export interface FriendProfileInput {
  targetId: string
  remarkName: string
  extProfile: ProfileInfo[]
}

export interface FriendProfileOutput {
  censorFailedFields: string[]
}

export interface FriendQueryInput {
  queryType: number
  page: ChannelsPageParam | null
  friendType: number
}

export interface FriendUserInfo {
  userId: string
  relationTime: number
  friendType: number
  flag: number
  remarkName: string
  name: string
  portraitUrl: string
  extProfile: ProfileInfo[]
}

export interface FriendInviteInfo {
  userId: string
  name: string
  portraitUrl: string
  type: number
  status: number
  operateTime: number
  info: string
  friendType: number
}

export interface FriendsListInput {
  targetId: string[]
  type: number
}

export interface FriendLevelSet {
  level: number
}

export interface FriendPageParam {
  size: number
  pageToken: string
}

export interface FriendUserInfos {
  list: FriendUserInfo[]
}

export interface FriendInviteInfos {
  list: FriendInviteInfo[]
}

export interface FriendApplyEvent {
  applyType: number
  friendType: number
  info: string
  name: string
  portraitUrl: string
}

export interface UpdateChannnelInfo {
  channelInfo: ChannelsJoinedInfo | null
  userInfo: ChannelsUserInfo | null
}

export interface UpdateUserInfo {
  updatedUserInfo: ChannelsUserInfo | null
  optUserInfo: ChannelsUserInfo | null
}

export interface ChannelApplyInfo {
  statusInfo: ChannelsInviteStatusInfo[]
}

export interface ChannelEventData {
  optUserInfo: ChannelsUserInfo | null
  channelInfo: ChannelsJoinedInfo | null
  userInfos: ChannelsUserInfo[]
  channelFullInfo: ChannelsJoinedInfo | null
}

export interface FriendTypeChangeEvent {
  friendId: string
  friendType: number
}

export interface FriendUpdateEvent {
  remarkname: string
  extProfile: ProfileInfo[]
}

export interface AddUnpushPeriodInput {
  startTime: string
  spanMinutes: number
  level: number
  timezone: string
}

export interface DeleteUnpushPeriodInput {
  nothing: number
}

export interface QueryUnpushPeriodInput {
  nothing: number
}

export interface QueryUnpushPeriodOutput {
  isUnpush: number
  startTime: string
  spanMinutes: number
  level: number
  timezone: string
}

export interface RelationDel {
  targetId: string
  type: number
  busChannel: string[]
  cleanMsg: boolean
}

export interface MsgReadEvent {
  msgId: string
  msgTime: number
  totalCnt: number
  readCnt: number
  unreadCnt: number
  readList: ReceiptUser[]
}

export interface ConvertMsgInput {
  businessType: number
  businessInfo: Uint8Array
}

export interface SpeechToTextInfo {
  msgId: string
  objectName: string
  content: string
  sampleRate: number
  channelNumber: number
  format: string
  extra: string
}

export interface ConvertMsgOutput {
  businessType: number
  businessResult: Uint8Array
}

export interface SpeechToTextResult {
  result: string
  message: string
}

export interface TransReq {
  transInfos: TransInfo[]
  model: number
  forceTrans: boolean
}

export interface TransResp {
  results: TransResult[]
  model: number
}

export interface TransInfo {
  messageUID: string
  transType: number
  text: string
  transFileUrl: string
  sourceLan: string
  targetLan: string
  inputSource: number
}

export interface TransResult {
  messageUID: string
  transResult: string
  sourceLan: string
  targetLan: string
  code: number
  inputSource: number
}

export interface PullModifyMsgReq {
  pullVersion: number
  compress: boolean
  modifyType: number[]
}

export interface PullModifyMsgResp {
  msg: ModifyMsg[]
  nextVersion: number
  finished: boolean
  compress: boolean
  compressedData: Uint8Array
}

export interface ModifyMsg {
  modifyType: number
  msg: DownStreamMessage | null
}

export interface SessionQryInput {
  version: number
  count: number
  compress: boolean
  pageToken: string
}

export interface SessionsOutput {
  session: SessionOutput[]
  pageToken: string
  compress: boolean
  compressedData: Uint8Array
}

export interface SessionOutput {
  targetId: string
  busChannel: string
  type: number
  version: number
  unread: UnreadInfo | null
}

export interface UnreadInfo {
  cnt: number
  mentionCnt: number
  mentionMeCnt: number
  clearTime: number
  cutOffTime: number
  firstUnreadMsg: UnreadMsgInfo | null
}

export interface SetUserStatusInput {
  status: number
}

export interface MCFollowInput {
  state: string
}

export interface RtcQueryListInput {
  order: number
}

export interface RtcKeyDeleteInput {
  key: string[]
}

export interface RtcValueInfo {
  key: string
  value: string
}

export interface RtcUserInfo {
  userId: string
  userData: RtcValueInfo[]
}

export interface RtcUserListOutput {
  users: RtcUserInfo[]
  token: string
  sessionId: string
  roomInfo: RtcValueInfo[]
  entries: RtcKVEntity[]
  syncTime: number
  offlineKickTime: number
}

export interface RtcRoomInfoOutput {
  roomId: string
  roomData: RtcValueInfo[]
  userCount: number
  list: RtcUserInfo[]
}

export interface RtcInput {
  roomType: number
  broadcastType: number
  extraInnerData: RtcValueInfo | null
  needSysChatroom: boolean
  identityChangeType: number
  joinType: number
  innerDatas: RtcValueInfo[]
  outerDatas: RtcValueInfo[]
}

export interface RtcQryOutput {
  outInfo: RtcValueInfo[]
}

export interface RtcDataInput {
  interior: boolean
  target: number
  key: string[]
  objectName: string
  content: string
}

export interface RtcSetDataInput {
  interior: boolean
  target: number
  key: string
  value: string
  objectName: string
  content: string
}

export interface RtcUserSetDataInput {
  valueInfo: RtcValueInfo[]
  objectName: string
  content: RtcValueInfo[]
}

export interface RtcQryInput {
  isInterior: boolean
  target: number
  key: string[]
}

export interface RtcDelDataInput {
  key: string[]
  isInterior: boolean
  target: number
}

export interface RtcOutput {
  nothing: number
  version: number
}

export interface RtcTokenOutput {
  rtcToken: string
}

export interface RtcSetOutDataInput {
  target: number
  valueInfo: RtcValueInfo[]
  objectName: string
  content: string
}

export interface RtcQryUserOutDataInput {
  userId: string[]
}

export interface RtcUserOutDataOutput {
  user: RtcUserInfo[]
}

export interface RtcNotifyMsg {
  type: number
  time: number
  roomId: string
}

export interface RtcPullKV {
  timestamp: number
  roomId: string
}

export interface RtcKVEntity {
  key: string
  value: string
  status: number
  timestamp: number
  uid: string
}

export interface RtcKVOutput {
  entries: RtcKVEntity[]
  bFullUpdate: boolean
  syncTime: number
}

export interface RtcQueryUserJoinedInput {
  userId: string
}

export interface RtcJoinedInfo {
  deviceId: string
  roomId: string
  joinTime: number
}

export interface RtcQueryUserJoinedOutput {
  info: RtcJoinedInfo[]
}

export interface RtcViewerJoinedOutput {
  rtcToken: string
  entries: RtcKVEntity[]
  syncTime: number
}

export interface RtcInviteInput {
  invitedUserId: string
  timeoutTime: number
  invitedRoomId: string
  inviteInfo: string
  inviteSessionId: string
}

export interface RtcCancelInviteInput {
  invitedUserId: string
  invitedRoomId: string
  inviteInfo: string
  inviteSessionId: string
}

export interface RtcInviteAnswerInput {
  inviteUserId: string
  answerCode: number
  inviteRoomId: string
  inviteSessionId: string
  content: string
  key: string
  value: string
}

export interface RtcEndInviteInput {
  inviteRoomId: string
  inviteSessionId: string
  inviteContent: string
  inviteRoomKeys: string[]
}

export interface BotInput {
  ids: string[]
}

export interface BotOutput {
  bots: BotInfo[]
}

export interface BotInfo {
  id: string
  name: string
  portraitUrl: string
  type: string
  metadata: MetadataInfo[]
  createTime: number
  updateTime: number
}

export interface MetadataInfo {
  key: string
  value: string
}

export interface RongMessages {
  SetUserStatusOutput: SetUserStatusOutput
  GetUserStatusInput: GetUserStatusInput
  GetUserStatusOutput: GetUserStatusOutput
  SubUserStatusInput: SubUserStatusInput
  SubUserStatusOutput: SubUserStatusOutput
  VoipDynamicInput: VoipDynamicInput
  VoipDynamicOutput: VoipDynamicOutput
  NotifyMsg: NotifyMsg
  SyncRequestMsg: SyncRequestMsg
  UpStreamMessage: UpStreamMessage
  ReferenceData: ReferenceData
  PushExtra: PushExtra
  DownStreamMessages: DownStreamMessages
  ChrmDownStreamMessages: ChrmDownStreamMessages
  DownStreamMessage: DownStreamMessage
  ExtMsgData: ExtMsgData
  CreateDiscussionInput: CreateDiscussionInput
  CreateDiscussionOutput: CreateDiscussionOutput
  ChannelInvitationInput: ChannelInvitationInput
  LeaveChannelInput: LeaveChannelInput
  ChannelEvictionInput: ChannelEvictionInput
  RenameChannelInput: RenameChannelInput
  ChannelInfoInput: ChannelInfoInput
  ChannelInfoOutput: ChannelInfoOutput
  ChannelInfosInput: ChannelInfosInput
  ChannelInfosOutput: ChannelInfosOutput
  MemberInfo: MemberInfo
  GroupMembersInput: GroupMembersInput
  GroupMembersOutput: GroupMembersOutput
  GetUserInfoInput: GetUserInfoInput
  GetUserInfoOutput: GetUserInfoOutput
  GetSessionIdInput: GetSessionIdInput
  GetSessionIdOutput: GetSessionIdOutput
  GetQNupTokenInput: GetQNupTokenInput
  GetQNdownloadUrlInput: GetQNdownloadUrlInput
  GetDownloadUrlInput: GetDownloadUrlInput
  GetQNupTokenOutput: GetQNupTokenOutput
  GetQNdownloadUrlOutput: GetQNdownloadUrlOutput
  GetDownloadUrlOutput: GetDownloadUrlOutput
  Add2BlackListInput: Add2BlackListInput
  RemoveFromBlackListInput: RemoveFromBlackListInput
  QueryBlackListInput: QueryBlackListInput
  QueryBlackListOutput: QueryBlackListOutput
  BlackListStatusInput: BlackListStatusInput
  BlockPushInput: BlockPushInput
  ModifyPermissionInput: ModifyPermissionInput
  GroupInput: GroupInput
  GroupOutput: GroupOutput
  GroupInfo: GroupInfo
  GroupHashInput: GroupHashInput
  GroupHashOutput: GroupHashOutput
  ChrmInput: ChrmInput
  ChrmOutput: ChrmOutput
  ChrmPullMsg: ChrmPullMsg
  ChrmPullMsgNew: ChrmPullMsgNew
  RelationQryInput: RelationQryInput
  RelationQryFilter: RelationQryFilter
  RelationsOutput: RelationsOutput
  RelationInfo: RelationInfo
  UnreadMsgInfo: UnreadMsgInfo
  QryRemindListReq: QryRemindListReq
  QryRemindListResp: QryRemindListResp
  RelationInfoReadTime: RelationInfoReadTime
  CleanHisMsgInput: CleanHisMsgInput
  CleanMsgBatchReq: CleanMsgBatchReq
  HistoryMessageInput: HistoryMessageInput
  HistoryMessagesOuput: HistoryMessagesOuput
  QueryChatRoomInfoInput: QueryChatRoomInfoInput
  QueryChatRoomInfoOutput: QueryChatRoomInfoOutput
  ChrmMember: ChrmMember
  MPFollowInput: MPFollowInput
  MPFollowOutput: MPFollowOutput
  MCFollowOutput: MCFollowOutput
  MpInfo: MpInfo
  SearchMpInput: SearchMpInput
  SearchMpOutput: SearchMpOutput
  PullMpInput: PullMpInput
  PullMpOutput: PullMpOutput
  HistoryMsgInput: HistoryMsgInput
  HistoryMsgOuput: HistoryMsgOuput
  SessionsAttQryInput: SessionsAttQryInput
  SessionsAttOutput: SessionsAttOutput
  SessionMsgReadInput: SessionMsgReadInput
  SessionMsgReadOutput: SessionMsgReadOutput
  DeleteSessionsInput: DeleteSessionsInput
  SessionInfo: SessionInfo
  QuerySessionsInput: QuerySessionsInput
  QuerySessionsOutPut: QuerySessionsOutPut
  DeleteSessionsOutput: DeleteSessionsOutput
  RelationDelBatchReq: RelationDelBatchReq
  RelationOpInput: RelationOpInput
  DeleteMsgInput: DeleteMsgInput
  DeleteMsg: DeleteMsg
  ChrmKVEntity: ChrmKVEntity
  SetChrmKV: SetChrmKV
  SetChrmKVS: SetChrmKVS
  DeleteChrmKVS: DeleteChrmKVS
  ChrmKVOutput: ChrmKVOutput
  ChrmKVSVersionEntity: ChrmKVSVersionEntity
  ChrmKVSOutput: ChrmKVSOutput
  ChrmKVSOutputEntity: ChrmKVSOutputEntity
  QueryChrmKV: QueryChrmKV
  SetUserSettingInput: SetUserSettingInput
  SetUserSettingOutput: SetUserSettingOutput
  PullUserSettingInput: PullUserSettingInput
  PullUserSettingOutput: PullUserSettingOutput
  UserSettingItem: UserSettingItem
  SessionReq: SessionReq
  SessionStates: SessionStates
  SessionState: SessionState
  SessionStateItem: SessionStateItem
  SessionStateModifyReq: SessionStateModifyReq
  GroupUnpushQuery: GroupUnpushQuery
  GroupUnpushSet: GroupUnpushSet
  GroupUnpushResult: GroupUnpushResult
  SessionStateModifyResp: SessionStateModifyResp
  TypeUnpushInput: TypeUnpushInput
  TypeUnpushOutput: TypeUnpushOutput
  GrpReadReceiptMsg: GrpReadReceiptMsg
  GrpReadReceiptQryReq: GrpReadReceiptQryReq
  ReadReceipt: ReadReceipt
  QueryReceiptReq: QueryReceiptReq
  QueryReceiptBatchReq: QueryReceiptBatchReq
  QueryReceipt: QueryReceipt
  ReceiptResp: ReceiptResp
  QueryReceiptBatchResp: QueryReceiptBatchResp
  QueryReceiptBatchRespItem: QueryReceiptBatchRespItem
  QueryReceiptRespItem: QueryReceiptRespItem
  GrpReadReceiptQryResp: GrpReadReceiptQryResp
  GrpMsgReadUser: GrpMsgReadUser
  SessionTagAddInput: SessionTagAddInput
  SessionTagItem: SessionTagItem
  SessionTagDelInput: SessionTagDelInput
  SessionDisTagReq: SessionDisTagReq
  UserSettingNotification: UserSettingNotification
  ReportSDKInput: ReportSDKInput
  ReportSDKOutput: ReportSDKOutput
  UltraGrpPullSes: UltraGrpPullSes
  UltraGrpPullMsg: UltraGrpPullMsg
  MsgChangeReq: MsgChangeReq
  ModifyMsgResp: ModifyMsgResp
  QueryMsgChange: QueryMsgChange
  EventChangeList: EventChangeList
  EventChange: EventChange
  MsgChangeList: MsgChangeList
  MsgChange: MsgChange
  MsgQuery: MsgQuery
  MessageQueryInfo: MessageQueryInfo
  MsgQueryAck: MsgQueryAck
  OperateStatus: OperateStatus
  OperateStatusNotify: OperateStatusNotify
  OperateInfo: OperateInfo
  OperateSummary: OperateSummary
  SetRtcRoomIdInput: SetRtcRoomIdInput
  SetRtcRoomIdOutput: SetRtcRoomIdOutput
  CallInfoUpStream: CallInfoUpStream
  CallInfoDownStream: CallInfoDownStream
  KvInput: KvInput
  KvOutput: KvOutput
  KvInfo: KvInfo
  ReadReceiptMsg: ReadReceiptMsg
  ReceiptQryReq: ReceiptQryReq
  QueryReceiptResp: QueryReceiptResp
  ReceiptUser: ReceiptUser
  ReceiptCntQryReq: ReceiptCntQryReq
  ReceiptCntQryResp: ReceiptCntQryResp
  MsgReadCnt: MsgReadCnt
  UpdateUserSubReq: UpdateUserSubReq
  UserSubDetail: UserSubDetail
  UpdateUserSubResp: UpdateUserSubResp
  PullUserSubReq: PullUserSubReq
  PUllUserSubResp: PUllUserSubResp
  UserSubList: UserSubList
  PullSubDataReq: PullSubDataReq
  PullSubDataResp: PullSubDataResp
  SubDataDetail: SubDataDetail
  SubData: SubData
  QrySubDataReq: QrySubDataReq
  UserProfile: UserProfile
  ProfileInfo: ProfileInfo
  SetUserProfileResp: SetUserProfileResp
  PullUserProfileReq: PullUserProfileReq
  UserProfiles: UserProfiles
  UserProfileInput: UserProfileInput
  UserProfilePermission: UserProfilePermission
  UserProfileOutput: UserProfileOutput
  SearchUserProfile: SearchUserProfile
  ChannelsInput: ChannelsInput
  ChannelBaseInfo: ChannelBaseInfo
  ChannelsOutput: ChannelsOutput
  MultiChannels: MultiChannels
  ModifyChannelsInput: ModifyChannelsInput
  QuitChannelsSetting: QuitChannelsSetting
  ChannelsQueryInput: ChannelsQueryInput
  ChannelsPageParam: ChannelsPageParam
  ChannelsListResult: ChannelsListResult
  ChannelsInviteStatusInfos: ChannelsInviteStatusInfos
  ChannelsUserInfos: ChannelsUserInfos
  ChannelsJoinedInfos: ChannelsJoinedInfos
  ChannelsUserInfo: ChannelsUserInfo
  ChannelsUserExtInfo: ChannelsUserExtInfo
  ChannelsMemberUpdateInput: ChannelsMemberUpdateInput
  ChannelsJoinedInfo: ChannelsJoinedInfo
  ChannelsInviteStatusInfo: ChannelsInviteStatusInfo
  ChannelsMemberResponseInput: ChannelsMemberResponseInput
  ChannelsMembersInput: ChannelsMembersInput
  FriendInput: FriendInput
  FriendsOutput: FriendsOutput
  FriendOutput: FriendOutput
  FriendsInput: FriendsInput
  FriendsCheckOutput: FriendsCheckOutput
  FriendCheckOutput: FriendCheckOutput
  FriendProfileInput: FriendProfileInput
  FriendProfileOutput: FriendProfileOutput
  FriendQueryInput: FriendQueryInput
  FriendUserInfo: FriendUserInfo
  FriendInviteInfo: FriendInviteInfo
  FriendsListInput: FriendsListInput
  FriendLevelSet: FriendLevelSet
  FriendPageParam: FriendPageParam
  FriendUserInfos: FriendUserInfos
  FriendInviteInfos: FriendInviteInfos
  FriendApplyEvent: FriendApplyEvent
  UpdateChannnelInfo: UpdateChannnelInfo
  UpdateUserInfo: UpdateUserInfo
  ChannelApplyInfo: ChannelApplyInfo
  ChannelEventData: ChannelEventData
  FriendTypeChangeEvent: FriendTypeChangeEvent
  FriendUpdateEvent: FriendUpdateEvent
  AddUnpushPeriodInput: AddUnpushPeriodInput
  DeleteUnpushPeriodInput: DeleteUnpushPeriodInput
  QueryUnpushPeriodInput: QueryUnpushPeriodInput
  QueryUnpushPeriodOutput: QueryUnpushPeriodOutput
  RelationDel: RelationDel
  MsgReadEvent: MsgReadEvent
  ConvertMsgInput: ConvertMsgInput
  SpeechToTextInfo: SpeechToTextInfo
  ConvertMsgOutput: ConvertMsgOutput
  SpeechToTextResult: SpeechToTextResult
  TransReq: TransReq
  TransResp: TransResp
  TransInfo: TransInfo
  TransResult: TransResult
  PullModifyMsgReq: PullModifyMsgReq
  PullModifyMsgResp: PullModifyMsgResp
  ModifyMsg: ModifyMsg
  SessionQryInput: SessionQryInput
  SessionsOutput: SessionsOutput
  SessionOutput: SessionOutput
  UnreadInfo: UnreadInfo
  SetUserStatusInput: SetUserStatusInput
  MCFollowInput: MCFollowInput
  RtcQueryListInput: RtcQueryListInput
  RtcKeyDeleteInput: RtcKeyDeleteInput
  RtcValueInfo: RtcValueInfo
  RtcUserInfo: RtcUserInfo
  RtcUserListOutput: RtcUserListOutput
  RtcRoomInfoOutput: RtcRoomInfoOutput
  RtcInput: RtcInput
  RtcQryOutput: RtcQryOutput
  RtcDataInput: RtcDataInput
  RtcSetDataInput: RtcSetDataInput
  RtcUserSetDataInput: RtcUserSetDataInput
  RtcQryInput: RtcQryInput
  RtcDelDataInput: RtcDelDataInput
  RtcOutput: RtcOutput
  RtcTokenOutput: RtcTokenOutput
  RtcSetOutDataInput: RtcSetOutDataInput
  RtcQryUserOutDataInput: RtcQryUserOutDataInput
  RtcUserOutDataOutput: RtcUserOutDataOutput
  RtcNotifyMsg: RtcNotifyMsg
  RtcPullKV: RtcPullKV
  RtcKVEntity: RtcKVEntity
  RtcKVOutput: RtcKVOutput
  RtcQueryUserJoinedInput: RtcQueryUserJoinedInput
  RtcJoinedInfo: RtcJoinedInfo
  RtcQueryUserJoinedOutput: RtcQueryUserJoinedOutput
  RtcViewerJoinedOutput: RtcViewerJoinedOutput
  RtcInviteInput: RtcInviteInput
  RtcCancelInviteInput: RtcCancelInviteInput
  RtcInviteAnswerInput: RtcInviteAnswerInput
  RtcEndInviteInput: RtcEndInviteInput
  BotInput: BotInput
  BotOutput: BotOutput
  BotInfo: BotInfo
  MetadataInfo: MetadataInfo
}
