import { dataPatch } from '../../../miniprogram/utils/data-patch'

describe('dataPatch', () => {
  const row = (id: string, text = '') => ({ id, text })

  it('names only the field that changed', () => {
    const previous = { screens: [{ key: 's1', rows: [row('a'), row('b')] }] }
    const [screen] = previous.screens
    const next = { screens: [{ ...screen, rows: [screen.rows[0], row('b', 'new')] }] }
    expect(dataPatch(previous, next)).toEqual({ 'screens[0].rows[1].text': 'new' })
  })

  it('sends a row whole when another took its place', () => {
    const patch = dataPatch({ rows: [row('a', 'x')] }, { rows: [row('b', 'y')] })
    expect(patch).toEqual({ 'rows[0]': row('b', 'y') })
  })

  it('appends by path', () => {
    const rows = [row('a')]
    expect(dataPatch({ rows }, { rows: [...rows, row('b')] })).toEqual({ 'rows[1]': row('b') })
  })

  it('sends a list whole when it shrank', () => {
    const rows = [row('a'), row('b')]
    expect(dataPatch({ rows }, { rows: [row('a')] })).toEqual({ rows: [row('a')] })
  })

  it('sends null for what went away, because setData cannot remove', () => {
    expect(dataPatch({ a: 1, b: { c: 2 } }, { b: { c: undefined } })).toEqual({
      a: null,
      'b.c': null,
    })
  })

  it('is empty when nothing changed', () => {
    const same = { list: [{ id: '1' }], text: 'x' }
    expect(dataPatch(same, { ...same })).toEqual({})
  })
})
