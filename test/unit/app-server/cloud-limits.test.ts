import { inCalls } from '../../../scripts/app-server/domain/cloud-limits'
import { differences } from '../../../scripts/app-server/reconciler/differences'

describe('inCalls', () => {
  it('names twenty people a call, and makes no call for nobody', () => {
    const ids = Array.from({ length: 45 }, (_, index) => `u${index}`)
    expect(inCalls(ids).map((part) => part.length)).toEqual([20, 20, 5])
    expect(inCalls(ids).flat()).toEqual(ids)
    expect(inCalls([])).toEqual([])
  })
})

describe('differences', () => {
  it('tells what is missing and what is too much, each once', () => {
    expect(differences(['a', 'b', 'b'], ['b', 'c', 'c'])).toEqual({
      missing: ['a'],
      surplus: ['c'],
    })
  })
})
