import type { PhoneCommand } from '../../wire'
import { chooseFiles, overlays, pressPart, type OfferedFile } from './overlays'
import { list, text, type AutomatorContext, type Handler } from './protocol'

/** `Sim.*`: what only this simulator answers. */
export function simDomain({ phone, meter, command }: AutomatorContext): Record<string, Handler> {
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
    /** What stands over the pages: toasts, dialogs, previews. */
    'Sim.getOverlays': () => ({ overlays: overlays(phone) }),
    /** Presses a part of them by its `data-sim` name; `index` among parts of one name. */
    'Sim.press': (params) => {
      pressPart(phone, text(params, 'part'), Number(params.index ?? 0))
      return {}
    },
    /** Picks files in the open chooser, as a person does: `{ name, type, base64 }` each, none to leave it. */
    'Sim.chooseFiles': (params) => {
      chooseFiles(phone, list(params, 'files') as OfferedFile[])
      return {}
    },
  }
}
