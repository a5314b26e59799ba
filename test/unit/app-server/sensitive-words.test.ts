import { applyWords } from '../../../scripts/app-server/domain/sensitive-words'

const list = [
  { word: '坏词', replacement: null },
  { word: 'darn', replacement: '**' },
  { word: 'darnit', replacement: '##' },
  { word: 'a.b', replacement: '$&' },
]

describe('applyWords', () => {
  it('lets a clean text through unchanged', () => {
    expect(applyWords('胡同里 🏮', list)).toEqual({ text: '胡同里 🏮', refusedFor: null })
  })

  it('refuses a text with a refusing word, also beside words it would replace', () => {
    expect(applyWords('darn 坏词', list)).toEqual({ text: 'darn 坏词', refusedFor: '坏词' })
  })

  it('replaces every place of a word, in any letter case, the longer word first', () => {
    expect(applyWords('Darn, DARNIT, darn', list).text).toBe('**, ##, **')
  })

  it('takes words and replacements as they are written, not as patterns', () => {
    expect(applyWords('a.b axb', list).text).toBe('$& axb')
  })
})
