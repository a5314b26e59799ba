import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { fuzzHttp, seededMutations } from '../helpers/http-fuzz'
import { APP_KEY, ImServer, signedHeaders } from '../helpers/im-server'
import { throwAt, type RawRequest } from '../helpers/request-mutations'
import { SdkPerson } from '../helpers/sdk-person'
import { paths } from '../server-api/paths'

const SECRET = 'the password is swordfish'
const IMAGE = 1
const FORM = 'application/x-www-form-urlencoded'

describe('HTTP requests that are broken', () => {
  let directory: string
  let server: ImServer
  let uploadPorts: number[]
  let lin: SdkPerson
  const mutations = seededMutations()

  beforeAll(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'im-http-fuzz-'))
    server = await ImServer.start({ LOG_LEVEL: 'error', IM_FILES_DIR: directory })
    lin = await SdkPerson.connected(server, 'lin')
    const navigator = await fetch(`${server.address}/v2/navi.json`, {
      method: 'POST',
      headers: { 'rc-appkey': APP_KEY, 'content-type': FORM },
      body: new URLSearchParams({ token: await server.tokenFor('lin') }),
    })
    const { ossConfig } = (await navigator.json()) as { ossConfig: string }
    const hosts = JSON.parse(ossConfig) as { qiniu: string }[]
    uploadPorts = hosts.map(({ qiniu }) => Number(qiniu.split(':')[1]))
  })
  afterAll(async () => {
    await lin?.leave()
    await server?.stop()
    await rm(directory, { recursive: true, force: true })
  })

  /** A file of Lin's, and a pass for another. */
  async function file(): Promise<{ key: string; token: string; address: URL }> {
    const { data } = await lin.sdk.getFileToken(IMAGE, 'picture.png')
    const form = new FormData()
    form.append('token', data!.token)
    form.append('key', data!.fileName)
    form.append('file', new Blob([SECRET]), 'picture.png')
    const url = `http://127.0.0.1:${uploadPorts[0]}/`
    expect((await fetch(url, { method: 'POST', body: form })).status).toBe(200)
    const answer = await lin.sdk.getFileUrl(IMAGE, data!.fileName)
    const next = await lin.sdk.getFileToken(IMAGE, 'other.png')
    const address = new URL(answer.data!.downloadUrl)
    return { key: next.data!.fileName, token: next.data!.token, address }
  }

  it('are answered with a status or closed; they end nothing and show nothing of others', async () => {
    const chen = await SdkPerson.connected(server, 'chen')
    await lin.say(lin.conversation('private', 'chen'), SECRET)
    await chen.messages(1)
    const { key, token, address } = await file()
    const form = `--x\r\ncontent-disposition: form-data; name="token"\r\n\r\n${token}\r\n--x\r\ncontent-disposition: form-data; name="key"\r\n\r\n${key}\r\n--x\r\ncontent-disposition: form-data; name="file"; filename="a.png"\r\n\r\nbytes\r\n--x--\r\n`
    const connectToken = encodeURIComponent(await server.tokenFor('mallory'))

    /** Endpoints of the Server API are asked signed, as a back end gone wrong would, and unsigned. */
    const serverApi = (isSigned: boolean): RawRequest => ({
      method: 'POST',
      target: `${mutations.pick(paths)}.json`,
      headers: {
        'content-type': FORM,
        ...(isSigned ? signedHeaders() : { 'App-Key': APP_KEY, Nonce: '1', Timestamp: '1' }),
      },
      body: 'userId=mallory&groupId=g&chatroomId=r&name=M&minute=5&objectName=RC:TxtMsg',
    })
    const kinds: { port: number; isTrusted?: boolean; request: () => RawRequest }[] = [
      { port: server.port, request: () => serverApi(false) },
      { port: server.port, isTrusted: true, request: () => serverApi(true) },
      {
        port: server.port,
        request: () => ({
          method: 'POST',
          target: '/v2/navi.json?cloud=0',
          headers: { 'rc-appkey': APP_KEY, 'content-type': FORM },
          body: `token=${connectToken}&v=5.38.0`,
        }),
      },
      {
        port: server.port,
        request: () => ({
          method: 'GET',
          target: `/websocket?appId=${APP_KEY}&token=${connectToken}x&protocolVer=3`,
          headers: {
            upgrade: 'websocket',
            'sec-websocket-version': '13',
            'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
          },
          body: '',
        }),
      },
      ...uploadPorts.flatMap((port) => [
        {
          port,
          request: () => ({
            method: 'POST',
            target: '/',
            headers: { 'content-type': 'multipart/form-data; boundary=x' },
            body: form,
          }),
        },
        {
          port,
          request: () => ({
            method: 'GET',
            target: `${address.pathname}?e=${address.searchParams.get('e')}&sign=forged`,
            headers: { range: 'bytes=0-9' },
            body: '',
          }),
        },
      ]),
    ]
    await fuzzHttp({
      name: 'im-server http',
      pid: server.process.pid,
      growthLimitMegabytes: 150,
      throwOne: async () => {
        const kind = mutations.pick(kinds)
        const outcome = await throwAt(kind.port, mutations.bytesOf(kind.request()))
        // Who holds the app's secret may read everything: only their requests may show it.
        if (!kind.isTrusted) expect(outcome.text).not.toContain('swordfish')
        return outcome
      },
    })
    expect(server.process.log()).toBe('')
    expect((await lin.say(lin.conversation('private', 'chen'), 'all well')).code).toBe(0)
    expect(await chen.messages(2)).toHaveLength(2)
    await chen.leave()
  })
})
