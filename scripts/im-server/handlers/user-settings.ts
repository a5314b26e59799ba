import type { Draft, Message } from '../protocol/messages'
import { Refused, Status } from '../protocol/status'
import type { UserSettings } from '../state/user-settings'
import type { Call, QueryHandlers } from './handler'

/** Source: the cloud's documented limits of tags. */
const TAG_LIMIT = 20
const TAG_ID_LENGTH = 10
const TAG_NAME_LENGTH = 15

type SettingReply = { version: number; reserve: boolean; updateVersion: boolean }

function change(
  { cloud, session }: Call,
  apply: (settings: UserSettings, version: number) => void,
): SettingReply {
  const version = cloud.state.settingsOfUsers.change(session.userId, apply)
  cloud.delivery.announceUserSettings(session.userId, version, session)
  return { version, reserve: false, updateVersion: true }
}

function saveTags(request: Message<'SessionTagAddInput'>, call: Call): SettingReply {
  const known = call.cloud.state.settingsOfUsers.of(call.session.userId).tags
  for (const { tagId, name } of request.tags) {
    const isSized =
      tagId.length > 0 && tagId.length <= TAG_ID_LENGTH && name.length <= TAG_NAME_LENGTH
    if (!isSized) throw new Refused(Status.PARAMETER_INVALID)
  }
  const added = request.tags.filter((tag) => !known.some(({ tagId }) => tagId === tag.tagId))
  if (known.length + added.length > TAG_LIMIT) throw new Refused(Status.TAGS_TOO_MANY)
  return change(call, (settings, version) => {
    for (const { tagId, name } of request.tags) {
      const tag = settings.tags.find((item) => item.tagId === tagId)
      if (tag) tag.name = name
      else settings.tags.push({ tagId, name, createdTime: version })
    }
    settings.tagsVersion = version
  })
}

function removeTags(request: Message<'SessionTagDelInput'>, call: Call): SettingReply {
  const gone = new Set(request.tags.map(({ tagId }) => tagId))
  return change(call, (settings, version) => {
    settings.tags = settings.tags.filter(({ tagId }) => !gone.has(tagId))
    settings.tagsVersion = version
    for (const state of Object.values(settings.states)) {
      for (const tagId of gone) delete state.tags[tagId]
    }
  })
}

function setValue(key: string, request: Message<'SetUserSettingInput'>, call: Call): SettingReply {
  return change(call, (settings, version) => {
    settings.values[key] = { value: request.value, version }
  })
}

function pull(
  request: Message<'PullUserSettingInput'>,
  { cloud, session }: Call,
): Draft<Message<'PullUserSettingOutput'>> {
  const settings = cloud.state.settingsOfUsers.of(session.userId)
  const base = { targetId: session.userId, type: 1, status: 1 }
  const items: Draft<Message<'UserSettingItem'>>[] = Object.entries(settings.values).map(
    ([key, { value, version }]) => ({ ...base, key, version, value: Buffer.from(value) }),
  )
  if (settings.tagsVersion > 0) {
    const tags = settings.tags.map((tag) => ({ ...tag, isTop: false }))
    const version = settings.tagsVersion
    items.push({ ...base, key: 'Tag', version, value: Buffer.alloc(0), tags })
  }
  const changed = items.filter(({ version }) => (version ?? 0) > request.version)
  const version = Math.max(request.version, ...changed.map((item) => item.version ?? 0))
  return { items: changed, version }
}

export const userSettingHandlers: QueryHandlers<
  | 'addSeTag'
  | 'delSeTag'
  | 'transLan'
  | 'autoTrans'
  | 'pullUS'
  | 'addUnpush'
  | 'delUnpush'
  | 'qryUnpush'
> = {
  addSeTag: saveTags,
  delSeTag: removeTags,
  transLan: (request, call) => setValue('transLan', request, call),
  autoTrans: (request, call) => setValue('autoTrans', request, call),
  pullUS: pull,
  addUnpush(request, call) {
    const { startTime, spanMinutes, level, timezone } = request
    const isTime = /^([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/.test(startTime)
    if (!isTime || spanMinutes < 1 || spanMinutes > 1439) {
      throw new Refused(Status.PARAMETER_INVALID)
    }
    change(call, (settings) => {
      settings.quietHours = { startTime, spanMinutes, level, timezone }
    })
  },
  delUnpush(_request, call) {
    change(call, (settings) => {
      delete settings.quietHours
    })
  },
  qryUnpush(_request, { cloud, session }) {
    const { quietHours } = cloud.state.settingsOfUsers.of(session.userId)
    return quietHours ? { isUnpush: 1, ...quietHours } : { isUnpush: 0 }
  },
}
