import { sql, type Migration } from 'kysely'

/** A migration of plain statements, one after the other, the same on both engines. */
function statements(...lines: string[]): Migration {
  return {
    async up(db) {
      for (const line of lines) await sql.raw(line).execute(db)
    },
  }
}

/** Run in the order of their names; a released one never changes. */
export const migrations: Record<string, Migration> = {
  '0001-people': statements(
    `create table users (
      id text primary key,
      openid text unique,
      unionid text,
      nickname text not null,
      avatar text not null,
      role text not null default 'user' check (role in ('user', 'moderator', 'admin')),
      is_demo boolean not null default false,
      created_at int8 not null,
      updated_at int8 not null
    )`,
    `create table sessions (
      id text primary key,
      user_id text not null references users on delete cascade,
      device text not null,
      created_at int8 not null,
      expires_at int8 not null,
      revoked_at int8
    )`,
    `create index sessions_user on sessions (user_id)`,
    `create table refresh_tokens (
      hash text primary key,
      session_id text not null references sessions on delete cascade,
      issued_at int8 not null,
      used_at int8,
      successor text
    )`,
    `create index refresh_tokens_session on refresh_tokens (session_id)`,
    `create table contacts (
      user_id text not null references users on delete cascade,
      contact_id text not null references users on delete cascade,
      remark text not null default '',
      created_at int8 not null,
      primary key (user_id, contact_id)
    )`,
    `create table contact_requests (
      id text primary key,
      from_id text not null references users on delete cascade,
      to_id text not null references users on delete cascade,
      message text not null,
      status text not null default 'pending'
        check (status in ('pending', 'accepted', 'refused', 'withdrawn')),
      created_at int8 not null,
      answered_at int8
    )`,
    `create unique index contact_requests_pending on contact_requests (from_id, to_id)
      where status = 'pending'`,
    `create index contact_requests_to on contact_requests (to_id, created_at)`,
    `create table blocks (
      user_id text not null references users on delete cascade,
      target_id text not null references users on delete cascade,
      created_at int8 not null,
      primary key (user_id, target_id)
    )`,
  ),
  '0002-groups-and-rooms': statements(
    `create table groups (
      id text primary key,
      name text not null,
      notice text not null default '',
      owner_id text not null references users,
      join_policy text not null default 'open' check (join_policy in ('open', 'invitation')),
      is_muted boolean not null default false,
      status text not null default 'active' check (status in ('active', 'dismissed')),
      created_at int8 not null,
      updated_at int8 not null
    )`,
    `create table group_members (
      group_id text not null references groups,
      user_id text not null references users on delete cascade,
      role text not null check (role in ('member', 'admin', 'owner')),
      joined_at int8 not null,
      primary key (group_id, user_id)
    )`,
    `create index group_members_user on group_members (user_id)`,
    `create table rooms (
      id text primary key,
      name text not null,
      owner_id text not null references users,
      is_muted boolean not null default false,
      status text not null default 'open' check (status in ('open', 'closed')),
      created_at int8 not null,
      updated_at int8 not null
    )`,
    `create table room_hosts (
      room_id text not null references rooms,
      user_id text not null references users on delete cascade,
      primary key (room_id, user_id)
    )`,
    `create table announcements (
      id text primary key,
      room_id text not null references rooms,
      body text not null,
      by_id text not null,
      created_at int8 not null,
      removed_at int8
    )`,
    `create index announcements_room on announcements (room_id, created_at)`,
    `create table questions (
      id text primary key,
      room_id text not null references rooms,
      by_id text not null,
      body text not null,
      options jsonb not null,
      answer int4,
      created_at int8 not null,
      closes_at int8,
      closed_at int8
    )`,
    `create index questions_room on questions (room_id, created_at)`,
    `create table answers (
      question_id text not null references questions,
      user_id text not null references users on delete cascade,
      choice int4 not null,
      created_at int8 not null,
      primary key (question_id, user_id)
    )`,
  ),
  '0003-moderation': statements(
    `create table sanctions (
      id text primary key,
      kind text not null check (kind in ('app.ban', 'group.mute', 'room.mute', 'room.ban')),
      scope_id text not null,
      user_id text not null references users on delete cascade,
      until int8,
      reason text not null,
      by_id text not null,
      created_at int8 not null,
      lifted_at int8,
      cloud_until int8 not null
    )`,
    `create unique index sanctions_current on sanctions (kind, scope_id, user_id)
      where lifted_at is null`,
    `create table exemptions (
      scope text not null check (scope in ('group', 'room')),
      scope_id text not null,
      user_id text not null references users on delete cascade,
      primary key (scope, scope_id, user_id)
    )`,
    `create table messages (
      uid text primary key,
      channel_type text not null,
      target_id text not null,
      from_id text not null,
      object_name text not null,
      content text not null,
      sent_at int8 not null,
      recalled_at int8
    )`,
    `create index messages_sent on messages (sent_at)`,
    `create table reports (
      id text primary key,
      reporter_id text not null references users on delete cascade,
      subject_type text not null check (subject_type in ('user', 'group', 'room', 'message')),
      subject_id text not null,
      reason text not null,
      detail text not null,
      evidence jsonb,
      status text not null default 'open' check (status in ('open', 'upheld', 'rejected')),
      handled_by text,
      handled_at int8,
      note text not null default '',
      created_at int8 not null
    )`,
    `create index reports_status on reports (status, created_at, id)`,
    `create table sensitive_words (
      word text primary key,
      replacement text,
      by_id text not null,
      created_at int8 not null
    )`,
    `create table presence (
      user_id text primary key references users on delete cascade,
      is_online boolean not null,
      os text not null,
      changed_at int8 not null
    )`,
    `create table callbacks_seen (key text primary key, seen_at int8 not null)`,
    `create table idempotency_keys (
      user_id text not null,
      key text not null,
      fingerprint text not null,
      status int4,
      body text,
      created_at int8 not null,
      primary key (user_id, key)
    )`,
    `create table audit_log (
      id int8 generated always as identity primary key,
      actor_id text not null,
      action text not null,
      subject text not null,
      detail jsonb not null,
      created_at int8 not null
    )`,
  ),
  '0004-outbox': statements(
    `create table outbox (
      id int8 generated always as identity primary key,
      subject text not null,
      path text not null,
      form jsonb not null,
      attempts int4 not null default 0,
      next_at int8 not null,
      last_error text,
      done_at int8,
      failed_at int8,
      created_at int8 not null
    )`,
    `create index outbox_waiting on outbox (subject, id) where done_at is null and failed_at is null`,
  ),
  '0005-deleted-people': statements(`alter table users add column deleted_at int8`),
}
