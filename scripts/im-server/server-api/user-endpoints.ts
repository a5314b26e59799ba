import type { Endpoints } from './endpoint'
import { ApiError, type Parameters } from './parameters'

function nameOf(parameters: Parameters): string | undefined {
  const name = parameters.optional('name')
  if (name !== undefined && name.length > 128) throw new ApiError(1005, 'name is too long.')
  return name
}

function portraitOf(parameters: Parameters): string | undefined {
  const portraitUri = parameters.optional('portraitUri')
  if (portraitUri !== undefined && portraitUri.length > 512) {
    throw new ApiError(1005, 'portraitUri is too long.')
  }
  return portraitUri
}

export const userEndpoints: Endpoints = {
  '/user/getToken': (parameters, { state }) => {
    const userId = parameters.id('userId')
    const name = nameOf(parameters)
    const portraitUri = portraitOf(parameters)
    return () => {
      state.users.update(userId, {
        ...(name === undefined ? {} : { name }),
        ...(portraitUri === undefined ? {} : { portraitUri }),
      })
      return { userId, token: state.tokens.issue(userId) }
    }
  },
  '/user/refresh': (parameters, { state }) => {
    const userId = parameters.id('userId')
    const name = nameOf(parameters)
    const portraitUri = portraitOf(parameters)
    return () => {
      state.users.update(userId, {
        ...(name === undefined ? {} : { name }),
        ...(portraitUri === undefined ? {} : { portraitUri }),
      })
    }
  },
}
