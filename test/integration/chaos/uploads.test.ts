import { createHash, randomBytes } from 'node:crypto'

import { reaction } from 'mobx-miniprogram'

import { useCourtyard } from '../helpers/courtyard'
import { rowsOf } from '../helpers/hutong-phone'
import { Random } from './helpers/random'

const FILES = 50
const SMALLEST = 1024
const LARGEST = 20 * 1024 * 1024
const SEED = 7

const hashOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')

describe('50 files while the first host fails at random', () => {
  const courtyard = useCourtyard()

  it('all arrive whole and in order, with progress that never goes back', async () => {
    const random = new Random(SEED)
    const [lin, chen] = await Promise.all([courtyard.phone('lin'), courtyard.phone('chen')])
    const chat = lin.stores.openChat('private:chen')
    const other = chen.stores.openChat('private:lin')
    await Promise.all([chat.open(), other.open()])
    const percents = new Map<string, number[]>()
    const stop = reaction(
      () => rowsOf(chat).map(({ id, media }) => [id, media?.progress ?? 0] as const),
      (rows) => {
        for (const [id, percent] of rows) {
          const known = percents.get(id) ?? []
          if (known[known.length - 1] !== percent) percents.set(id, [...known, percent])
        }
      },
    )
    const hashes: string[] = []
    for (let index = 0; index < FILES; index += 1) {
      // Both ends of the range are among them; between them every size is as likely by its order.
      const size = [SMALLEST, LARGEST][index] ?? Math.round(SMALLEST * 20_480 ** random.next())
      const content = randomBytes(size)
      hashes.push(hashOf(content))
      lin.wx.files.set(`/tmp/${index}.bin`, content)
      await courtyard.im.control('fail-upload-host', { host: 1, isFailing: random.next() < 0.4 })
      const media = { type: 'file', path: `/tmp/${index}.bin`, name: `${index}.bin` } as const
      expect(await chat.sendMedia(media)).toBe('accepted')
      await lin.until(() => rowsOf(chat)[index]?.state === 'sent')
    }
    await chen.until(() => rowsOf(other).length === FILES)
    stop()
    const received = rowsOf(other).map(({ media }) => media!)
    expect(received.map(({ name }) => name)).toEqual(hashes.map((_, index) => `${index}.bin`))
    for (const [index, { url }] of received.entries()) {
      const bytes = Buffer.from(await (await fetch(url)).arrayBuffer())
      expect(hashOf(bytes)).toBe(hashes[index])
    }
    expect(rowsOf(chat)).toHaveLength(FILES)
    for (const seen of percents.values()) expect(seen).toEqual([...seen].sort((a, b) => a - b))
    expect([...percents.values()].some((seen) => seen.length > 3)).toBe(true)
  })

  it('leave nothing behind when cancelled on their way', async () => {
    const [lin, wang] = await Promise.all([courtyard.phone('lin'), courtyard.phone('wang')])
    const chat = lin.stores.openChat('private:wang')
    const other = wang.stores.openChat('private:lin')
    await Promise.all([chat.open(), other.open()])
    lin.wx.files.set('/tmp/large.bin', randomBytes(LARGEST))
    await chat.sendMedia({ type: 'file', path: '/tmp/large.bin', name: 'large.bin' })
    await lin.until(() => (rowsOf(chat)[0].media?.progress ?? 0) > 0)
    chat.discard(rowsOf(chat)[0].id)
    // The bubble goes in the same turn: no clock is needed to see that it is quick.
    expect(rowsOf(chat)).toEqual([])
    expect([...lin.wx.storage.keys()].filter((key) => key.includes('.outbox.'))).toEqual([])
    chat.send('after it')
    await wang.until(() => rowsOf(other).length > 0)
    expect(rowsOf(other).map(({ text }) => text)).toEqual(['after it'])
    expect(rowsOf(chat).map(({ text }) => text)).toEqual(['after it'])
  })
})
