import type { AppContext } from '../context'
import type { Db } from '../data/tables'
import { Problem } from '../http/problem'
import { newId } from '../ids'
import { QUIZ_ENTRY, ROOM_QUIZ, roomEntryCall, roomMessageCall } from './room-messages'
import { requireMaySpeak } from './room-mutes'
import { roomSubject } from './rooms'

export interface Question {
  id: string
  roomId: string
  body: string
  options: string[]
  byId: string
  createdAt: number
  /** Unix ms; null: open until closed by a host. */
  closesAt: number | null
  isClosed: boolean
}

export interface QuestionResults {
  question: Question
  /** Answers per option. */
  counts: number[]
  total: number
  /** Index of the right option; null for a poll, or while the question is open. */
  answer: number | null
  /** The asker's own choice, null when they gave none. */
  ownChoice: number | null
}

interface StoredQuestion extends Question {
  answer: number | null
}

async function findQuestion(
  db: Db,
  now: number,
  roomId: string,
  questionId: string,
): Promise<StoredQuestion> {
  const row = await db
    .selectFrom('questions')
    .selectAll()
    .where('id', '=', questionId)
    .where('room_id', '=', roomId)
    .executeTakeFirst()
  if (!row) throw Problem.notFound('question')
  return {
    id: row.id,
    roomId: row.room_id,
    body: row.body,
    options: row.options,
    byId: row.by_id,
    createdAt: row.created_at,
    closesAt: row.closes_at,
    isClosed: row.closed_at !== null || (row.closes_at !== null && row.closes_at <= now),
    answer: row.answer,
  }
}

export interface NewQuestion {
  body: string
  options: string[]
  /** Index of the right option; left out for a poll. */
  answer?: number
  /** Left out: open until a host closes it. */
  seconds?: number
}

export async function ask(
  context: AppContext,
  byId: string,
  roomId: string,
  wanted: NewQuestion,
): Promise<Question> {
  const { db, outbox, textGuard, now } = context
  if (wanted.answer !== undefined && wanted.answer >= wanted.options.length) {
    throw new Problem('validation', 'The answer is none of the options.', [
      { pointer: '/body/answer', detail: 'must be the index of an option' },
    ])
  }
  const [body, ...options] = await Promise.all(
    [wanted.body, ...wanted.options].map((text) => textGuard.check(byId, 'social', text)),
  )
  const question: Question = {
    id: newId('q'),
    roomId,
    body: body,
    options,
    byId,
    createdAt: now(),
    closesAt: wanted.seconds === undefined ? null : now() + wanted.seconds * 1000,
    isClosed: false,
  }
  await db.transaction().execute(async (transaction) => {
    await transaction
      .insertInto('questions')
      .values({
        id: question.id,
        room_id: roomId,
        by_id: byId,
        body: question.body,
        options: JSON.stringify(options) as unknown as string[],
        answer: wanted.answer ?? null,
        created_at: question.createdAt,
        closes_at: question.closesAt,
      })
      .execute()
    await outbox.add(
      transaction,
      roomEntryCall(roomId, byId, QUIZ_ENTRY, question),
      roomMessageCall(roomId, byId, ROOM_QUIZ, question),
    )
  })
  await outbox.settle([roomSubject(roomId)])
  return question
}

/** One choice a person; the same one again changes nothing, another one is refused. */
export async function answerQuestion(
  context: AppContext,
  userId: string,
  roomId: string,
  questionId: string,
  choice: number,
): Promise<void> {
  const { db, now } = context
  await requireMaySpeak(context, roomId, userId)
  const question = await findQuestion(db, now(), roomId, questionId)
  if (question.isClosed) throw Problem.conflict('The question is closed.')
  if (choice >= question.options.length) {
    throw new Problem('validation', 'There is no such option.', [
      { pointer: '/body/choice', detail: 'must be the index of an option' },
    ])
  }
  await db
    .insertInto('answers')
    .values({ question_id: questionId, user_id: userId, choice, created_at: now() })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const stored = await ownChoice(db, questionId, userId)
  if (stored !== choice) throw Problem.conflict('Answered already; an answer stands.')
}

export async function closeQuestion(
  context: AppContext,
  byId: string,
  roomId: string,
  questionId: string,
): Promise<QuestionResults> {
  const { db, outbox, now } = context
  await db.transaction().execute(async (transaction) => {
    await findQuestion(transaction, now(), roomId, questionId)
    const closed = await transaction
      .updateTable('questions')
      .set({ closed_at: now() })
      .where('id', '=', questionId)
      .where('closed_at', 'is', null)
      .executeTakeFirst()
    if (closed.numUpdatedRows === 0n) return
    const { question, counts, total, answer } = await tally(transaction, now(), roomId, questionId)
    await outbox.add(
      transaction,
      roomEntryCall(roomId, question.byId, QUIZ_ENTRY, null),
      roomMessageCall(roomId, byId, ROOM_QUIZ, { ...question, counts, total, answer }),
    )
  })
  await outbox.settle([roomSubject(roomId)])
  return readResults(context, byId, true, roomId, questionId)
}

/** Closes every question whose time is over, so that the room is told. */
export async function closeOverdueQuestions(context: AppContext): Promise<void> {
  const { db, now } = context
  const overdue = await db
    .selectFrom('questions')
    .innerJoin('rooms', 'rooms.id', 'questions.room_id')
    .select(['questions.id', 'questions.room_id', 'questions.by_id'])
    .where('questions.closed_at', 'is', null)
    .where('questions.closes_at', '<=', now())
    .where('rooms.status', '=', 'open')
    .limit(100)
    .execute()
  for (const question of overdue) {
    await closeQuestion(context, question.by_id, question.room_id, question.id)
  }
}

/** Hosts see how it stands at any time, everybody else once the question is closed. */
export async function readResults(
  { db, now }: AppContext,
  userId: string,
  isHost: boolean,
  roomId: string,
  questionId: string,
): Promise<QuestionResults> {
  const results = await tally(db, now(), roomId, questionId)
  if (!results.question.isClosed && !isHost) {
    throw Problem.forbidden('The results are shown once the question is closed.')
  }
  return { ...results, ownChoice: await ownChoice(db, questionId, userId) }
}

async function tally(
  db: Db,
  now: number,
  roomId: string,
  questionId: string,
): Promise<Omit<QuestionResults, 'ownChoice'>> {
  const { answer, ...question } = await findQuestion(db, now, roomId, questionId)
  const rows = await db
    .selectFrom('answers')
    .select(['choice', (row) => row.fn.countAll<number>().as('count')])
    .where('question_id', '=', questionId)
    .groupBy('choice')
    .execute()
  const counts = question.options.map(
    (_, index) => rows.find((row) => row.choice === index)?.count ?? 0,
  )
  const total = counts.reduce((sum, count) => sum + count, 0)
  return { question, counts, total, answer: question.isClosed ? answer : null }
}

async function ownChoice(db: Db, questionId: string, userId: string): Promise<number | null> {
  const row = await db
    .selectFrom('answers')
    .select('choice')
    .where('question_id', '=', questionId)
    .where('user_id', '=', userId)
    .executeTakeFirst()
  return row?.choice ?? null
}
