import type { Phone } from '../phone'

/**
 * One built-in component (`scroll-view`, `input`...). The runtime registers it with glass-easel as a component
 * without a template: the host element `<wx-TAG>` is driven directly, children are placed in `slot`.
 */
export interface Builtin {
  /** WeChat's tag name. */
  tag: string
  /** Property name in camelCase to its type and default, as WeChat documents them. */
  properties: Record<string, BuiltinProperty>
  /** Called once for each element, before the first `update`. */
  create(host: BuiltinHost): BuiltinElement
}

export interface BuiltinProperty {
  type:
    | StringConstructor
    | NumberConstructor
    | BooleanConstructor
    | ArrayConstructor
    | ObjectConstructor
    | null
  value?: unknown
}

export interface BuiltinHost {
  readonly tag: string
  /** `<wx-TAG>` in the page's document. Children of the mini-program go into `slot` (the element itself unless set). */
  readonly element: HTMLElement
  /** Set in `create` when children belong into an inner element (scroll-view, swiper, button). */
  slot: HTMLElement
  readonly document: Document
  readonly phone: Phone
  /** Current value of a property. */
  get(name: string): unknown
  /** Writes back a property the user changed (input's value), which is what `model:value` listens to. Fires no `update`. */
  set(name: string, value: unknown): void
  /** Fires a WeChat event at the element; built-in component events do not bubble unless asked. */
  trigger(event: string, detail: unknown, options?: { bubbles?: boolean; composed?: boolean }): void
  /** Nearest ancestor built-in with the tag (radio-group, swiper, form), through shadow boundaries. */
  closest(tag: string): BuiltinElement | undefined
  /**
   * Class names of a property (`hover-class`, `placeholder-class`, classes in rich-text nodes) as they read in the
   * DOM: with the style scope of the component whose template holds the element.
   */
  scopedClass(names: string): string
  /** Address of a `src`; a relative path starts at the component whose template holds the element. */
  fileUrl(src: string): string
}

export interface BuiltinElement {
  /** A property changed, first values included. */
  update(name: string, value: unknown): void
  attached?(): void
  detached?(): void
  /** A `tap` (finger, mouse or automation alike) reached the element and nobody stopped it before. */
  tap?(): void
  /** True keeps a tap on the element from every listener, as a disabled button does. */
  swallowsTap?(): boolean
  /**
   * What others call by name: the automation verbs of the element (`input`, `scrollTo`, `scrollTop`, `swipeTo`,
   * `moveTo`, `slideTo`, `tap`), `node` and `context` of a selector query, and what forms, groups and labels share.
   */
  methods?: Record<string, (...args: never[]) => unknown>
}
