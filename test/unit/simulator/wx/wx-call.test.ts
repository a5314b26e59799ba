import { wxCall } from '../../../../scripts/simulator/client/wx/wx-call'
import { WxError } from '../../../../scripts/simulator/client/wx/wx-error'

const reported: unknown[] = []
const reporter = { reportError: (error: unknown) => void reported.push(error) }

beforeEach(() => (reported.length = 0))

describe('a wx call', () => {
  it('answers a promise when it is given no callbacks', async () => {
    const call = wxCall(reporter, 'greet', () => ({ word: 'hi' }))
    await expect(call()).resolves.toEqual({ word: 'hi', errMsg: 'greet:ok' })
  })

  it('answers nothing when it is given callbacks, and calls success before complete', async () => {
    const order: string[] = []
    const call = wxCall(reporter, 'greet', () => undefined)
    await new Promise<void>((resolve) => {
      const answer = call({
        success: () => order.push('success'),
        complete: () => {
          order.push('complete')
          resolve()
        },
      })
      expect(answer).toBeUndefined()
    })
    expect(order).toEqual(['success', 'complete'])
  })

  it('fails with its name, WeChat’s words and number', async () => {
    const call = wxCall(reporter, 'greet', () => {
      throw new WxError('no voice', 7, { hint: 'drink' })
    })
    await expect(call()).rejects.toEqual({
      errMsg: 'greet:fail no voice',
      errno: 7,
      hint: 'drink',
    })
  })

  it('reports what a callback throws and still calls complete', async () => {
    const error = new Error('in the callback')
    const call = wxCall(reporter, 'greet', () => undefined)
    await new Promise<void>((resolve) => {
      void call({
        success: () => {
          throw error
        },
        complete: () => resolve(),
      })
    })
    expect(reported).toEqual([error])
  })
})
