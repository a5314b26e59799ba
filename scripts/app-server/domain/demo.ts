import type { AppContext } from '../context'
import { addContactPair } from './contacts'
import { insertGroup } from './groups'
import { insertRoom } from './rooms'

/** People a demo server knows from the start; the first one is an admin and owns the group and the room. */
export const DEMO_PEOPLE = [
  { id: 'lin', nickname: '林晓', english: 'Lin Xiao' },
  { id: 'chen', nickname: '陈默', english: 'Chen Mo' },
  { id: 'wang', nickname: '王小雨', english: 'Wang Xiaoyu' },
  { id: 'zhao', nickname: '赵磊', english: 'Zhao Lei' },
  { id: 'su', nickname: '苏晴', english: 'Su Qing' },
] as const

const GROUP = { id: 'courtyard', name: '槐树院' }
const ROOM = { id: 'lobby', name: '大厅' }

/** Adds what a demo needs where it is missing; what people have changed since stays as it is. */
export async function addDemo(context: AppContext): Promise<void> {
  const { db, now } = context
  const ids: string[] = DEMO_PEOPLE.map((person) => person.id)
  const added = await db
    .insertInto('users')
    .values(
      DEMO_PEOPLE.map(({ id, nickname }, index) => ({
        id,
        nickname,
        avatar: '',
        is_demo: true,
        role: index === 0 ? ('admin' as const) : ('user' as const),
        created_at: now(),
        updated_at: now(),
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .execute()
  if (added.length > 0) await makeAllContacts(context, ids)

  const owner = ids[0]
  const hasGroup = await db.selectFrom('groups').select('id').where('id', '=', GROUP.id).execute()
  if (hasGroup.length === 0) {
    await insertGroup(context, {
      ...GROUP,
      ownerId: owner,
      memberIds: ids.slice(1),
      joinPolicy: 'open',
    })
  }
  const hasRoom = await db.selectFrom('rooms').select('id').where('id', '=', ROOM.id).execute()
  if (hasRoom.length === 0) await insertRoom(context, { ...ROOM, ownerId: owner })
}

async function makeAllContacts({ db, now }: AppContext, ids: string[]): Promise<void> {
  for (const [index, id] of ids.entries()) {
    for (const other of ids.slice(index + 1)) await addContactPair(db, id, other, now())
  }
}
