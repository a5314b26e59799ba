import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

import { PROBLEMS, Problem, type FieldProblem } from './problem'
import { RongCloudError } from '../rongcloud/rongcloud-error'
import { WeChatError } from '../wechat/wechat-error'

/** Answers every failure as RFC 9457 problem+json, and tells nothing of what is inside the server. */
export function answerProblems(app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const problem = toProblem(error)
    if (problem.status >= 500) request.log.error({ err: error }, 'request failed')
    return sendProblem(request, reply, problem)
  })
  app.setNotFoundHandler((request, reply) =>
    sendProblem(request, reply, new Problem('not_found', 'There is no such address.')),
  )
}

export function sendProblem(
  request: FastifyRequest,
  reply: FastifyReply,
  problem: Problem,
): FastifyReply {
  return reply
    .code(problem.status)
    .type('application/problem+json')
    .send(
      JSON.stringify({
        type: `urn:hutong:problem:${problem.code}`,
        title: PROBLEMS[problem.code].title,
        status: problem.status,
        detail: problem.detail,
        instance: request.id,
        code: problem.code,
        ...(problem.errors ? { errors: problem.errors } : {}),
      }),
    )
}

function toProblem(error: FastifyError | Error): Problem {
  if (error instanceof Problem) return error
  if (error instanceof RongCloudError) {
    return new Problem('upstream.rongcloud', `The IM cloud answered ${error.code}.`)
  }
  if (error instanceof WeChatError) {
    return new Problem('upstream.wechat', `WeChat answered ${error.code}.`)
  }
  if ('validation' in error && error.validation) return validationProblem(error)
  const status = 'statusCode' in error ? (error.statusCode ?? 500) : 500
  if (status === 429) return new Problem('rate_limited', 'Too many requests; see Retry-After.')
  // Fastify's own refusals: no JSON, a body too large, a content type it does not take.
  if (status >= 400 && status < 500)
    return new Problem('validation', error.message, undefined, status)
  return new Problem('internal', 'The request was not carried out. Try again later.')
}

function validationProblem(error: FastifyError): Problem {
  const context = error.validationContext ?? 'body'
  const errors: FieldProblem[] = (error.validation ?? []).map((issue) => ({
    pointer: `/${context}${issue.instancePath}`,
    detail: issue.message ?? 'is not valid',
  }))
  return new Problem(
    'validation',
    `The ${context} does not have the form this address takes.`,
    errors,
  )
}
