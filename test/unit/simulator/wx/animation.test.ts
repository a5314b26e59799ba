import { createAnimation } from '../../../../scripts/simulator/client/wx/animation'

type Chain = Record<string, (...args: unknown[]) => Chain & { actions: unknown[] }>

describe('wx.createAnimation', () => {
  it('exports a step for each step(), with what was asked since the beginning', () => {
    const chain = createAnimation({ duration: 100 }) as Chain
    chain.translateX(10).step()
    chain.translateX(20).opacity(0.5).step({ duration: 300 })
    expect(chain.export().actions).toMatchObject([
      { transform: 'translateX(10px)', style: {}, option: { duration: 100 } },
      { transform: 'translateX(20px)', style: { opacity: '0.5' }, option: { duration: 300 } },
    ])
    expect(chain.export().actions).toEqual([])
  })
})
