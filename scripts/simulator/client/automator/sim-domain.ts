import type { AutomatorContext, Handler } from './protocol'

/** `Sim.*`: what only this simulator answers. */
export function simDomain({ meter }: AutomatorContext): Record<string, Handler> {
  return {
    /** `setData` calls and bytes since the last reset, by page and component. */
    'Sim.getSetDataMeter': () => ({ lines: meter.report() }),
    'Sim.resetSetDataMeter': () => {
      meter.reset()
      return {}
    },
  }
}
