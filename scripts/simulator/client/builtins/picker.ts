import { make, showOverlay, themeClass } from '../wx/overlay'
import type { Builtin, BuiltinHost } from './builtin'
import { registerControl, takeTap } from './controls'
import { joinForm } from './form-field'
import {
  dateModel,
  multiSelectorModel,
  type PickerModel,
  selectorModel,
  timeModel,
} from './picker-columns'
import { any, array, boolean, flag, string, text } from './properties'
import { Wheel } from './wheel'

/** CSS pixels. */
const ROW_HEIGHT = 44

/** `<picker>`: a sheet with wheels. `mode="region"` has no list of places here and answers with `cancel`. */
export const picker: Builtin = {
  tag: 'picker',
  properties: {
    name: string(),
    headerText: string(),
    mode: string('selector'),
    disabled: boolean(),
    range: array(),
    rangeKey: string(),
    value: any(),
    start: string(),
    end: string(),
    fields: string('day'),
    customItem: string(),
    level: string('region'),
  },
  create(host) {
    let sheet: PickerSheet | undefined
    const press = (): void => {
      if (flag(host, 'disabled') || sheet) return
      const model = modelOf(host)
      if (!model) return host.trigger('cancel', {})
      sheet = new PickerSheet(host, model, () => (sheet = undefined))
    }
    registerControl(host.element, press)
    joinForm(host, {
      value: () => host.get('value'),
      reset: () => host.set('value', text(host, 'mode') === 'selector' ? 0 : null),
    })
    return {
      update(name) {
        // A multiSelector's other columns follow the one that was turned.
        const model = name === 'range' || name === 'value' ? modelOf(host) : undefined
        if (model) sheet?.replace(model)
      },
      detached: () => sheet?.close(),
      tap() {
        takeTap()
        press()
      },
      methods: { press },
    }
  },
}

function modelOf(host: BuiltinHost): PickerModel | undefined {
  const list = {
    range: (host.get('range') ?? []) as unknown[],
    rangeKey: text(host, 'rangeKey'),
  }
  const [start, end] = [text(host, 'start'), text(host, 'end')]
  switch (text(host, 'mode')) {
    case 'selector':
      return selectorModel(list)
    case 'multiSelector':
      return multiSelectorModel(list)
    case 'time':
      return timeModel(start, end)
    case 'date':
      return dateModel(start, end, text(host, 'fields'), new Date())
    default:
      return undefined
  }
}

class PickerSheet {
  private readonly area: HTMLElement
  private readonly hide: () => void
  private rows: number[]
  private shown = ''
  private wheels: Wheel[] = []

  constructor(
    private readonly host: BuiltinHost,
    private model: PickerModel,
    private readonly onClose: () => void,
  ) {
    const { phone } = host
    const { ownerDocument: document } = phone.overlay
    const isChinese = phone.device.language.startsWith('zh')
    this.rows = model.rowsOf(host.get('value'))
    this.area = make(document, 'div', { class: 'sim-wheels' })
    const button = (name: string, words: string, press: () => void): HTMLElement => {
      const element = make(document, 'button', { 'data-sim': name }, words)
      element.onclick = press
      return element
    }
    const head = make(
      document,
      'div',
      { class: 'sim-picker-head' },
      button('picker-cancel', isChinese ? '取消' : 'Cancel', () => this.cancel()),
      make(document, 'span', {}, text(host, 'headerText')),
      button('picker-confirm', isChinese ? '确定' : 'OK', () => this.confirm()),
    )
    const sheet = make(
      document,
      'div',
      { class: 'sim-sheet sim-picker', role: 'dialog', 'aria-modal': 'true' },
      head,
      this.area,
    )
    const layer = make(
      document,
      'div',
      { class: `sim-layer sim-dim sim-sheet-layer ${themeClass(phone)}` },
      sheet,
    )
    layer.onclick = (event) => {
      if (event.target === layer) this.cancel()
    }
    this.hide = showOverlay(phone, layer)
    this.draw()
  }

  replace(model: PickerModel): void {
    this.model = model
    this.rows = model.rowsOf(this.host.get('value') ?? this.rows)
    this.draw()
  }

  close(): void {
    this.hide()
    this.onClose()
  }

  private cancel(): void {
    this.close()
    this.host.trigger('cancel', {})
  }

  private confirm(): void {
    for (const wheel of this.wheels) wheel.settle()
    const value = this.model.valueOf(this.rows)
    this.close()
    this.host.set('value', value)
    this.host.trigger('change', { value })
  }

  private turned(column: number, row: number): void {
    this.rows[column] = row
    if (text(this.host, 'mode') === 'multiSelector')
      this.host.trigger('columnchange', { column, value: row })
    // Days depend on the month, minutes on the hour.
    this.draw()
  }

  private draw(): void {
    const columns = this.model.columns(this.rows)
    this.rows = columns.map((words, column) => Math.min(this.rows[column] ?? 0, words.length - 1))
    const now = JSON.stringify(columns)
    if (now === this.shown) return
    this.shown = now
    const { ownerDocument: document } = this.area
    const lists = columns.map((words) =>
      make(
        document,
        'div',
        { class: 'sim-wheel', role: 'listbox' },
        ...words.map((word) => make(document, 'div', { role: 'option' }, word)),
      ),
    )
    this.area.replaceChildren(...lists)
    this.wheels = lists.map((list, column) => {
      const wheel = new Wheel(list, () => ROW_HEIGHT, { rest: (row) => this.turned(column, row) })
      wheel.turnTo(this.rows[column])
      return wheel
    })
  }
}
