import type { AppContext } from '../context'
import type { Db } from '../data/tables'
import { Problem } from '../http/problem'
import { newId } from '../ids'
import { audit } from './audit'
import { findGroupRole } from './groups'
import { findRouted, requireMaySee } from './routed-messages'
import { systemTold } from './system-notices'

export type SubjectType = 'user' | 'group' | 'room' | 'message'
export type ReportStatus = 'open' | 'upheld' | 'rejected'

export interface Report {
  id: string
  reporterId: string
  subjectType: SubjectType
  subjectId: string
  reason: string
  detail: string
  /** The message reported, as routing told us of it; null for other subjects, or without routing. */
  evidence: unknown
  status: ReportStatus
  handledBy: string | null
  note: string
  createdAt: number
}

export interface NewReport {
  subjectType: SubjectType
  subjectId: string
  reason: string
  detail: string
}

const COLUMNS = [
  'id',
  'reporter_id as reporterId',
  'subject_type as subjectType',
  'subject_id as subjectId',
  'reason',
  'detail',
  'evidence',
  'status',
  'handled_by as handledBy',
  'note',
  'created_at as createdAt',
] as const

export async function fileReport(
  { db, now }: AppContext,
  reporterId: string,
  report: NewReport,
): Promise<{ id: string }> {
  const evidence = await findEvidence(db, reporterId, report)
  const id = newId('p')
  await db
    .insertInto('reports')
    .values({
      id,
      reporter_id: reporterId,
      subject_type: report.subjectType,
      subject_id: report.subjectId,
      reason: report.reason,
      detail: report.detail,
      evidence: evidence ? JSON.stringify(evidence) : null,
      created_at: now(),
    })
    .execute()
  return { id }
}

async function findEvidence(
  db: Db,
  reporterId: string,
  { subjectType, subjectId }: NewReport,
): Promise<unknown> {
  if (subjectType === 'message') {
    const message = await findRouted(db, subjectId)
    if (!message) return null
    await requireMaySee(
      message,
      reporterId,
      async (groupId) => (await findGroupRole(db, groupId, reporterId)) !== null,
    )
    return message
  }
  const table = { user: 'users', group: 'groups', room: 'rooms' } as const
  const row = await db
    .selectFrom(table[subjectType])
    .select('id')
    .where('id', '=', subjectId)
    .executeTakeFirst()
  if (!row) throw Problem.notFound(subjectType)
  return null
}

/** Oldest first. `cursor` is the last id of the page before, as ids and times are read together. */
export async function listReports(
  db: Db,
  status: ReportStatus,
  limit: number,
  cursor?: string,
): Promise<Report[]> {
  const reports = db
    .selectFrom('reports')
    .select(COLUMNS)
    .where('status', '=', status)
    .orderBy('created_at')
    .orderBy('id')
    .limit(limit)
  if (!cursor) return reports.execute()
  const last = await db
    .selectFrom('reports')
    .select(['created_at', 'id'])
    .where('id', '=', cursor)
    .executeTakeFirst()
  if (!last) throw new Problem('validation', 'The cursor is of no page.')
  return reports
    .where((where) =>
      where.or([
        where('created_at', '>', last.created_at),
        where.and([where('created_at', '=', last.created_at), where('id', '>', last.id)]),
      ]),
    )
    .execute()
}

/** Decides a report and tells who reported, as a system message. */
export async function decideReport(
  { db, outbox, now }: AppContext,
  byId: string,
  reportId: string,
  status: 'upheld' | 'rejected',
  note: string,
): Promise<Report> {
  const report = await db.transaction().execute(async (transaction) => {
    const decided = await transaction
      .updateTable('reports')
      .set({ status, note, handled_by: byId, handled_at: now() })
      .where('id', '=', reportId)
      .where('status', '=', 'open')
      .returning(COLUMNS)
      .executeTakeFirst()
    if (!decided) {
      const known = await transaction
        .selectFrom('reports')
        .select('id')
        .where('id', '=', reportId)
        .executeTakeFirst()
      throw known ? Problem.conflict('The report is decided already.') : Problem.notFound('report')
    }
    await audit(transaction, now(), byId, `report.${status}`, `report:${reportId}`, { note })
    const told = { content: decisionText(status) }
    await outbox.add(transaction, systemTold(decided.reporterId, 'RC:TxtMsg', told))
    return decided
  })
  outbox.wake()
  return report
}

function decisionText(status: 'upheld' | 'rejected'): string {
  return status === 'upheld'
    ? '你举报的内容已处理，谢谢。Your report was upheld. Thank you.'
    : '你举报的内容未发现违规。We found nothing against the rules in what you reported.'
}
