import { createHash, randomBytes } from 'node:crypto'

import { useCourtyard } from '../helpers/courtyard'
import { rowsOf, type HutongPhone } from '../helpers/hutong-phone'

const KB = 1024

function sha(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex')
}

function choose(phone: HutongPhone, name: string, bytes: number): { path: string; hash: string } {
  const content = randomBytes(bytes)
  const path = `/tmp/${name}`
  phone.wx.files.set(path, content)
  return { path, hash: sha(content) }
}

async function fetched(url: string): Promise<string> {
  return sha(Buffer.from(await (await fetch(url)).arrayBuffer()))
}

describe('files between two phones', () => {
  const courtyard = useCourtyard()

  it('arrive whole although the first host is out of order', async () => {
    const [lin, chen] = await Promise.all([courtyard.phone('lin'), courtyard.phone('chen')])
    const chat = lin.stores.openChat('private:chen')
    const other = chen.stores.openChat('private:lin')
    await Promise.all([chat.open(), other.open()])
    const sizes = [1, 3 * KB, 100 * KB, 2_000 * KB, 20_000 * KB]
    const hashes: string[] = []
    for (let index = 0; index < 10; index += 1) {
      await courtyard.im.control('fail-upload-host', { host: 1, isFailing: index % 3 === 1 })
      const name = `file ${index}.bin`
      const { path, hash } = choose(lin, name, sizes[index % sizes.length])
      hashes.push(hash)
      expect(await chat.sendMedia({ type: 'file', path, name })).toBe('accepted')
      await lin.until(() => rowsOf(chat)[index]?.state === 'sent')
    }
    await chen.until(() => rowsOf(other).length === 10)
    const received = rowsOf(other)
    expect(received.map(({ media }) => media?.name)).toEqual(
      Array.from({ length: 10 }, (_, index) => `file ${index}.bin`),
    )
    for (const [index, { media }] of received.entries()) {
      expect(await fetched(media!.url)).toBe(hashes[index])
    }
  })

  it('go on after the app was killed in the middle of an upload', async () => {
    const lin = await courtyard.phone('lin')
    const chat = lin.stores.openChat('private:wang')
    await chat.open()
    const { path, hash } = choose(lin, 'big.bin', 5_000 * KB)
    await chat.sendMedia({ type: 'file', path, name: 'big.bin' })
    const files = new Map(lin.wx.files)
    const again = await courtyard.restarted(lin.kill(), files)
    const sameChat = again.stores.openChat('private:wang')
    await sameChat.open()
    await again.until(() => rowsOf(sameChat)[0]?.state === 'sent')
    expect(rowsOf(sameChat)).toHaveLength(1)
    expect(await fetched(rowsOf(sameChat)[0].media!.url)).toBe(hash)
  })
})

describe('files at storages of other vendors', () => {
  const courtyard = useCourtyard({ IM_UPLOAD_VENDORS: 'aliyun,s3' })

  it('arrive whole by each of their forms', async () => {
    const lin = await courtyard.phone('lin')
    const chat = lin.stores.openChat('private:chen')
    await chat.open()
    for (const [index, bucket] of ['hutong-aliyun', 'hutong-s3'].entries()) {
      await courtyard.im.control('fail-upload-host', { host: 1, isFailing: index === 1 })
      const name = `at ${bucket}.pdf`
      const { path, hash } = choose(lin, name, 300 * KB)
      await chat.sendMedia({ type: 'file', path, name })
      await lin.until(() => rowsOf(chat)[index]?.state === 'sent')
      expect(await fetched(rowsOf(chat)[index].media!.url)).toBe(hash)
      const posted = lin.wx.requestedUrls.filter((url) => url.includes('.localhost'))
      expect(posted[posted.length - 1]).toMatch(`http://${bucket}.localhost`)
    }
  })
})
