import { createAudioPlayer } from '../../../miniprogram/platform/audio-player'

/** One `InnerAudioContext`, played by hand. */
class FakeAudio {
  src = ''
  currentTime = 0
  isDestroyed = false
  readonly asked: string[] = []
  private readonly listeners = new Map<string, (event: object) => void>()
  readonly onEnded = (listener: () => void) => this.listeners.set('ended', listener)
  readonly onError = (listener: (event: object) => void) => this.listeners.set('error', listener)
  readonly onTimeUpdate = (listener: () => void) => this.listeners.set('time', listener)

  play(): void {
    this.asked.push('play')
  }

  pause(): void {
    this.asked.push('pause')
  }

  destroy(): void {
    this.isDestroyed = true
  }

  fire(name: string, event = {}): void {
    this.listeners.get(name)?.(event)
  }
}

function newPlayer() {
  const audios: FakeAudio[] = []
  const api = {
    createInnerAudioContext: () => audios[audios.push(new FakeAudio()) - 1],
  } as unknown as Parameters<typeof createAudioPlayer>[0]
  return { player: createAudioPlayer(api), audios }
}

describe('the player', () => {
  it('tells how much has sounded, and is held without an end', async () => {
    const { player, audios } = newPlayer()
    const told: number[] = []
    const playing = player.play({ url: 'said.mp3' }, (seconds) => told.push(seconds))
    const [audio] = audios
    audio.currentTime = 1.5
    audio.fire('time')
    player.pause()
    player.resume()
    expect(told).toEqual([1.5])
    expect([audio.src, ...audio.asked]).toEqual(['said.mp3', 'play', 'pause', 'play'])
    audio.fire('ended')
    await playing
  })

  it('plays one sound at a time: the one before it ends, and tells no more', async () => {
    const { player, audios } = newPlayer()
    const told: number[] = []
    const first = player.play({ url: 'one' }, (seconds) => told.push(seconds))
    const second = player.play({ url: 'two' })
    await first
    expect(audios[0].isDestroyed).toBe(true)
    audios[0].fire('time')
    expect(told).toEqual([])
    player.stop()
    await second
  })

  it('says that the phone cannot play it', async () => {
    const { player, audios } = newPlayer()
    const playing = player.play({ url: 'broken' })
    audios[0].fire('error', { errMsg: 'decode' })
    await expect(playing).rejects.toThrow('decode')
  })
})
