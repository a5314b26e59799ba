import type { component, glassEasel, types } from 'glass-easel-miniprogram-adapter'

/** A component instance inside glass-easel. */
export type Component = glassEasel.GeneralComponent

/** `this` of mini-program code in a component or page, as the adapter makes it. */
export type Caller = component.GeneralComponent & Record<string, unknown>

/** What mini-program code hands to `Component`, `Page` or `Behavior`. */
export type Definition = types.GeneralComponentDefinition & Record<string, unknown>

/** Any node with a DOM element: a plain tag or a component. */
export type Element = glassEasel.Element

export type DomElement = HTMLElement & { __wxElement?: Element }
