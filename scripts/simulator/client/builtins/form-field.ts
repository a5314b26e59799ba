import type { BuiltinHost } from './builtin'
import { text } from './properties'

/** What a form asks of each field in it. Fields without a name are left out of the result. */
export interface FormField {
  name(): string
  value(): unknown
  reset(): void
}

const fields = new WeakMap<Element, FormField>()

/** Makes an element a field of the form around it; also for custom components with `wx://form-field`. */
export function registerField(element: Element, field: FormField): void {
  fields.set(element, field)
}

/** The same for a built-in, whose `name` is a property. */
export function joinForm(host: BuiltinHost, field: Omit<FormField, 'name'>): void {
  registerField(host.element, { ...field, name: () => text(host, 'name') })
}

/** Fields inside an element, in document order. */
export function fieldsIn(element: Element): FormField[] {
  const all: FormField[] = []
  for (const inner of element.querySelectorAll('*')) {
    const field = fields.get(inner)
    if (field) all.push(field)
  }
  return all
}
