import {
  EMPTY_MENTION_TEXT,
  mentionQuery,
  typed,
  withMention,
  type MentionText,
} from '../../../miniprogram/utils/mention-text'

const wang = { userId: 'wang', name: 'Wang' }
const su = { userId: 'su', name: 'Su Qing' }

/** `hi @Wang and @Su Qing ` with the cursor at its end. */
function twoMentions(): MentionText {
  const first = withMention(typed(EMPTY_MENTION_TEXT, 'hi @', 4), 3, wang)
  const between = typed(first, `${first.text}and @`, first.text.length + 5)
  return withMention(between, between.text.length - 1, su)
}

function erased(state: MentionText, at: number): MentionText {
  return typed(state, state.text.slice(0, at - 1) + state.text.slice(at), at - 1)
}

describe('a text with mentions', () => {
  it('holds the names with a space behind each', () => {
    const { text, cursor, mentions } = twoMentions()
    expect(text).toBe('hi @Wang and @Su Qing ')
    expect(cursor).toBe(text.length)
    expect(mentions).toEqual([
      { userId: 'wang', start: 3, length: 6 },
      { userId: 'su', start: 13, length: 9 },
    ])
  })

  it('loses a mention as a whole when its last character is erased', () => {
    const state = erased(twoMentions(), 22)
    expect(state).toMatchObject({ text: 'hi @Wang and ', cursor: 13 })
    expect(state.mentions.map(({ userId }) => userId)).toEqual(['wang'])
  })

  it('loses a mention as a whole when its middle is erased, and moves the one behind', () => {
    const state = erased(twoMentions(), 6)
    expect(state).toMatchObject({ text: 'hi and @Su Qing ', cursor: 3 })
    expect(state.mentions).toEqual([{ userId: 'su', start: 7, length: 9 }])
  })

  it('loses a mention that was typed into, and keeps what was typed', () => {
    const { text, mentions } = twoMentions()
    const state = typed({ text, mentions, cursor: 5 }, 'hi @Wxang and @Su Qing ', 6)
    expect(state.text).toBe('hi xand @Su Qing ')
    expect(state.mentions).toEqual([{ userId: 'su', start: 8, length: 9 }])
  })

  it('moves mentions behind what was typed before them', () => {
    const before = twoMentions()
    const state = typed(before, `oh, ${before.text}`, 4)
    expect(state.mentions.map(({ start }) => start)).toEqual([7, 17])
  })

  it('loses both mentions when a selection over parts of both is replaced', () => {
    const before = twoMentions()
    const state = typed(before, 'hi @WaXng ', 7)
    expect(state).toMatchObject({ text: 'hi X', mentions: [] })
  })

  it('keeps one of two equal letters apart by the cursor', () => {
    const state = withMention(typed(EMPTY_MENTION_TEXT, 'a@', 1), 1, { userId: 'a', name: 'aa' })
    expect(state.mentions).toHaveLength(1)
    const more = typed({ ...state, cursor: 0 }, `a${state.text}`, 1)
    expect(more.mentions[0].start).toBe(state.mentions[0].start + 1)
  })

  it('is empty after everything was erased', () => {
    expect(typed(twoMentions(), '', 0)).toEqual({ text: '', cursor: 0, mentions: [] })
  })
})

describe('an @ that waits for its name', () => {
  const at = (text: string) => mentionQuery({ text, cursor: text.length, mentions: [] })

  it('is found with what follows it', () => {
    expect(at('hello @')).toEqual({ at: 6, query: '' })
    expect(at('你好@苏')).toEqual({ at: 2, query: '苏' })
  })

  it('is none in an address, behind a space, or far behind', () => {
    expect(at('mail me@home')).toBeNull()
    expect(at('@su is')).toBeNull()
    expect(at(`@${'x'.repeat(30)}`)).toBeNull()
  })

  it('is none in a mention that is complete', () => {
    expect(mentionQuery({ ...twoMentions(), cursor: 15 })).toBeNull()
  })
})
