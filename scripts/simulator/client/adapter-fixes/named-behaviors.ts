import type { behavior } from 'glass-easel-miniprogram-adapter'

import { formFields } from '../builtins/form-field'
import type { Caller, Definition } from '../runtime/glass-easel-types'
import { domOf, elementOf } from '../runtime/tree'

type Behavior = behavior.GeneralBehavior

/** Makes the behaviors WeChat has built in, on first use. `make` is `Behavior()` of the running code space. */
export class NamedBehaviors {
  private readonly made = new Map<string, Behavior>()

  constructor(private readonly make: (definition: object) => Behavior) {}

  /** Replaces names in `definition.behaviors`, since the adapter takes behaviors only as objects. */
  resolve(definition: Definition): void {
    const given = definition.behaviors as (Behavior | string)[] | undefined
    if (!given?.some((behavior) => typeof behavior === 'string')) return
    definition.behaviors = given.map((behavior) =>
      typeof behavior === 'string' ? this.named(behavior) : behavior,
    )
  }

  private named(name: string): Behavior {
    const known = this.made.get(name)
    if (known) return known
    const definition = DEFINITIONS[name]
    if (!definition) throw new Error(`behavior "${name}" is not known`)
    const behavior = this.make(definition)
    this.made.set(name, behavior)
    return behavior
  }
}

/** Source: WeChat docs, custom components, behaviors, "built-in behaviors". */
const DEFINITIONS: Record<string, object> = {
  'wx://form-field': {
    properties: { name: { type: String }, value: { type: null } },
    lifetimes: { attached: joinForm },
  },
  'wx://form-field-group': {},
  'wx://form-field-button': {},
  // The adapter honours `export` in every definition.
  'wx://component-export': {},
}

/** Makes a custom component a field of the form around it. */
function joinForm(this: Caller): void {
  const element = elementOf(this)
  const dom = element && domOf(element)
  if (!dom) return
  const { value: initial } = this.data as { value: unknown }
  formFields.set(dom, {
    name: () => String((this.data as { name?: string }).name ?? ''),
    value: () => (this.data as { value: unknown }).value,
    reset: () => this.setData({ value: initial }),
  })
}
