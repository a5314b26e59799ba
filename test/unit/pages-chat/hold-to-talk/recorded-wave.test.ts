import {
  WAVE_BARS,
  waveOf,
} from '../../../../miniprogram/pages-chat/components/hold-to-talk/recorded-wave'

describe('the wave of a recording', () => {
  it('has one bar for each part of it: the loudest there', () => {
    const levels: number[] = Array.from({ length: WAVE_BARS * 10 }, (_, index) =>
      index % 10 === 3 ? 0.7 : 0.1,
    )
    levels[0] = 0.987654
    expect(waveOf(levels)).toEqual([0.99, ...new Array<number>(WAVE_BARS - 1).fill(0.7)])
  })

  it('is as wide when there are fewer levels than bars', () => {
    const wave = waveOf([0.2, 0.8])
    expect(wave).toHaveLength(WAVE_BARS)
    expect(wave.slice(0, WAVE_BARS / 2)).toEqual(new Array(WAVE_BARS / 2).fill(0.2))
    expect(wave.slice(WAVE_BARS / 2)).toEqual(new Array(WAVE_BARS / 2).fill(0.8))
  })

  it('is silence when nothing was told', () => {
    expect(waveOf([])).toEqual(new Array(WAVE_BARS).fill(0))
  })
})
