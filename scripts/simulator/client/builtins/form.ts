import type { Builtin } from './builtin'
import { formFields } from './form-field'
import { boolean, number } from './properties'

/** `<form>`: gathers its fields' values when a button inside submits it. */
export const form: Builtin = {
  tag: 'form',
  properties: { reportSubmit: boolean(), reportSubmitTimeout: number(0) },
  create(host) {
    const fields = () => formFields.within(host.element)
    return {
      update: () => undefined,
      methods: {
        submit: () => {
          const named = fields().filter((field) => field.name() !== '')
          const value = Object.fromEntries(named.map((field) => [field.name(), field.value()]))
          host.trigger('submit', { value, formId: '' })
        },
        reset: () => {
          for (const field of fields()) field.reset()
          host.trigger('reset', {})
        },
      },
    }
  },
}
