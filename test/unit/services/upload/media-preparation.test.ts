import { MediaPreparation } from '../../../../miniprogram/services/upload/media-preparation'
import { FakePictures } from '../../../fakes/fake-pictures'
import { FakeTransfer } from '../../../fakes/fake-transfer'

const MB = 1024 * 1024

function prepared(bytes: number) {
  const transfer = new FakeTransfer()
  const pictures = new FakePictures()
  transfer.sizes.set('/tmp/it', bytes)
  transfer.sizes.set('/tmp/it.jpg', bytes)
  return { pictures, media: new MediaPreparation(transfer, pictures) }
}

describe('chosen media', () => {
  it('has its longest side cut to 960 and keeps its shape', async () => {
    const { media } = prepared(5 * MB)
    const draft = await media.prepare({ type: 'image', path: '/tmp/it.jpg', isOriginal: false })
    expect(draft.content).toMatchObject({ width: 720, height: 960 })
  })

  it('is sent as it is when the original was chosen', async () => {
    const { media } = prepared(5 * MB)
    const draft = await media.prepare({ type: 'image', path: '/tmp/it.jpg', isOriginal: true })
    expect(draft.content).toMatchObject({ width: 3000, height: 4000 })
    expect(draft.upload?.path).toBe('/tmp/it.jpg')
  })

  it('has a thumbnail of 10 KB at most, its longest side 240 or less', async () => {
    const { media, pictures } = prepared(5 * MB)
    for (const density of [10, 300, 900, 2_000]) {
      pictures.density = density
      const draft = await media.prepare({ type: 'image', path: '/tmp/it.jpg', isOriginal: true })
      const { thumbnail } = draft.content as { thumbnail: string }
      expect(thumbnail.length).toBeGreaterThan(0)
      expect(thumbnail.length).toBeLessThanOrEqual(10 * 1024)
    }
    for (const { width, height } of pictures.compressed) {
      expect(Math.max(width, height)).toBeLessThanOrEqual(240)
    }
  })

  it.each([
    ['an empty file', 0, { type: 'file', path: '/tmp/it', name: 'a.txt' }, 'FILE_EMPTY'],
    ['101 MB', 101 * MB, { type: 'file', path: '/tmp/it', name: 'a.zip' }, 'FILE_TOO_LARGE'],
    [
      'a GIF of 3 MB',
      3 * MB,
      { type: 'gif', path: '/tmp/it', width: 1, height: 1 },
      'GIF_TOO_LARGE',
    ],
    [
      'a video of 3 minutes',
      MB,
      { type: 'video', path: '/tmp/it', durationSeconds: 180, coverPath: '' },
      'VIDEO_TOO_LONG',
    ],
    [
      'a voice of 2 minutes',
      MB,
      { type: 'voice', path: '/tmp/it', durationSeconds: 120 },
      'VOICE_TOO_LONG',
    ],
    ['a file that is gone', MB, { type: 'file', path: '/tmp/no', name: 'a.txt' }, 'FILE_GONE'],
  ] as const)('is refused before any byte is sent: %s', async (_what, bytes, chosen, code) => {
    await expect(prepared(bytes).media.prepare(chosen)).rejects.toMatchObject({ code })
  })

  it('sends a video without a cover when the phone has none', async () => {
    const { media, pictures } = prepared(MB)
    jest.spyOn(pictures, 'factsOf').mockRejectedValue(new Error('getImageInfo:fail'))
    const chosen = { type: 'video', path: '/tmp/it', durationSeconds: 3, coverPath: '' } as const
    expect((await media.prepare(chosen)).content).toMatchObject({ type: 'video', thumbnail: '' })
  })
})
