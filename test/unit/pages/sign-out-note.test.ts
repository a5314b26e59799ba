import { setLanguage } from '../../../miniprogram/i18n/t'
import { signOutNote } from '../../../miniprogram/pages/me/sign-out-note'
import { AppOnFakes } from '../../fakes/app-on-fakes'
import { settled } from '../../fakes/fake-clock'

async function typing(): Promise<AppOnFakes> {
  const app = await AppOnFakes.signedIn()
  setLanguage('en')
  return app
}

describe('what the question before signing out says will be lost', () => {
  it('is nothing when all is sent', async () => {
    const app = await typing()
    const chat = app.stores.openChat('private:chen')
    await chat.open()
    chat.send('hello')
    await settled()
    chat.close()
    expect(signOutNote(app.stores.session.unsent())).toBe('What this phone keeps is cleared.')
    setLanguage('zh-CN')
    expect(signOutNote(app.stores.session.unsent())).toBe('这部手机上的缓存会清除。')
  })

  it('is what waits to be sent, was refused, or was only typed, in every conversation', async () => {
    const app = await typing()
    const chens = app.stores.openChat('private:chen')
    await chens.open()
    app.im.sendOutcomes = [405]
    chens.send('refused')
    await settled()
    chens.setDraft('half a thought')
    chens.close()
    app.network.change({ isConnected: false })
    const group = app.stores.openChat('group:courtyard')
    await group.open()
    group.send('waits')
    group.close()
    expect(signOutNote(app.stores.session.unsent())).toBe(
      '2 unsent messages and 1 draft will be lost. What this phone keeps is cleared.',
    )
    setLanguage('zh-CN')
    expect(signOutNote(app.stores.session.unsent())).toBe(
      '2 条没发出去的消息和 1 份草稿会丢失。这部手机上的缓存会清除。',
    )
  })

  it('has a recording that waits among the drafts', async () => {
    const app = await typing()
    const chat = app.stores.openChat('private:chen')
    chat.voiceDraft.keep({ path: 'tmp/voice.mp3', durationSeconds: 3, levels: [] })
    expect(app.stores.session.unsent()).toEqual({ messages: 0, drafts: 1 })
  })

  it.each([
    [1, 0, '1 unsent message will be lost. What this phone keeps is cleared.'],
    [0, 3, '3 drafts will be lost. What this phone keeps is cleared.'],
    [1, 2, '1 unsent message and 2 drafts will be lost. What this phone keeps is cleared.'],
  ])('names %i messages and %i drafts', (messages, drafts, words) => {
    setLanguage('en')
    expect(signOutNote({ messages, drafts })).toBe(words)
  })
})
