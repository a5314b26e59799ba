import { settled } from '../../../fakes/fake-clock'
import { chen, OpenChat } from './open-chat'

const recording = { path: '/tmp/said.mp3', durationSeconds: 7.4, levels: [0, 0.5, 1] }

async function recorded(): Promise<OpenChat> {
  const open = await OpenChat.of(chen)
  open.app.transfer.sizes.set(recording.path, 9_000)
  open.chat.voiceDraft.keep(recording)
  return open
}

describe('a recording that waits', () => {
  it('plays, is held, and goes on from there until its end', async () => {
    const { app, chat } = await recorded()
    const { voiceDraft } = chat
    const playing = voiceDraft.toggle()
    expect(voiceDraft).toMatchObject({ isPlaying: true, playedSeconds: 0 })
    app.player.progress(2.26)
    await voiceDraft.toggle()
    expect(voiceDraft).toMatchObject({ isPlaying: false, playedSeconds: 2.3 })
    expect(app.player.isPaused).toBe(true)
    await voiceDraft.toggle()
    expect(voiceDraft.isPlaying).toBe(true)
    expect(app.player.isPaused).toBe(false)
    expect(app.player.played).toEqual([{ url: recording.path }])
    app.player.end()
    await playing
    expect(voiceDraft).toMatchObject({ isPlaying: false, playedSeconds: 0, recording })
  })

  it('stops what sounded in the chat, and is stopped by it', async () => {
    const open = await recorded()
    const { voice, voiceDraft } = open.chat
    const content = { type: 'voice', url: 'one', durationSeconds: 2 } as const
    const { uid } = open.hear({ content: { ...content, isLegacyAmr: false, inlineBase64: '' } })
    void voice.toggle(uid)
    await settled()
    void voiceDraft.toggle()
    await settled()
    expect([voice.playingId, voiceDraft.isPlaying]).toEqual(['', true])
    void voice.toggle(uid)
    await settled()
    expect([voice.playingId, voiceDraft.isPlaying]).toEqual([uid, false])
  })

  it('falls silent when the chat is left, and waits there until the chat is opened again', async () => {
    const { app, chat } = await recorded()
    void chat.voiceDraft.toggle()
    await settled()
    chat.close()
    await settled()
    expect(chat.voiceDraft.isPlaying).toBe(false)
    expect(app.stores.openChat('private:chen').voiceDraft.recording).toEqual(recording)
    expect(app.stores.openChat('private:su').voiceDraft.recording).toBeNull()
  })

  it('is sent once, however often one taps, and waits no more', async () => {
    const open = await recorded()
    await Promise.all([open.chat.voiceDraft.send(), open.chat.voiceDraft.send()])
    await settled()
    expect(open.rows().map(({ type, media }) => [type, media?.durationSeconds])).toEqual([
      ['voice', 7],
    ])
    expect(open.chat.voiceDraft.recording).toBeNull()
  })

  it('waits on when it is refused, and says why', async () => {
    const open = await OpenChat.of(chen)
    open.chat.voiceDraft.keep(recording)
    await expect(open.chat.voiceDraft.send()).rejects.toThrow(/no longer on this phone/)
    expect(open.chat.voiceDraft.recording).toEqual(recording)
    expect(open.rows()).toEqual([])
  })

  it('says that the phone cannot play it', async () => {
    const { app, chat } = await recorded()
    app.player.refused.add(recording.path)
    await expect(chat.voiceDraft.toggle()).rejects.toThrow(/cannot be played/)
    expect(chat.voiceDraft).toMatchObject({ isPlaying: false, recording })
  })

  it('goes when it is discarded, and when the person signs out', async () => {
    const { app, chat } = await recorded()
    void chat.voiceDraft.toggle()
    chat.voiceDraft.discard()
    expect(chat.voiceDraft).toMatchObject({ isPlaying: false, recording: null })
    chat.voiceDraft.keep(recording)
    chat.close()
    await app.stores.session.signOut()
    await app.stores.session.signInAsDemo('lin')
    await settled()
    expect(app.stores.openChat('private:chen').voiceDraft.recording).toBeNull()
  })
})
