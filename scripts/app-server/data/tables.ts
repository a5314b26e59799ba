import type { Generated, GeneratedAlways, Kysely, Transaction } from 'kysely'

/**
 * The app server's tables as Kysely sees them. Times are Unix milliseconds. jsonb columns are read parsed and written
 * as `JSON.stringify(value)`.
 */
export interface Tables {
  users: UserTable
  sessions: SessionTable
  refresh_tokens: RefreshTokenTable
  contacts: ContactTable
  contact_requests: ContactRequestTable
  blocks: BlockTable
  groups: GroupTable
  group_members: GroupMemberTable
  rooms: RoomTable
  room_hosts: RoomHostTable
  announcements: AnnouncementTable
  questions: QuestionTable
  answers: AnswerTable
  sanctions: SanctionTable
  exemptions: ExemptionTable
  messages: MessageTable
  reports: ReportTable
  sensitive_words: SensitiveWordTable
  presence: PresenceTable
  callbacks_seen: CallbackSeenTable
  idempotency_keys: IdempotencyKeyTable
  audit_log: AuditLogTable
  outbox: OutboxTable
}

/** The database, or a transaction on it: what a function needs that works in both. */
export type Db = Kysely<Tables> | Transaction<Tables>

export type StaffRole = 'user' | 'moderator' | 'admin'
export type GroupRole = 'member' | 'admin' | 'owner'
export type JoinPolicy = 'open' | 'invitation'
/** A mute keeps a person from speaking, a ban keeps them out. */
export type SanctionKind = 'app.ban' | 'group.mute' | 'room.mute' | 'room.ban'

interface UserTable {
  id: string
  openid: string | null
  unionid: string | null
  nickname: string
  /** Address of a picture, '' when the person has none. */
  avatar: string
  role: Generated<StaffRole>
  is_demo: Generated<boolean>
  created_at: number
  updated_at: number
  /** Set once the account is ended; the row stays for what refers to it. */
  deleted_at: number | null
}

interface SessionTable {
  id: string
  user_id: string
  device: string
  created_at: number
  expires_at: number
  revoked_at: number | null
}

interface RefreshTokenTable {
  /** SHA-256 of the token, hex. The token itself is never stored. */
  hash: string
  session_id: string
  issued_at: number
  used_at: number | null
  /** Hash of the token issued in exchange for this one. */
  successor: string | null
}

interface ContactTable {
  user_id: string
  contact_id: string
  remark: Generated<string>
  created_at: number
}

interface ContactRequestTable {
  id: string
  from_id: string
  to_id: string
  message: string
  status: Generated<'pending' | 'accepted' | 'refused' | 'withdrawn'>
  created_at: number
  answered_at: number | null
}

interface BlockTable {
  user_id: string
  target_id: string
  created_at: number
}

interface GroupTable {
  id: string
  name: string
  notice: Generated<string>
  owner_id: string
  join_policy: Generated<JoinPolicy>
  is_muted: Generated<boolean>
  status: Generated<'active' | 'dismissed'>
  created_at: number
  updated_at: number
}

interface GroupMemberTable {
  group_id: string
  user_id: string
  role: GroupRole
  joined_at: number
}

interface RoomTable {
  id: string
  name: string
  owner_id: string
  is_muted: Generated<boolean>
  status: Generated<'open' | 'closed'>
  created_at: number
  updated_at: number
}

interface RoomHostTable {
  room_id: string
  user_id: string
}

interface AnnouncementTable {
  id: string
  room_id: string
  body: string
  by_id: string
  created_at: number
  removed_at: number | null
}

interface QuestionTable {
  id: string
  room_id: string
  by_id: string
  body: string
  options: string[]
  /** Index of the right option, null for a poll. */
  answer: number | null
  created_at: number
  closes_at: number | null
  closed_at: number | null
}

interface AnswerTable {
  question_id: string
  user_id: string
  choice: number
  created_at: number
}

interface SanctionTable {
  id: string
  kind: SanctionKind
  /** The group's or room's id, '' for the whole app. */
  scope_id: string
  user_id: string
  /** null: for good. */
  until: number | null
  reason: string
  by_id: string
  created_at: number
  lifted_at: number | null
  /** Until when the IM cloud knows of it; it takes 30 days at most, so a longer one is renewed. */
  cloud_until: number
}

interface ExemptionTable {
  scope: 'group' | 'room'
  scope_id: string
  user_id: string
}

interface MessageTable {
  uid: string
  channel_type: string
  target_id: string
  from_id: string
  object_name: string
  content: string
  sent_at: number
  recalled_at: number | null
}

interface ReportTable {
  id: string
  reporter_id: string
  subject_type: 'user' | 'group' | 'room' | 'message'
  subject_id: string
  reason: string
  detail: string
  evidence: unknown
  status: Generated<'open' | 'upheld' | 'rejected'>
  handled_by: string | null
  handled_at: number | null
  note: Generated<string>
  created_at: number
}

interface SensitiveWordTable {
  word: string
  /** null: a text with the word is refused; otherwise the word is replaced by this. */
  replacement: string | null
  by_id: string
  created_at: number
}

interface PresenceTable {
  user_id: string
  is_online: boolean
  os: string
  changed_at: number
}

interface CallbackSeenTable {
  key: string
  seen_at: number
}

interface IdempotencyKeyTable {
  user_id: string
  key: string
  fingerprint: string
  /** null while the first request is still being answered. */
  status: number | null
  body: string | null
  created_at: number
}

interface AuditLogTable {
  id: GeneratedAlways<number>
  actor_id: string
  action: string
  subject: string
  detail: unknown
  created_at: number
}

interface OutboxTable {
  id: GeneratedAlways<number>
  /** Calls of one subject (`group:ID`) reach the cloud in the order they were written. */
  subject: string
  path: string
  form: unknown
  attempts: Generated<number>
  next_at: number
  last_error: string | null
  done_at: number | null
  /** Given up: the cloud refuses the call as it is. */
  failed_at: number | null
  created_at: number
}
