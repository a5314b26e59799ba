import { onEachDatabase } from '../helpers/databases'
import { ImServer } from '../helpers/im-server'
import { AppServer, type Person } from './helpers/app-server'

/**
 * Who may do what, one line an address: the roles that may, of all there are. Everybody else is told 401 (nobody), 403
 * or 404. The list is complete: an address missing here fails the suite.
 */
type Who =
  | 'nobody'
  | 'stranger'
  | 'member'
  | 'groupAdmin'
  | 'groupOwner'
  | 'roomHost'
  | 'roomOwner'
  | 'moderator'
  | 'admin'

const EVERYBODY: Who[] = [
  'nobody',
  'stranger',
  'member',
  'groupAdmin',
  'groupOwner',
  'roomHost',
  'roomOwner',
  'moderator',
  'admin',
]
const SIGNED_IN = EVERYBODY.filter((who) => who !== 'nobody')
const IN_GROUP: Who[] = ['member', 'groupAdmin', 'groupOwner']
const GROUP_ADMINS: Who[] = ['groupAdmin', 'groupOwner']
const GROUP_OWNER: Who[] = ['groupOwner']
const STAFF: Who[] = ['moderator', 'admin']
const HOSTS: Who[] = ['roomHost', 'roomOwner', ...STAFF]
const ROOM_OWNERS: Who[] = ['roomOwner', ...STAFF]
const ADMIN: Who[] = ['admin']
const THE_CLOUD: Who[] = []

const table: Array<[method: string, path: string, may: Who[]]> = [
  ['GET', '/healthz', EVERYBODY],
  ['GET', '/readyz', EVERYBODY],
  ['GET', '/v1/demo/people', EVERYBODY],
  ['POST', '/v1/demo/sessions', EVERYBODY],
  ['POST', '/v1/sessions', EVERYBODY],
  ['POST', '/v1/sessions/refresh', EVERYBODY],
  ['DELETE', '/v1/sessions', SIGNED_IN],
  ['DELETE', '/v1/sessions/current', SIGNED_IN],
  ['POST', '/v1/im/token', SIGNED_IN],
  ['GET', '/v1/me', SIGNED_IN],
  ['PATCH', '/v1/me', SIGNED_IN],
  ['DELETE', '/v1/me', SIGNED_IN],
  ['GET', '/v1/me/blocks', SIGNED_IN],
  ['PUT', '/v1/me/blocks/{userId}', SIGNED_IN],
  ['DELETE', '/v1/me/blocks/{userId}', SIGNED_IN],
  ['GET', '/v1/me/groups', SIGNED_IN],
  ['GET', '/v1/users', SIGNED_IN],
  ['GET', '/v1/users/{userId}', SIGNED_IN],
  ['GET', '/v1/users/{userId}/presence', SIGNED_IN],
  ['GET', '/v1/contacts', SIGNED_IN],
  ['PATCH', '/v1/contacts/{userId}', SIGNED_IN],
  ['DELETE', '/v1/contacts/{userId}', SIGNED_IN],
  ['GET', '/v1/contact-requests', SIGNED_IN],
  ['POST', '/v1/contact-requests', SIGNED_IN],
  ['POST', '/v1/contact-requests/{requestId}/accept', SIGNED_IN],
  ['POST', '/v1/contact-requests/{requestId}/refuse', SIGNED_IN],
  ['POST', '/v1/contact-requests/{requestId}/withdraw', SIGNED_IN],
  ['POST', '/v1/groups', SIGNED_IN],
  ['GET', '/v1/groups/{groupId}', IN_GROUP],
  ['PATCH', '/v1/groups/{groupId}', GROUP_ADMINS],
  ['DELETE', '/v1/groups/{groupId}', GROUP_OWNER],
  ['GET', '/v1/groups/{groupId}/card', SIGNED_IN],
  ['GET', '/v1/groups/{groupId}/members', IN_GROUP],
  ['POST', '/v1/groups/{groupId}/members', IN_GROUP],
  ['PUT', '/v1/groups/{groupId}/members/me', SIGNED_IN],
  ['DELETE', '/v1/groups/{groupId}/members/me', IN_GROUP],
  ['DELETE', '/v1/groups/{groupId}/members/{userId}', GROUP_ADMINS],
  ['PUT', '/v1/groups/{groupId}/owner', GROUP_OWNER],
  ['PUT', '/v1/groups/{groupId}/admins/{userId}', GROUP_OWNER],
  ['DELETE', '/v1/groups/{groupId}/admins/{userId}', GROUP_OWNER],
  ['GET', '/v1/groups/{groupId}/mutes', GROUP_ADMINS],
  ['PUT', '/v1/groups/{groupId}/mutes/{userId}', GROUP_ADMINS],
  ['DELETE', '/v1/groups/{groupId}/mutes/{userId}', GROUP_ADMINS],
  ['PUT', '/v1/groups/{groupId}/mute-all', GROUP_ADMINS],
  ['DELETE', '/v1/groups/{groupId}/mute-all', GROUP_ADMINS],
  ['GET', '/v1/groups/{groupId}/mute-all/exempt', GROUP_ADMINS],
  ['PUT', '/v1/groups/{groupId}/mute-all/exempt/{userId}', GROUP_ADMINS],
  ['DELETE', '/v1/groups/{groupId}/mute-all/exempt/{userId}', GROUP_ADMINS],
  ['GET', '/v1/rooms', SIGNED_IN],
  ['POST', '/v1/rooms', SIGNED_IN],
  ['GET', '/v1/rooms/{roomId}', SIGNED_IN],
  ['PATCH', '/v1/rooms/{roomId}', ROOM_OWNERS],
  ['DELETE', '/v1/rooms/{roomId}', ROOM_OWNERS],
  ['GET', '/v1/rooms/{roomId}/members', SIGNED_IN],
  ['POST', '/v1/rooms/{roomId}/messages', SIGNED_IN],
  ['GET', '/v1/rooms/{roomId}/announcements', SIGNED_IN],
  ['POST', '/v1/rooms/{roomId}/announcements', HOSTS],
  ['DELETE', '/v1/rooms/{roomId}/announcements/{announcementId}', HOSTS],
  ['PUT', '/v1/rooms/{roomId}/hosts/{userId}', ROOM_OWNERS],
  ['DELETE', '/v1/rooms/{roomId}/hosts/{userId}', ROOM_OWNERS],
  ['GET', '/v1/rooms/{roomId}/mutes', HOSTS],
  ['PUT', '/v1/rooms/{roomId}/mutes/{userId}', HOSTS],
  ['DELETE', '/v1/rooms/{roomId}/mutes/{userId}', HOSTS],
  ['GET', '/v1/rooms/{roomId}/bans', HOSTS],
  ['PUT', '/v1/rooms/{roomId}/bans/{userId}', HOSTS],
  ['DELETE', '/v1/rooms/{roomId}/bans/{userId}', HOSTS],
  ['PUT', '/v1/rooms/{roomId}/mute-all', HOSTS],
  ['DELETE', '/v1/rooms/{roomId}/mute-all', HOSTS],
  ['GET', '/v1/rooms/{roomId}/mute-all/exempt', HOSTS],
  ['PUT', '/v1/rooms/{roomId}/mute-all/exempt/{userId}', HOSTS],
  ['DELETE', '/v1/rooms/{roomId}/mute-all/exempt/{userId}', HOSTS],
  ['POST', '/v1/rooms/{roomId}/questions', HOSTS],
  ['POST', '/v1/rooms/{roomId}/questions/{questionId}/answers', SIGNED_IN],
  ['POST', '/v1/rooms/{roomId}/questions/{questionId}/close', HOSTS],
  ['GET', '/v1/rooms/{roomId}/questions/{questionId}/results', SIGNED_IN],
  ['POST', '/v1/messages/{messageUid}/recall', SIGNED_IN],
  ['POST', '/v1/reports', SIGNED_IN],
  ['POST', '/v1/content-checks', SIGNED_IN],
  ['GET', '/v1/admin/reports', STAFF],
  ['PATCH', '/v1/admin/reports/{reportId}', STAFF],
  ['GET', '/v1/admin/words', STAFF],
  ['PUT', '/v1/admin/words', ADMIN],
  ['DELETE', '/v1/admin/words', ADMIN],
  ['GET', '/v1/admin/bans', STAFF],
  ['PUT', '/v1/admin/bans/{userId}', STAFF],
  ['DELETE', '/v1/admin/bans/{userId}', STAFF],
  ['PUT', '/v1/admin/roles/{userId}', ADMIN],
  ['GET', '/v1/admin/audit', ADMIN],
  ['POST', '/v1/admin/reconcile', ADMIN],
  ['GET', '/v1/admin/outbox', ADMIN],
  ['POST', '/v1/admin/outbox/{callId}/retry', ADMIN],
  ['POST', '/v1/hooks/rongcloud/messages', THE_CLOUD],
  ['POST', '/v1/hooks/rongcloud/precheck', THE_CLOUD],
  ['POST', '/v1/hooks/rongcloud/presence', THE_CLOUD],
  ['POST', '/v1/hooks/rongcloud/rooms', THE_CLOUD],
]

interface OpenApi {
  openapi: string
  paths: Record<
    string,
    Record<string, { summary?: string; security?: unknown; responses?: Record<string, unknown> }>
  >
}

onEachDatabase('access', 'app', (database) => {
  let im: ImServer
  let server: AppServer
  let document: OpenApi
  const people = {} as Record<Exclude<Who, 'nobody'>, Person>
  const params: Record<string, string> = {
    userId: 'nobody',
    requestId: 'c_none',
    announcementId: 'a_none',
    questionId: 'q_none',
    messageUid: 'NONE-NONE-NONE-NONE',
    reportId: 'p_none',
    callId: '999999',
  }

  /** Lin is admin, Chen owns the group and the room; Wang, Zhao and Su take the other roles in turn. */
  beforeAll(async () => {
    im = await ImServer.start()
    const env = { APP_REQUESTS_PER_MINUTE: '100000' }
    server = await AppServer.start({ databaseUrl: database.url(), im, env })
    const [lin, chen, wang, zhao, su] = await Promise.all(
      ['lin', 'chen', 'wang', 'zhao', 'su'].map((id) => server.signIn(id)),
    )
    const group = await chen.post('/groups', { name: '院', memberIds: ['wang', 'zhao'] })
    const room = await chen.post('/rooms', { name: '屋' })
    params['groupId'] = group.body['id'] as string
    params['roomId'] = room.body['id'] as string
    await chen.put(`/groups/${params['groupId']}/admins/wang`)
    await chen.put(`/rooms/${params['roomId']}/hosts/zhao`)
    await lin.put('/admin/roles/su', { role: 'moderator' })
    Object.assign(people, {
      stranger: lin,
      member: zhao,
      groupAdmin: wang,
      groupOwner: chen,
      roomHost: zhao,
      roomOwner: chen,
      moderator: su,
      admin: lin,
    })
    document = (await server.request<OpenApi>('GET', '/v1/openapi.json')).body
  })
  afterAll(async () => {
    await server?.stop()
    await im?.stop()
  })

  /**
   * Asks with nothing in the body and ids nobody has. Whoever may call gets past the check of roles and is told what
   * is wrong with the request; a refusal comes before the request is read.
   */
  const ask = async (who: Who, method: string, path: string) => {
    const address = path.replace(/\{(\w+)\}/g, (_, name: string) => params[name])
    const authorization = who === 'nobody' ? '' : `Bearer ${people[who].accessToken}`
    const hasBody = method !== 'GET' && method !== 'DELETE'
    return server.request<{ code?: string; detail?: string }>(method, address, {
      headers: { authorization },
      ...(hasBody ? { body: { unknownField: true } } : {}),
    })
  }
  const isRefused = ({ status, body }: { status: number; body: { detail?: string } }): boolean =>
    status === 401 ||
    /^Only (a|the)\b/.test(body?.detail ?? '') ||
    /such group,|not signed/.test(body?.detail ?? '')

  it('knows who may call every address there is', () => {
    const served = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    )
    expect(table.map(([method, path]) => `${method} ${path}`).sort()).toEqual(served.sort())
  })

  /** Whoever may call these ends their session, membership, group or room; other suites do. */
  const isOwnEnd = new Set([
    'DELETE /v1/me',
    'DELETE /v1/sessions',
    'DELETE /v1/sessions/current',
    'DELETE /v1/groups/{groupId}',
    'DELETE /v1/groups/{groupId}/members/me',
    'PUT /v1/groups/{groupId}/members/me',
    'DELETE /v1/rooms/{roomId}',
  ])

  it.each(table)('%s %s is for these alone: %j', async (method, path, may) => {
    const isDestructive = isOwnEnd.has(`${method} ${path}`)
    for (const who of EVERYBODY) {
      // Staff stand above a room's roles; "stranger" is an admin here only to the group.
      const isStaffStranger = who === 'stranger' && !path.includes('{groupId}')
      const isSamePerson = (other: Who): boolean =>
        who !== 'nobody' && other !== 'nobody' && people[who] === people[other]
      const isAllowed = may.includes(who) || may.some(isSamePerson)
      if (isStaffStranger || (isDestructive && isAllowed)) continue
      const answer = await ask(who, method, path)
      expect({ who, isRefused: isRefused(answer), status: answer.status }).toEqual({
        who,
        isRefused: !isAllowed,
        status: answer.status,
      })
    }
  })

  it('describes every address: a summary, its errors, and whether it needs a token', () => {
    expect(document.openapi).toMatch(/^3\./)
    for (const [method, path, may] of table) {
      const operation = document.paths[path][method.toLowerCase()]
      const isOpen = may === EVERYBODY || may === THE_CLOUD
      expect([path, operation.summary]).toEqual([path, expect.stringMatching(/\w/)])
      expect([path, operation.security]).toEqual([path, isOpen ? undefined : [{ bearer: [] }]])
      expect(Object.keys(operation.responses ?? {})).toEqual(
        expect.arrayContaining([expect.stringMatching(/^20[04]$/)]),
      )
    }
  })
})
