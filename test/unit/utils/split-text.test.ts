import type { MentionToken } from '../../../miniprogram/utils/mention-text'
import { splitText } from '../../../miniprogram/utils/split-text'
import { jsonLength } from '../../../miniprogram/utils/utf8-length'

const split = (text: string, room: number, mentions: MentionToken[] = []) =>
  splitText({ text, mentions }, () => room)
const textsOf = (text: string, room: number, mentions: MentionToken[] = []) =>
  split(text, room, mentions).map((part) => part.text)

describe('a text cut into messages', () => {
  it('is one while it fits', () => {
    expect(split('  as it is\n', 12)).toEqual([{ text: '  as it is\n', start: 0, mentions: [] }])
  })

  it.each([
    ['a paragraph', 'One. Two.\n\nThree. Four.', 20, ['One. Two.', 'Three. Four.']],
    ['a line, and keeps what sets in the next', 'one two\n  - three', 14, ['one two', '  - three']],
    [
      'a sentence',
      'It rains here. Does it rain there?',
      24,
      ['It rains here.', 'Does it rain there?'],
    ],
    [
      'a Chinese sentence with its mark',
      '他说：“走吧！”我们就走了。',
      27,
      ['他说：“走吧！”', '我们就走了。'],
    ],
    ['a word', 'tomorrow morning we leave', 20, ['tomorrow morning we', 'leave']],
    ['a comma', '明天早上，我们去北边的公园', 24, ['明天早上，', '我们去北边的公园']],
    ['any character, where nothing ends', 'aaaaaaaaaa', 4, ['aaaa', 'aaaa', 'aa']],
    [
      'a number no more than a sentence',
      'It is 3.14159265 or so',
      10,
      ['It is', '3.14159265', 'or so'],
    ],
  ])('ends a part at the end of %s', (_, text, room, parts) => {
    expect(textsOf(text, room)).toEqual(parts)
  })

  it('looks for an end in the second half only, so that no part is tiny', () => {
    expect(textsOf('a.\nbbbbbbbbbbbbbbbb', 12)).toEqual(['a.\nbbbbbbbb', 'bbbbbbbb'])
  })

  it.each([
    ['surrogate pairs', '😀'],
    ['skin tones', '👍🏽'],
    ['families', '👨‍👩‍👧‍👦'],
    ['flags', '🇨🇳'],
    ['accents', 'é'],
  ])('keeps %s whole', (_, character) => {
    const text = character.repeat(40)
    for (const room of [30, 31, 32, 33, 34, 35, 57]) {
      const parts = textsOf(text, room)
      expect(parts.join('')).toBe(text)
      for (const part of parts) {
        expect(jsonLength(part)).toBeLessThanOrEqual(room)
        expect(part.replaceAll(character, '')).toBe('')
      }
    }
  })

  it('goes on past a character that is more than a message', () => {
    expect(textsOf('a👨‍👩‍👧‍👦b', 3).join('')).toBe('a👨‍👩‍👧‍👦b')
    expect(textsOf('😀', 1)).toEqual(['😀'])
  })

  it('keeps mentions whole, each in the part it stands in, counted from there', () => {
    const text = 'aaaaaaaa @Wang Xiaoyu and @Su bbbb'
    const mentions = [
      { userId: 'wang', start: 9, length: 13 },
      { userId: 'su', start: 26, length: 4 },
    ]
    const parts = split(text, 18, mentions)
    expect(parts).toEqual([
      { text: 'aaaaaaaa', start: 0, mentions: [] },
      { text: '@Wang Xiaoyu and', start: 9, mentions: [{ ...mentions[0], start: 0 }] },
      { text: '@Su bbbb', start: 26, mentions: [{ ...mentions[1], start: 0 }] },
    ])
  })

  it('measures what JSON makes of the text', () => {
    for (const part of textsOf('"\\\n\t'.repeat(50), 30)) {
      expect(jsonLength(part)).toBeLessThanOrEqual(30)
    }
  })

  it('gives each part its own room', () => {
    const parts = splitText({ text: 'a'.repeat(25), mentions: [] }, (index) =>
      index === 0 ? 5 : 10,
    )
    expect(parts.map(({ start }) => start)).toEqual([0, 5, 15])
  })

  it('leaves out space at the cuts and loses nothing else', () => {
    const text = '第一段。\n\n  \n第二段，还有很多话要说。Third one, in words.\n\n\n最后'.repeat(30)
    const parts = split(text, 200)
    const bare = (words: string) => words.replace(/\s/g, '')
    expect(bare(parts.map((part) => part.text).join(''))).toBe(bare(text))
    for (const part of parts) {
      expect(text.startsWith(part.text, part.start)).toBe(true)
      expect(jsonLength(part.text)).toBeLessThanOrEqual(200)
      expect(part.text).not.toMatch(/^\n|\s$/)
    }
  })

  it('is quick for a text of many messages', () => {
    const text = '没有标点的话'.repeat(100_000)
    expect(split(text, 120_000).length).toBe(15)
  })
})
