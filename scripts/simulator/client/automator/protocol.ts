import type { PhoneCommand } from '../../wire'
import type { Pages } from '../navigation/pages'
import type { Phone } from '../phone'
import type { SetDataMeter } from '../meter/set-data-meter'
import type { AppService } from '../runtime/app-service'
import type { ElementTable } from './element-table'
import type { MiniProgramFunctions } from './mini-program-functions'

export type Params = Record<string, unknown>

/** One method of the automation protocol; what it returns or rejects with is the answer. */
export type Handler = (params: Params) => unknown

/** What the handlers of all domains work with. */
export interface AutomatorContext {
  phone: Phone
  pages: Pages
  service: AppService
  meter: SetDataMeter
  elements: ElementTable
  functions: MiniProgramFunctions
  /** Sends an event (`App.logAdded`...). */
  notify(method: string, params: Params): void
  command(command: PhoneCommand): void
  /** Clients want console entries from now on. */
  enableLog(): void
}

export function text(params: Params, name: string): string {
  const value = params[name]
  if (typeof value !== 'string') throw new Error(`${name} must be a string`)
  return value
}

export function list(params: Params, name: string): unknown[] {
  const value = params[name]
  return Array.isArray(value) ? value : []
}

export function names(params: Params): string[] {
  return list(params, 'names').map(String)
}
