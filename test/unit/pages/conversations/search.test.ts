import type { ContactRow, ConversationRow } from '../../../../miniprogram/models/rows'
import { findByText } from '../../../../miniprogram/pages/conversations/search'

const conversation = (id: string, name: string, preview: string) =>
  ({ id, name, preview }) as ConversationRow
const person = (userId: string, name: string) => ({ userId, name }) as ContactRow

const screens = [
  { key: 's1', rows: [conversation('private:lin', 'Lin Xiao', 'see you at the Well')] },
  { key: 's2', rows: [conversation('group:courtyard', '槐树院', '吃饺子')] },
]
const sections = [{ key: '#', rows: [person('lin', 'Lin Xiao'), person('li', 'Li Lei')] }]

describe('searching the conversation list', () => {
  it('finds a conversation by its name, capitals or not', () => {
    expect(findByText('lin x', screens, sections).conversations).toMatchObject([
      { id: 'private:lin' },
    ])
  })

  it('finds a conversation by its latest words', () => {
    expect(findByText('饺子', screens, sections).conversations).toMatchObject([
      { id: 'group:courtyard' },
    ])
  })

  it('shows a person once, under the conversation with them', () => {
    expect(findByText('li', screens, sections).people).toMatchObject([{ userId: 'li' }])
  })

  it('finds nothing for words nobody said', () => {
    expect(findByText('zebra', screens, sections)).toEqual({ conversations: [], people: [] })
  })

  it('stops at twenty of a kind', () => {
    const rows = Array.from({ length: 30 }, (_, i) => conversation(`private:u${i}`, `Li ${i}`, ''))
    expect(findByText('li', [{ key: 's', rows }], []).conversations).toHaveLength(20)
  })
})
