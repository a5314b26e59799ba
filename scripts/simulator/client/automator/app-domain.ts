import type { Page } from '../navigation/page'
import { type AutomatorContext, type Handler, list, text } from './protocol'
import { WxMocks } from './wx-mocks'

/** `App.*`: the page stack, `wx`, functions run in the mini-program. */
export function appDomain(context: AutomatorContext): Record<string, Handler> {
  const { pages, service, functions } = context
  const mocks = new WxMocks(service.wx)
  const describe = ({ id, path, query }: Page): object => ({ pageId: id, path, query })
  return {
    'App.getPageStack': () => ({ pageStack: pages.stack.pages.map(describe) }),
    'App.getCurrentPage': () => {
      const page = pages.stack.top
      if (!page) throw new Error('no page is open')
      return describe(page)
    },
    'App.callWxMethod': async (params) => ({
      result: await mocks.call(text(params, 'method'), list(params, 'args')),
    }),
    'App.mockWxMethod': (params) => {
      const method = text(params, 'method')
      const { functionDeclaration } = params
      if (typeof functionDeclaration === 'string') {
        const run = functions.compile(functionDeclaration)
        mocks.replaceWithFunction(method, run, list(params, 'args'))
      } else if ('result' in params) mocks.replaceWithResult(method, params.result)
      else mocks.restore(method)
      return {}
    },
    'App.callFunction': async (params) => {
      const run = functions.compile(text(params, 'functionDeclaration'))
      return { result: await run(...list(params, 'args')) }
    },
    'App.addBinding': (params) => {
      const name = text(params, 'name')
      functions.expose(name, (...args) => context.notify('App.bindingCalled', { name, args }))
      return {}
    },
    'App.enableLog': () => {
      context.enableLog()
      return {}
    },
    'App.exit': () => ({}),
  }
}
