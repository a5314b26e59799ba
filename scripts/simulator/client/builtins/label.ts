import type { Builtin } from './builtin'
import { pressLabelled } from './controls'
import { string, text } from './properties'

/** `<label>`: a tap on it is a tap on its control. */
export const label: Builtin = {
  tag: 'label',
  properties: { for: string() },
  create: (host) => ({
    update: () => undefined,
    tap: () => pressLabelled(host.element, text(host, 'for')),
  }),
}
