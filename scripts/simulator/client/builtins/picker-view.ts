import type { Builtin, BuiltinHost } from './builtin'
import { ElementRegistry } from './element-registry'
import { array, boolean, call, setClasses, string, text } from './properties'
import { Wheel } from './wheel'

/** CSS pixels, unless `indicator-style` gives a height. */
const ROW_HEIGHT = 34

const wheels = new ElementRegistry<Wheel>()

/** `<picker-view-column>`: one wheel; its children are the rows. */
export const pickerViewColumn: Builtin = {
  tag: 'picker-view-column',
  properties: {},
  create(host) {
    const content = host.document.createElement('div')
    content.className = 'wx-picker-rows'
    host.element.append(content)
    host.slot = content
    const wheel = new Wheel(
      host.element,
      () => (content.firstElementChild as HTMLElement | null)?.offsetHeight ?? ROW_HEIGHT,
      {
        start: () => call(host.closest('picker-view'), 'started'),
        rest: () => call(host.closest('picker-view'), 'rested'),
      },
    )
    wheels.set(host.element, wheel)
    return { update: () => undefined, attached: () => call(host.closest('picker-view'), 'place') }
  },
}

/** `<picker-view>`: wheels side by side; `value` holds the row of each. */
export const pickerView: Builtin = {
  tag: 'picker-view',
  properties: {
    value: array(),
    maskClass: string(),
    maskStyle: string(),
    indicatorClass: string(),
    indicatorStyle: string(),
    immediateChange: boolean(),
  },
  create(host) {
    const content = host.document.createElement('div')
    const indicator = host.document.createElement('div')
    const mask = host.document.createElement('div')
    content.className = 'wx-picker-columns'
    host.element.append(content, mask, indicator)
    host.slot = content
    let isPlaced = true
    const place = (): void => {
      if (!isPlaced) return
      isPlaced = false
      queueMicrotask(() => {
        isPlaced = true
        sizeRows(host, indicator)
        const value = (host.get('value') ?? []) as number[]
        wheels.within(host.element).forEach((wheel, column) => wheel.turnTo(value[column] ?? 0))
      })
    }
    return {
      update(name) {
        setClasses(indicator, 'wx-picker-indicator', host.scopedClass(text(host, 'indicatorClass')))
        setClasses(mask, 'wx-picker-mask', host.scopedClass(text(host, 'maskClass')))
        if (name === 'indicatorStyle') indicator.setAttribute('style', text(host, name))
        if (name === 'maskStyle') mask.setAttribute('style', text(host, name))
        place()
      },
      attached: place,
      methods: {
        place,
        started: () => host.trigger('pickstart', {}),
        rested: () => {
          const value = wheels.within(host.element).map((wheel) => wheel.selected)
          host.set('value', value)
          host.trigger('change', { value })
          host.trigger('pickend', {})
        },
      },
    }
  },
}

/** Rows are as high as the indicator, and the first can come to the middle. */
function sizeRows(host: BuiltinHost, indicator: HTMLElement): void {
  const height = indicator.offsetHeight || ROW_HEIGHT
  host.element.style.setProperty('--wx-row', `${height}px`)
  const room = Math.max(0, (host.element.clientHeight - height) / 2)
  host.element.style.setProperty('--wx-room', `${room}px`)
}
