import type { AppContext } from '../context'
import type { Db } from '../data/tables'
import type { CloudCall } from '../outbox/outbox'
import { audit } from './audit'
import { inCalls } from './cloud-limits'

/** Groups and rooms are muted as a whole in the same way; this says where they differ. */
export interface MutedPlace {
  scope: 'group' | 'room'
  table: 'groups' | 'rooms'
  /** Start of the cloud's paths. */
  family: '/group' | '/chatroom'
  /** Field of the cloud's calls that names it. */
  idField: 'groupId' | 'chatroomId'
  /** Who may speak all the same: by their role, or exempted by name. */
  listExempt(db: Db, id: string): Promise<string[]>
}

function subjectOf({ scope }: MutedPlace, id: string): string {
  return `${scope}:${id}`
}

/** Calls that exempt people from the mute of the whole place, or end that. */
export function exemptionCalls(
  place: MutedPlace,
  id: string,
  userIds: readonly string[],
  verb: 'add' | 'rollback',
): CloudCall[] {
  return inCalls(userIds).map((userId) => ({
    subject: subjectOf(place, id),
    path: `${place.family}/user/ban/whitelist/${verb}.json`,
    form: { [place.idField]: id, userId },
  }))
}

export function muteCall(place: MutedPlace, id: string, isMuted: boolean): CloudCall {
  return {
    subject: subjectOf(place, id),
    path: `${place.family}/ban/${isMuted ? 'add' : 'rollback'}.json`,
    form: { [place.idField]: [id] },
  }
}

/** Mutes or opens the whole place. Exemptions reach the cloud first, so that nobody exempt is cut off. */
export async function setMuted(
  { db, outbox, now }: AppContext,
  byId: string,
  place: MutedPlace,
  id: string,
  isMuted: boolean,
): Promise<void> {
  const subject = subjectOf(place, id)
  await db.transaction().execute(async (transaction) => {
    await transaction
      .updateTable(place.table)
      .set({ is_muted: isMuted, updated_at: now() })
      .where('id', '=', id)
      .execute()
    await audit(transaction, now(), byId, `${place.scope}.mute-all`, subject, { isMuted })
    const exempt = isMuted ? await place.listExempt(transaction, id) : []
    await outbox.add(
      transaction,
      ...exemptionCalls(place, id, exempt, 'add'),
      muteCall(place, id, isMuted),
    )
  })
  await outbox.settle([subject])
}

/** Exempts a person by name, or ends that; who is exempt by their role stays so. */
export async function setExemption(
  { db, outbox }: AppContext,
  place: MutedPlace,
  id: string,
  userId: string,
  isExempt: boolean,
): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    if (isExempt) {
      await transaction
        .insertInto('exemptions')
        .values({ scope: place.scope, scope_id: id, user_id: userId })
        .onConflict((conflict) => conflict.doNothing())
        .execute()
    } else {
      await transaction
        .deleteFrom('exemptions')
        .where('scope', '=', place.scope)
        .where('scope_id', '=', id)
        .where('user_id', '=', userId)
        .execute()
    }
    const isStillExempt = (await place.listExempt(transaction, id)).includes(userId)
    const verb = isStillExempt ? 'add' : 'rollback'
    await outbox.add(transaction, ...exemptionCalls(place, id, [userId], verb))
  })
  await outbox.settle([subjectOf(place, id)])
}
