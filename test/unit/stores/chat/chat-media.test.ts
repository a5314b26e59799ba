import { chen, Crossing, OpenChat } from './open-chat'

const image = (url: string) => ({
  content: { type: 'image', url, thumbnail: '', width: 10, height: 10 } as const,
})

describe('pictures of a chat', () => {
  it('are leafed through in order, without those that burn, were hidden or have no address', async () => {
    const open = await OpenChat.of(chen)
    open.hear(image('first'))
    open.hear({ ...image('secret'), burnSeconds: 10 })
    open.hear(image(''))
    const { uid } = open.hear(image('hidden'))
    open.hear()
    open.hear(image('last'))
    await open.chat.actions.deleteHere([uid])
    expect(open.chat.media.pictures()).toEqual(['first', 'last'])
  })
})

describe('a download', () => {
  it('shows how far it is on its own row only', async () => {
    const open = await OpenChat.of(chen)
    const { uid } = open.hear({
      content: { type: 'file', url: 'a', name: 'a.pdf', bytes: 9, fileType: 'pdf' },
    })
    open.hear()
    const crossing = Crossing.ofChat(open)
    open.chat.media.showDownload(uid, 40)
    await open.app.clock.pass(100)
    expect(open.row(uid)?.media?.progress).toBe(40)
    open.chat.media.showDownload(uid, 100)
    await open.app.clock.pass(100)
    expect(open.row(uid)?.media?.progress).toBe(100)
    const paths = crossing.paths()
    expect(paths).toHaveLength(2)
    expect(paths.every((path) => path.endsWith('.media.progress'))).toBe(true)
  })
})
