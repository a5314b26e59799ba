import { Type } from 'typebox'

import { answerQuestion, ask, closeQuestion, readResults } from '../domain/questions'
import { isStaff, personOf, type SignedIn } from '../http/access'
import { answers, Body, Id, noContent, Text, Time } from '../http/schemas'
import type { Routes } from './route-plugin'

const Question = Type.Object({
  id: Type.String(),
  roomId: Type.String(),
  body: Type.String(),
  options: Type.Array(Type.String()),
  byId: Type.String(),
  createdAt: Time,
  closesAt: Type.Union([Time, Type.Null()]),
  isClosed: Type.Boolean(),
})
const Results = Type.Object({
  question: Question,
  counts: Type.Array(Type.Integer()),
  total: Type.Integer(),
  answer: Type.Union([Type.Integer(), Type.Null()]),
  ownChoice: Type.Union([Type.Integer(), Type.Null()]),
})
const QuestionParams = Body({ roomId: Id, questionId: Id })
const Choice = Type.Integer({ minimum: 0, maximum: 7 })

const visitor = { access: { who: 'room', role: 'visitor' } } as const
const host = { access: { who: 'room', role: 'host' } } as const

export const questionRoutes: Routes = async (app, { context }) => {
  app.post(
    '/rooms/:roomId/questions',
    {
      config: host,
      schema: {
        summary: 'Put a question, or a poll, to the room',
        params: Body({ roomId: Id }),
        body: Body({
          body: Text(200),
          options: Type.Array(Text(100), { minItems: 2, maxItems: 8 }),
          answer: Type.Optional(Choice),
          seconds: Type.Optional(Type.Integer({ minimum: 5, maximum: 86_400 })),
        }),
        response: answers(Question),
      },
    },
    async (request) => ask(context, personOf(request).id, request.params.roomId, request.body),
  )

  app.post(
    '/rooms/:roomId/questions/:questionId/answers',
    {
      config: visitor,
      schema: {
        summary: 'Answer, once',
        params: QuestionParams,
        body: Body({ choice: Choice }),
        response: noContent,
      },
    },
    async (request, reply) => {
      const { roomId, questionId } = request.params
      await answerQuestion(context, personOf(request).id, roomId, questionId, request.body.choice)
      return reply.code(204).send(null)
    },
  )

  app.post(
    '/rooms/:roomId/questions/:questionId/close',
    {
      config: host,
      schema: {
        summary: 'Close the question and tell the room how it went',
        params: QuestionParams,
        response: answers(Results),
      },
    },
    async (request) => {
      const { roomId, questionId } = request.params
      return closeQuestion(context, personOf(request).id, roomId, questionId)
    },
  )

  app.get(
    '/rooms/:roomId/questions/:questionId/results',
    {
      config: visitor,
      schema: {
        summary: 'How it went, or for hosts how it stands',
        params: QuestionParams,
        response: answers(Results),
      },
    },
    async (request) => {
      const person = personOf(request)
      const { roomId, questionId } = request.params
      return readResults(context, person.id, isHost(person), roomId, questionId)
    },
  )
}

function isHost(person: SignedIn): boolean {
  return person.roomRole !== 'visitor' || isStaff(person)
}
