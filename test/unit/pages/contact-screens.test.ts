import { avatarOf } from '../../../miniprogram/models/profile'
import { contactIndex, contactScreens } from '../../../miniprogram/pages/contacts/contact-screens'

const people = (letter: string, count: number) => ({
  key: letter,
  rows: Array.from({ length: count }, (_, n) => {
    const userId = `${letter}${n}`
    return { userId, name: userId, avatar: avatarOf(userId, userId, '') }
  }),
})

describe('the address book as screens', () => {
  it('cuts a long letter, which goes on without a heading', () => {
    const screens = contactScreens([people('W', 45), people('#', 1)], 'Others')
    expect(
      screens.map(({ key, title, goesOn, rows }) => [key, title, goesOn, rows.length]),
    ).toEqual([
      ['letter-W-0', 'W', true, 20],
      ['letter-W-1', '', true, 20],
      ['letter-W-2', '', false, 5],
      ['letter-others-0', 'Others', false, 1],
    ])
  })

  it('has an index that leads to where a letter begins, unless there are few letters', () => {
    expect(
      contactIndex(
        ['A', 'B', 'C'].map((letter) => people(letter, 1)),
        'Others',
      ),
    ).toEqual([])
    const index = contactIndex(
      ['A', 'B', 'W', '#'].map((letter) => people(letter, 30)),
      'Others',
    )
    expect(index.map(({ letter, anchor }) => `${letter} ${anchor}`)).toEqual([
      'A letter-A-0',
      'B letter-B-0',
      'W letter-W-0',
      '# letter-others-0',
    ])
  })
})
