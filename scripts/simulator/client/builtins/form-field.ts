import type { BuiltinHost } from './builtin'
import { ElementRegistry } from './element-registry'
import { text } from './properties'

/** What a form asks of each field in it. Fields without a name are left out of the result. */
export interface FormField {
  name(): string
  value(): unknown
  reset(): void
}

/** Fields by element; the runtime adds custom components with `wx://form-field`. */
export const formFields = new ElementRegistry<FormField>()

/** Makes a built-in, whose `name` is a property, a field of the form around it. */
export function joinForm(host: BuiltinHost, field: Omit<FormField, 'name'>): void {
  formFields.set(host.element, { ...field, name: () => text(host, 'name') })
}
