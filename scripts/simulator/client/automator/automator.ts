import type { SetDataMeter } from '../meter/set-data-meter'
import type { Pages } from '../navigation/pages'
import type { LogEntry } from '../runtime/app-console'
import type { AppService } from '../runtime/app-service'
import { describeError, type SimulatedPhone } from '../simulated-phone'
import type { PhoneCommand, PhoneToServer } from '../../wire'
import { appDomain } from './app-domain'
import { elementDomain } from './element-domain'
import { ElementTable } from './element-table'
import { MiniProgramFunctions } from './mini-program-functions'
import { pageDomain } from './page-domain'
import { toPlain } from './plain'
import type { AutomatorContext, Handler, Params } from './protocol'
import { simDomain } from './sim-domain'
import { toolDomain } from './tool-domain'

type Outgoing = Extract<PhoneToServer, { kind: 'automator' }>['message']

export interface AutomatorOptions {
  phone: SimulatedPhone
  pages: Pages
  service: AppService
  meter: SetDataMeter
  command(command: PhoneCommand): void
  send(message: Outgoing): void
}

/** Answers automation requests: finds the method's handler and turns what it does into the protocol's messages. */
export class Automator {
  private readonly handlers: Record<string, Handler>
  private isLogEnabled = false

  constructor(private readonly options: AutomatorOptions) {
    const { phone, pages, service, meter, command } = options
    const context: AutomatorContext = {
      phone,
      pages,
      service,
      meter,
      command,
      elements: new ElementTable(pages),
      functions: new MiniProgramFunctions(service.realm),
      notify: (method, params) => this.notify(method, params),
      enableLog: () => {
        this.isLogEnabled = true
      },
    }
    this.handlers = {
      ...appDomain(context),
      ...pageDomain(context),
      ...elementDomain(context),
      ...toolDomain(context),
      ...simDomain(context),
    }
    phone.onReportedError((error) => {
      const { message = String(error), stack = '' } = error instanceof Error ? error : {}
      this.notify('App.exceptionThrown', { message, stack, description: describeError(error) })
    })
  }

  async handle(request: { id: string; method: string; params?: Params }): Promise<void> {
    const { id, method, params = {} } = request
    const handler = this.handlers[method]
    try {
      if (!handler) throw new Error(`${method} is not supported`)
      this.options.send({ id, result: toPlain(await handler(params)) ?? {} })
    } catch (error) {
      this.options.send({ id, error: { message: messageOf(error) } })
    }
  }

  onLog({ type, args }: LogEntry): void {
    if (this.isLogEnabled) this.notify('App.logAdded', { type, args })
  }

  private notify(method: string, params: Params): void {
    this.options.send({ method, params: toPlain(params) as Params })
  }
}

function messageOf(error: unknown): string {
  if (error instanceof Error) return error.message
  const { errMsg, message } = (error ?? {}) as { errMsg?: string; message?: string }
  return errMsg ?? message ?? String(error)
}
