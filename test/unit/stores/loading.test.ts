import { Loading } from '../../../miniprogram/stores/loading'

function held<T>() {
  let answer: (value: T) => void = () => undefined
  const asked = new Promise<T>((resolve) => (answer = resolve))
  return { ask: () => asked, answer }
}

describe('what a store asks for', () => {
  it('is told to be on its way while there is nothing to show', async () => {
    const loading = new Loading()
    const taken: string[] = []
    const { ask, answer } = held<string>()
    const run = loading.run({ isFirst: true, ask, take: (one) => taken.push(one) })
    expect(loading.isUnderWay).toBe(true)
    answer('rows')
    await run
    expect(loading).toMatchObject({ isUnderWay: false, failure: '' })
    expect(taken).toEqual(['rows'])
  })

  it('comes without a word where rows are on screen', async () => {
    const loading = new Loading()
    const { ask, answer } = held<string>()
    const run = loading.run({ isFirst: false, ask, take: () => undefined })
    expect(loading.isUnderWay).toBe(false)
    answer('rows')
    await run
  })

  it('that fails leaves what is there and says why, until an answer comes', async () => {
    const loading = new Loading()
    const taken: string[] = []
    const take = (one: string) => taken.push(one)
    await loading.run({ isFirst: true, ask: () => Promise.reject(new Error('no')), take })
    expect(loading.isUnderWay).toBe(false)
    expect(loading.failure).not.toBe('')
    expect(taken).toEqual([])
    await loading.run({ isFirst: true, ask: () => Promise.resolve('rows'), take })
    expect(loading.failure).toBe('')
  })
})
