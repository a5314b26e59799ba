import { settled } from '../../../fakes/fake-clock'
import { chen, OpenChat } from './open-chat'

function voice(url: string, inlineBase64 = '') {
  const isLegacyAmr = inlineBase64 !== ''
  return { content: { type: 'voice', url, durationSeconds: 2, isLegacyAmr, inlineBase64 } as const }
}

describe('voice messages', () => {
  it('play on with the next ones not heard yet, each marked as heard', async () => {
    const open = await OpenChat.of(chen)
    const first = open.hear(voice('one'))
    open.hear()
    const second = open.hear(voice('two'))
    expect(open.rows().map(({ isUnheard }) => isUnheard)).toEqual([true, false, true])
    const playing = open.chat.voice.toggle(first.uid)
    expect(open.chat.voice.playingId).toBe(first.uid)
    open.app.player.end()
    await settled()
    expect(open.chat.voice.playingId).toBe(second.uid)
    open.app.player.end()
    await playing
    expect(open.chat.voice.playingId).toBe('')
    expect(open.rows().map(({ isUnheard }) => isUnheard)).toEqual([false, false, false])
    expect(open.app.player.played).toEqual([{ url: 'one' }, { url: 'two' }])
  })

  it('do not play on from one that was heard before', async () => {
    const open = await OpenChat.of(chen)
    const [first] = [open.hear(voice('one')), open.hear(voice('two'))]
    void open.chat.voice.toggle(first.uid)
    void open.chat.voice.toggle(first.uid)
    expect(open.chat.voice.playingId).toBe('')
    await settled()
    const playing = open.chat.voice.toggle(first.uid)
    open.app.player.end()
    await playing
    expect(open.chat.voice.playingId).toBe('')
    expect(open.app.player.played).toHaveLength(2)
  })

  it('stop when the chat is left', async () => {
    const open = await OpenChat.of(chen)
    const { uid } = open.hear(voice('one'))
    void open.chat.voice.toggle(uid)
    open.chat.close()
    expect(open.chat.voice.playingId).toBe('')
  })

  it('of an old version say why this phone cannot play them', async () => {
    const open = await OpenChat.of(chen)
    const { uid } = open.hear(voice('', 'IyFBTVI='))
    open.app.player.refused.add('amr')
    await open.chat.voice.toggle(uid)
    expect(open.app.player.played).toEqual([{ base64: 'IyFBTVI=', format: 'amr' }])
    expect(open.chat.voice.failure).toContain('old version')
    expect(open.chat.voice.playingId).toBe('')
  })

  it('of an old version that hold MP3 are played as MP3', async () => {
    const open = await OpenChat.of(chen)
    const { uid } = open.hear(voice('', '//NoxAAA'))
    void open.chat.voice.toggle(uid)
    await settled()
    expect(open.app.player.played).toEqual([{ base64: '//NoxAAA', format: 'mp3' }])
  })

  it('without a sound say so, and by what fails: an address of AMR as AMR', async () => {
    const open = await OpenChat.of(chen)
    await open.chat.voice.toggle(open.hear(voice('')).uid)
    expect(open.chat.voice.failure).toContain('no longer there')
    for (const url of ['https://files/a.amr?e=1', 'https://files/a.mp3']) {
      open.app.player.refused.add(url)
      await open.chat.voice.toggle(open.hear(voice(url)).uid)
      expect(open.chat.voice.failure).toContain(url.includes('amr') ? 'old version' : 'cannot be')
    }
  })

  it('sound in the earpiece once chosen, from their beginning, also in the next chat', async () => {
    const open = await OpenChat.of(chen)
    const { uid } = open.hear(voice('one'))
    expect(open.chat.actions.actionsOf(uid)).toContain('earpiece')
    void open.chat.voice.toggle(uid)
    await settled()
    open.chat.voice.setEarpiece(true)
    await settled()
    expect(open.app.player.isEarpiece).toBe(true)
    expect(open.app.player.played).toHaveLength(2)
    expect(open.chat.voice.playingId).toBe(uid)
    expect(open.chat.actions.actionsOf(uid)).toContain('speaker')
    open.chat.close()
    expect(open.app.stores.openChat('private:su').voice.isEarpiece).toBe(true)
  })
})
