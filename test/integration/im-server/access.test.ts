import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'

import {
  decodeMessage,
  type Draft,
  type Message,
} from '../../../scripts/im-server/protocol/messages'
import {
  publishTopics,
  queryTopics,
  type PublishTopic,
  type QueryTopic,
} from '../../../scripts/im-server/protocol/topics'
import { textMessage, WireClient } from '../../../scripts/tools/wire-client'
import { APP_KEY, ImServer } from '../helpers/im-server'

/**
 * What a stranger gets who knows every id there is. Lin and Chen talk in private and in a group; Lin sits
 * in a room with an entry in it. Mallory is in none of these, Wang came to the group after the message.
 */
const GROUP = 3
const ROOM = 4
const PRIVATE = 1
const SECRET = 'the password is swordfish'

interface Ids {
  privateUid: string
  groupUid: string
  directedUid: string
  roomUid: string
}

type Ask = (ids: Ids, mallory: WireClient) => Promise<{ status: number }>

function query<Topic extends QueryTopic>(
  topic: Topic,
  target: string,
  body: (ids: Ids) => Draft<Message<(typeof queryTopics)[Topic]['request']>>,
): Ask {
  return (ids, mallory) => mallory.query(topic, target, body(ids))
}

function publish<Topic extends PublishTopic>(
  topic: Topic,
  target: string,
  body: (ids: Ids) => Draft<Message<(typeof publishTopics)[Topic]['request']>>,
): Ask {
  return (ids, mallory) => mallory.publish(topic, target, body(ids))
}

const history = (targetId: string) => () => ({ targetId, time: 0, count: 20, order: 0 })
const command = (classname: string, content: object) => ({
  sessionId: 0,
  classname,
  content: JSON.stringify(content),
})
const recall = (uid: string, conversationType: number, targetId: string) => ({
  ...command('RC:RcCmd', { messageUId: uid, conversationType, targetId, isAdmin: true }),
  sessionId: 1,
})
const expansion = (mid: string) => command('RC:MsgExMsg', { mid, put: { owner: 'mallory' } })
const edit = (msgUID: string, targetId: string, type: number) => ({
  targetId,
  type,
  msgUID,
  fromUserId: '',
  content: '{"content":"forged"}',
})
const entry = {
  key: 'seat',
  value: 'mallory',
  status: 2,
  uid: 'mallory',
}

/** The statuses: refused, or answered about the asker's own, which is empty. */
const table: [what: string, ask: Ask, status: number][] = [
  ['reads the history of a group', query('qryGMsg', 'mallory', history('g')), 22406],
  ['reads the history of a room', query('qryCHMsg', 'r', history('r')), 23406],
  ['reads a conversation of two others', query('qryPMsg', 'mallory', history('lin')), 0],
  ['reads the notices of another', query('qrySMsg', 'mallory', history('lin')), 0],
  [
    'finds a private message by its id',
    query('qryMsg', 'mallory', ({ privateUid }) => ({
      targetId: 'lin',
      type: PRIVATE,
      query: [{ msgTime: 0, msgUID: privateUid }],
    })),
    0,
  ],
  [
    'finds a group message by its id',
    query('qryMsg', 'mallory', ({ groupUid }) => ({
      targetId: 'g',
      type: GROUP,
      query: [{ msgTime: 0, msgUID: groupUid }],
    })),
    0,
  ],
  [
    'deletes messages of others',
    query('delMsg', 'mallory', ({ privateUid }) => ({
      type: PRIVATE,
      conversationId: 'lin',
      msgs: [{ msgId: privateUid, msgDataTime: 0, direct: 1 }],
    })),
    0,
  ],
  [
    'pulls an inbox in the name of another',
    query('pullMsg', 'lin', () => ({ syncTime: 0, isPullSend: true, sendBoxSyncTime: 0 })),
    0,
  ],
  ['pulls edits in the name of another', query('pullModifyMsg', 'lin', () => ({})), 0],
  [
    'pulls events in the name of another',
    query('pullEventChange', 'lin', () => ({ syncTime: 1 })),
    0,
  ],
  ['lists the conversations of another', query('qryRelationR', 'lin', () => ({ count: 100 })), 0],
  [
    'asks for conversations by id',
    query('qryRLBatch', 'lin', () => ({
      relation: [
        { conversationType: PRIVATE, conversationId: 'lin' },
        { conversationType: GROUP, conversationId: 'g' },
      ],
    })),
    0,
  ],
  [
    'lists conversations by a tag',
    query('qryRelationFilter', 'lin', () => ({ tags: ['work'] })),
    0,
  ],
  ['reads the unread counts of another', query('qrySessions', 'lin', () => ({ count: 100 })), 0],
  ['pulls the unread counts of another', query('pullSe', 'lin', () => ({ version: 0 })), 0],
  ['reads the settings of another', query('pullUS', 'lin', () => ({ version: 0 })), 0],
  ['reads the pins and tags of another', query('pullSeAtts', 'lin', () => ({ time: 0 })), 0],
  ['reads the quiet hours of another', query('qryUnpush', 'lin', () => ({})), 0],
  [
    'edits a private message',
    query('modifyMsg', 'mallory', ({ privateUid }) => edit(privateUid, 'lin', PRIVATE)),
    34304,
  ],
  [
    'edits a group message',
    query('modifyMsg', 'mallory', ({ groupUid }) => edit(groupUid, 'g', GROUP)),
    34304,
  ],
  [
    'recalls a private message',
    publish('recallMsg', 'mallory', ({ privateUid }) => recall(privateUid, PRIVATE, 'lin')),
    25107,
  ],
  [
    'recalls a group message as an admin',
    publish('recallMsg', 'mallory', ({ groupUid }) => recall(groupUid, GROUP, 'g')),
    25107,
  ],
  [
    'recalls a room message',
    publish('recallMsg', 'mallory', ({ roomUid }) => recall(roomUid, ROOM, 'r')),
    25107,
  ],
  [
    'changes the expansion of a private message',
    publish('ppMsgP', 'lin', ({ privateUid }) => expansion(privateUid)),
    NaN,
  ],
  [
    'changes the expansion of a group message',
    publish('pgMsgP', 'g', ({ groupUid }) => expansion(groupUid)),
    22406,
  ],
  ['says something in a group', publish('pgMsgP', 'g', () => textMessage('let me in')), 22406],
  ['says something in a room', publish('chatMsg', 'r', () => textMessage('let me in')), 23406],
  [
    'gives a receipt for a group message',
    query('rrMsg', 'g', ({ groupUid }) => ({ msgId: [groupUid] })),
    NaN,
  ],
  [
    'asks who read a group message',
    query('rrList', 'g', ({ groupUid }) => ({ msgId: [groupUid] })),
    NaN,
  ],
  [
    'asks who read a message, version 4',
    query('qryMsgRead', 'mallory', ({ groupUid }) => ({
      targetId: 'g',
      type: GROUP,
      msgId: groupUid,
    })),
    NaN,
  ],
  [
    'counts who read messages, version 4',
    query('qryMsgReadCntBatch', 'g', ({ groupUid }) => ({ msgId: [groupUid] })),
    NaN,
  ],
  [
    'marks a conversation of others read, version 4',
    publish('sendMsgRead', 'g', ({ groupUid }) => ({
      targetId: 'g',
      type: GROUP,
      startMsgId: '',
      endMsgId: groupUid,
    })),
    NaN,
  ],
  [
    'gives a receipt, version 5',
    query('readReceipt', 'g', ({ directedUid }) => ({
      targetId: 'g',
      type: GROUP,
      readType: 0,
      msgIds: [directedUid],
    })),
    NaN,
  ],
  [
    'asks who read, version 5',
    query('qryReceipt', 'g', ({ directedUid }) => ({
      targetId: 'g',
      type: GROUP,
      msgIds: [directedUid],
      qryType: 1,
      pageSize: 10,
      readType: 1,
      order: 0,
    })),
    NaN,
  ],
  [
    'counts who read, version 5',
    query('qryReceiptBatch', 'g', ({ directedUid }) => ({
      items: [{ targetId: 'g', type: GROUP, msgIds: [directedUid] }],
    })),
    NaN,
  ],
  [
    'pulls the messages of a room',
    query('chrmPull', 'r', () => ({ syncTime: 0, count: 50 })),
    23406,
  ],
  ['reads the entries of a room', query('pullKV', 'r', () => ({ timestamp: 0 })), 23406],
  ['sets an entry of a room by force', query('setKV', 'r', () => ({ entry, type: 4 })), 23406],
  ['removes an entry of a room by force', query('delKV', 'r', () => ({ entry, type: 4 })), 23406],
  ['sets several entries of a room', query('setKVS', 'r', () => ({ entry: [entry] })), 23406],
  ['removes several entries of a room', query('delKVS', 'r', () => ({ entry: [entry] })), 23406],
  [
    'takes a file key somebody has',
    query('qnTkn', 'mallory', () => ({ type: 1, key: 'lin-picture.png' })),
    NaN,
  ],
  [
    'clears a conversation of two others',
    query('cleanPMsg', 'lin', () => ({ targetId: 'chen', dataTime: 0, conversationType: PRIVATE })),
    0,
  ],
  [
    'marks a conversation of another read',
    publish('updRTime', 'lin', () => ({ type: PRIVATE, msgTime: 2 ** 42, channelId: 'chen' })),
    0,
  ],
  [
    'removes conversations of another',
    query('delRelationBatch', 'lin', () => ({
      relation: [{ conversationType: PRIVATE, conversationId: 'chen' }],
      cleanMsg: true,
    })),
    0,
  ],
  [
    'pins a conversation of another',
    query('setSeAtt', 'lin', () => ({
      version: 0,
      ignoreVersion: true,
      state: [
        { type: PRIVATE, channelId: 'chen', stateItem: [{ sessionStateType: 2, value: '1' }] },
      ],
    })),
    0,
  ],
  [
    'removes a tag of another',
    query('delSeTag', 'lin', () => ({ tags: [{ tagId: 'work', name: '' }], version: 0 })),
    0,
  ],
]

describe('somebody who knows every id but has no part in the conversation', () => {
  let directory: string
  let server: ImServer
  let lin: WireClient
  let chen: WireClient
  let mallory: WireClient
  let wang: WireClient
  let ids: Ids
  let before: unknown

  const connect = async (userId: string): Promise<WireClient> =>
    WireClient.connect({
      port: server.port,
      appKey: APP_KEY,
      token: await server.tokenFor(userId),
      deviceId: userId,
    })
  const send = async (topic: 'ppMsgP' | 'pgMsgP' | 'chatMsg', target: string, more = {}) => {
    const { status, uid } = await lin.publish(topic, target, {
      ...textMessage(SECRET),
      sessionId: 67,
      optionBits: 2,
      extraContent: '{"owner":{"v":"lin"}}',
      ...more,
    })
    expect(status).toBe(0)
    return uid
  }
  const upload = async (key: string): Promise<void> => {
    const { body } = await lin.query('qnTkn', 'lin', { type: 1, key })
    const navi = await fetch(`${server.address}/v2/navi.json`, {
      method: 'POST',
      headers: { 'rc-appkey': APP_KEY, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ token: await server.tokenFor('lin') }),
    })
    const { uploadServer } = (await navi.json()) as { uploadServer: string }
    const form = new FormData()
    form.append('token', decodeMessage('GetQNupTokenOutput', body).token)
    form.append('key', key)
    form.append('file', new Blob([SECRET]), key)
    const answer = await fetch(`http://${uploadServer}/`, { method: 'POST', body: form })
    expect(answer.status).toBe(200)
  }
  /** All Lin and Chen can see of their own, with the times of answers left out. */
  const whole = async (): Promise<unknown> => {
    const ask = async (
      who: WireClient,
      topic: 'qryPMsg' | 'qryGMsg' | 'qryCHMsg',
      target: string,
    ) => {
      const { body } = await who.query(topic, target, history(target)())
      return decodeMessage('HistoryMsgOuput', body).list
    }
    const list = await lin.query('qryRelationR', 'lin', { count: 100 })
    const tags = await lin.query('pullUS', 'lin', { version: 0 })
    const pins = await lin.query('pullSeAtts', 'lin', { time: 0 })
    const unread = await lin.query('pullSe', 'lin', { version: 0 })
    const entries = await lin.query('pullKV', 'r', { timestamp: 0 })
    const readers = await lin.query('rrList', 'g', { msgId: [ids.groupUid] })
    return [
      await ask(lin, 'qryPMsg', 'chen'),
      await ask(chen, 'qryPMsg', 'lin'),
      await ask(chen, 'qryGMsg', 'g'),
      await ask(lin, 'qryCHMsg', 'r'),
      decodeMessage('RelationsOutput', list.body).info,
      Buffer.from(tags.body),
      Buffer.from(pins.body),
      Buffer.from(unread.body),
      Buffer.from(entries.body),
      Buffer.from(readers.body),
    ]
  }

  beforeAll(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'im-access-'))
    server = await ImServer.start({ IM_FILES_DIR: directory })
    ;[lin, chen, mallory, wang] = await Promise.all(['lin', 'chen', 'mallory', 'wang'].map(connect))
    await server.api('/group/create', { userId: ['lin', 'chen'], groupId: 'g', groupName: 'G' })
    await server.api('/chatroom/create_new', { chatroomId: 'r' })
    await lin.query('joinChrm', 'r', { nothing: 1 })
    await lin.query('setKV', 'r', { entry: { key: 'seat', value: SECRET, uid: 'lin' }, type: 4 })
    await lin.query('addSeTag', 'lin', {
      tags: [{ tagId: 'work', name: SECRET.slice(0, 15) }],
      version: 0,
    })
    ids = {
      privateUid: await send('ppMsgP', 'chen'),
      groupUid: await send('pgMsgP', 'g'),
      directedUid: await send('pgMsgP', 'g', { toUserIds: ['chen'] }),
      roomUid: await send('chatMsg', 'r'),
    }
    await server.api('/group/join', { userId: 'wang', groupId: 'g', groupName: 'G' })
    await upload('lin-picture.png')
    before = await whole()
  })
  afterAll(async () => {
    for (const client of [lin, chen, mallory, wang]) client?.close()
    await server?.stop()
    await rm(directory, { recursive: true, force: true })
  })

  it.each(table)('%s: learns and changes nothing', async (_what, ask, status) => {
    const answer = await ask(ids, mallory)
    if (Number.isNaN(status)) expect(answer.status).toBeGreaterThan(0)
    else expect(answer.status).toBe(status)
    const body = 'body' in answer ? Buffer.from(answer.body as Uint8Array) : Buffer.alloc(0)
    expect(body.includes('swordfish') || body.includes('the password')).toBe(false)
    expect(await whole()).toEqual(before)
  })

  it('the table has every topic that names a conversation, a message, a room or a file', () => {
    /** About the asker and nothing else: what these name, they name among the asker's own. */
    const own = new Set<string>([
      'qAppBot',
      'reportsdk',
      'setTypeUnpush',
      'addUnpush',
      'delUnpush',
      'addSeTag',
      'addTag',
      'delTag',
      'transLan',
      'autoTrans',
      'upConvertMsg',
      'qrySessionsAtt',
      'qrySessionsUnread',
      'delSessions',
      'cleanGMsg',
      'cleanSMsg',
      'cleanMsgBatch',
      'updRRTime',
      'pbMsgP',
    ])
    /** Open to everybody by what they are: rooms are public, addresses are checked in their own tests. */
    const open = new Set<string>([
      'joinChrm',
      'joinChrmR',
      'exitChrm',
      'queryChrmI',
      'qnUrl',
      'aliUrl',
      's3Url',
      'ppMsgS',
      'pgMsgS',
    ])
    const asked = new Set<string>()
    const spy = {
      query: (topic: string) => (asked.add(topic), Promise.resolve({ status: 0 })),
      publish: (topic: string) => (asked.add(topic), Promise.resolve({ status: 0 })),
    } as unknown as WireClient
    for (const [, ask] of table) void ask(ids, spy)
    const all = [...Object.keys(queryTopics), ...Object.keys(publishTopics)]
    expect(all.filter((topic) => !asked.has(topic) && !own.has(topic) && !open.has(topic))).toEqual(
      [],
    )
  })

  it('who came to a group later sees and changes nothing of what was said before', async () => {
    const { body } = await wang.query('qryGMsg', 'wang', history('g')())
    expect(decodeMessage('HistoryMsgOuput', body).list).toEqual([])
    for (const uid of [ids.groupUid, ids.directedUid]) {
      expect((await wang.publish('pgMsgP', 'g', expansion(uid))).status).toBeGreaterThan(0)
      expect((await wang.query('rrMsg', 'g', { msgId: [uid] })).status).toBeGreaterThan(0)
    }
    expect(await whole()).toEqual(before)
  })

  it('who left a group is shown nothing that was said after', async () => {
    await server.api('/group/create', { userId: ['lin', 'wang'], groupId: 'old', groupName: 'O' })
    expect((await lin.publish('pgMsgP', 'old', textMessage('welcome'))).status).toBe(0)
    await server.api('/group/quit', { userId: 'wang', groupId: 'old' })
    expect((await lin.publish('pgMsgP', 'old', textMessage(SECRET))).status).toBe(0)
    const relation = [{ conversationType: GROUP, conversationId: 'old' }]
    for (const { body } of [
      await wang.query('qryRelationR', 'wang', { count: 100 }),
      await wang.query('qryRLBatch', 'wang', { relation }),
      await wang.query('qrySessions', 'wang', { count: 100 }),
    ]) {
      expect(Buffer.from(body).includes('welcome')).toBe(true)
      expect(Buffer.from(body).includes('swordfish')).toBe(false)
    }
  })

  it('a muted person cannot speak by editing what they said', async () => {
    const { uid } = await chen.publish('pgMsgP', 'g', textMessage('fine'))
    await server.api('/group/user/gag/add', { groupId: 'g', userId: 'chen', minute: 5 })
    const { status } = await chen.query('modifyMsg', 'chen', edit(uid, 'g', GROUP))
    expect(status).toBe(22408)
  })
})
