import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'

import type { SdkPerson } from '../helpers/sdk-person'
import { useServer } from '../helpers/use-server'

const IMAGE = 1
const picture = Buffer.from(Array.from({ length: 5000 }, (_, index) => index % 251))

describe('files', () => {
  const directory = mkdtempSync(path.join(tmpdir(), 'hutong-im-files-'))
  const town = useServer({ IM_FILES_DIR: directory })
  afterAll(() => rm(directory, { recursive: true, force: true }))

  /** Upload hosts in the order the navigator names them. */
  async function hosts(person: SdkPerson): Promise<string[]> {
    const response = await fetch(`${town.server.address}/v2/navi.json`, {
      method: 'POST',
      headers: {
        'rc-appkey': 'hutong-test',
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: new URLSearchParams({ token: await town.server.tokenFor(person.userId) }),
    })
    const { ossConfig } = (await response.json()) as { ossConfig: string }
    return (JSON.parse(ossConfig) as { qiniu: string }[]).map(({ qiniu }) => `http://${qiniu}`)
  }

  function upload(
    person: SdkPerson,
    url: string,
    formData: Record<string, string>,
  ): Promise<{ statusCode: number; data: string }> {
    person.wx.files.set('picture.png', picture)
    return new Promise((resolve, reject) => {
      person.wx.api.uploadFile({
        url,
        filePath: 'picture.png',
        name: 'file',
        formData,
        success: (result) => resolve(result as { statusCode: number; data: string }),
        fail: ({ errMsg }) => reject(new Error(errMsg)),
      })
    })
  }

  async function passFor(person: SdkPerson): Promise<{ token: string; key: string }> {
    const { code, data } = await person.sdk.getFileToken(IMAGE, 'picture.png')
    expect(code).toBe(0)
    return { token: data!.token, key: data!.fileName }
  }

  it('come back to the other person byte by byte, with their type', async () => {
    const [lin, chen] = await town.pair()
    const [first] = await hosts(lin)
    const pass = await passFor(lin)
    expect(await upload(lin, first, pass)).toMatchObject({ statusCode: 200 })
    const { data } = await chen.sdk.getFileUrl(IMAGE, pass.key, 'holiday.png')
    const response = await fetch(data!.downloadUrl)
    expect(response.headers.get('content-type')).toBe('image/png')
    expect(response.headers.get('content-disposition')).toContain('holiday.png')
    expect(Buffer.from(await response.arrayBuffer()).equals(picture)).toBe(true)
  })

  it('are served in parts', async () => {
    const lin = await town.person(town.newId('lin'))
    const [first] = await hosts(lin)
    const pass = await passFor(lin)
    await upload(lin, first, pass)
    const { data } = await lin.sdk.getFileUrl(IMAGE, pass.key)
    const part = async (range: string) => {
      const response = await fetch(data!.downloadUrl, { headers: { range } })
      const bytes = Buffer.from(await response.arrayBuffer())
      return { status: response.status, range: response.headers.get('content-range'), bytes }
    }
    const middle = await part('bytes=1000-1999')
    expect(middle).toMatchObject({ status: 206, range: 'bytes 1000-1999/5000' })
    expect(middle.bytes.equals(picture.subarray(1000, 2000))).toBe(true)
    expect((await part('bytes=-10')).bytes.equals(picture.subarray(4990))).toBe(true)
    expect(await part('bytes=5000-')).toMatchObject({ status: 416, range: 'bytes */5000' })
  })

  it('go to the second host when the first one fails', async () => {
    const lin = await town.person(town.newId('lin'))
    const [first, second] = await hosts(lin)
    const pass = await passFor(lin)
    await town.server.control('fail-upload-host', { host: 1, isFailing: true })
    expect(await upload(lin, first, pass)).toMatchObject({ statusCode: 500 })
    expect(await upload(lin, second, pass)).toMatchObject({ statusCode: 200 })
  })

  it('stay readable at their address while the host that took them takes no more', async () => {
    const [lin, chen] = await town.pair()
    const [first] = await hosts(lin)
    const pass = await passFor(lin)
    await upload(lin, first, pass)
    const { data } = await chen.sdk.getFileUrl(IMAGE, pass.key)
    expect(data!.downloadUrl.startsWith(first)).toBe(true)
    await town.server.control('fail-upload-host', { host: 1, isFailing: true })
    expect(await upload(lin, first, await passFor(lin))).toMatchObject({ statusCode: 500 })
    const response = await fetch(data!.downloadUrl)
    expect(Buffer.from(await response.arrayBuffer()).equals(picture)).toBe(true)
  })

  it('that went to the second host are read at the same address', async () => {
    const [lin, chen] = await town.pair()
    const [, second] = await hosts(lin)
    const pass = await passFor(lin)
    expect(await upload(lin, second, pass)).toMatchObject({ statusCode: 200 })
    const { data } = await chen.sdk.getFileUrl(IMAGE, pass.key)
    expect((await fetch(data!.downloadUrl)).status).toBe(200)
  })

  it('are refused with a foreign token, for another key, and without one', async () => {
    const lin = await town.person(town.newId('lin'))
    const [first] = await hosts(lin)
    const pass = await passFor(lin)
    for (const form of [
      { ...pass, token: `${pass.token.slice(0, -3)}abc` },
      { ...pass, key: 'another.png' },
      { key: pass.key },
    ]) {
      expect(await upload(lin, first, form)).toMatchObject({ statusCode: 401 })
    }
  })

  it('are not shown to someone without the signed address', async () => {
    const lin = await town.person(town.newId('lin'))
    const [first] = await hosts(lin)
    const pass = await passFor(lin)
    await upload(lin, first, pass)
    expect((await fetch(`${first}/${encodeURIComponent(pass.key)}`)).status).toBe(401)
  })
})
