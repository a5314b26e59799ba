import { ElementRegistry } from './element-registry'

/** What a tap on the label of a control does. */
const controls = new ElementRegistry<() => void>()
let isTaken = false

export function registerControl(element: Element, press: () => void): void {
  controls.set(element, press)
}

/** A control took the tap that is on its way up, so the label around it leaves it alone. */
export function takeTap(): void {
  isTaken = true
  queueMicrotask(() => {
    isTaken = false
  })
}

/** Presses the control with the id, or else the first one inside the label. */
export function pressLabelled(label: Element, id: string): void {
  if (isTaken) return
  const named = id ? label.ownerDocument.getElementById(id) : null
  const press = named ? controls.get(named) : controls.within(label)[0]
  press?.()
}
