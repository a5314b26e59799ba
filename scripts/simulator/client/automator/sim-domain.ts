import type { PhoneCommand } from '../../wire'
import type { AutomatorContext, Handler } from './protocol'

/** `Sim.*`: what only this simulator answers. */
export function simDomain({ meter, command }: AutomatorContext): Record<string, Handler> {
  return {
    /** `setData` calls and bytes since the last reset, by page and component. */
    'Sim.getSetDataMeter': () => ({ lines: meter.report() }),
    'Sim.resetSetDataMeter': () => {
      meter.reset()
      return {}
    },
    /** What a person does to the phone itself: network, background, theme, text size... */
    'Sim.command': (params) => {
      command(params as PhoneCommand)
      return {}
    },
  }
}
