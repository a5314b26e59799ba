import { displayText } from '../../../../scripts/simulator/client/builtins/text'

describe('text', () => {
  it('shows its source as it is unless told otherwise', () => {
    expect(displayText('a &lt; b', false, '')).toBe('a &lt; b')
  })

  it('decodes the entities WeChat knows and leaves others', () => {
    expect(displayText('&lt;&amp;&gt;&copy;', true, '')).toBe('<&>&copy;')
  })

  it('widens blanks as space asks', () => {
    expect(displayText('a  b', false, 'emsp')).toBe('a\u2003\u2003b')
  })
})
