import { compareLatin, initialOf, latinName } from '../../../scripts/app-server/domain/latin-name'

describe('a name in Latin letters', () => {
  it.each([
    ['林晓', 'lin xiao', 'L'],
    ['曾国藩', 'zeng guo fan', 'Z'],
    ['吕布', 'lv bu', 'L'],
    [' Élodie ', 'elodie', 'E'],
    ['42 号', '42 hao', '#'],
    ['😀笑', '😀 xiao', '#'],
    ['', '', '#'],
  ])('of %s is %s, under %s', (name, latin, initial) => {
    expect(latinName(name)).toBe(latin)
    expect(initialOf(latin)).toBe(initial)
  })

  it('sorts by letter, those without one last', () => {
    const names = ['42 hao', 'wang xiao yu', '', 'chen mo', 'chen']
    expect(names.sort(compareLatin)).toEqual(['chen', 'chen mo', 'wang xiao yu', '', '42 hao'])
  })
})
