import type { Db } from '../data/tables'

/** Notes who did what to whom, in the transaction of the deed. */
export async function audit(
  db: Db,
  now: number,
  actorId: string,
  action: string,
  subject: string,
  detail: Record<string, unknown>,
): Promise<void> {
  await db
    .insertInto('audit_log')
    .values({ actor_id: actorId, action, subject, detail: JSON.stringify(detail), created_at: now })
    .execute()
}
