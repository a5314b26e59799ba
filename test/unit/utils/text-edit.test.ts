import { eraseBeforeCursor, insertAtCursor } from '../../../miniprogram/utils/text-edit'

const atEnd = (text: string) => ({ text, cursor: text.length })

describe('the composer’s text', () => {
  it('takes an emoji in where the cursor stands and puts the cursor behind it', () => {
    expect(insertAtCursor({ text: '你好', cursor: 1 }, '😀')).toEqual({ text: '你😀好', cursor: 3 })
  })

  it('takes text in at the end when the cursor is past it', () => {
    expect(insertAtCursor({ text: 'hi', cursor: 99 }, '!')).toEqual({ text: 'hi!', cursor: 3 })
  })

  it.each([
    ['a letter', 'ab', 'a'],
    ['a Chinese character', '你好', '你'],
    ['an emoji of two units', 'a😀', 'a'],
    ['a heart with a variation selector', 'a❤️', 'a'],
    ['a hand with a skin tone', 'a👍🏽', 'a'],
    ['a family joined of four', 'a👨‍👩‍👧‍👦', 'a'],
    ['a flag of two letters', '🇨🇳🇫🇷', '🇨🇳'],
    ['a key cap', 'a1️⃣', 'a'],
    [
      'the flag of England',
      'a\u{1f3f4}\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}',
      'a',
    ],
    ['a letter with an accent of its own', 'ae\u0301', 'a'],
    ['a Thai syllable with vowel and tone', 'กที่', 'ก'],
    ['the only emoji there is', '😀', ''],
  ])('loses %s as one', (_what, before, after) => {
    expect(eraseBeforeCursor(atEnd(before))).toEqual(atEnd(after))
  })

  it('erases before the cursor and leaves what is behind it', () => {
    expect(eraseBeforeCursor({ text: 'a😀b', cursor: 3 })).toEqual({ text: 'ab', cursor: 1 })
  })

  it('stays as it is when there is nothing before the cursor', () => {
    expect(eraseBeforeCursor({ text: 'a', cursor: 0 })).toEqual({ text: 'a', cursor: 0 })
  })
})
