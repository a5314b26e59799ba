import { ServerSdk } from '../helpers/server-sdk'
import { useServer } from '../helpers/use-server'
import { paths } from './paths'

const town = useServer()
const api = new ServerSdk(() => town.server.address)

const form = 'application/x-www-form-urlencoded'
const user = { userId: 'lin', name: 'Lin Xiao' }

describe('the Server API', () => {
  it('takes timestamps in seconds, as SDKs send them, and in milliseconds, as documented', async () => {
    expect(await api.form('/user/getToken', user)).toMatchObject({ status: 200, code: 200 })
    const timestamp = String(Date.now())
    expect(await api.form('/user/getToken', user, { timestamp })).toMatchObject({ code: 200 })
  })

  it('takes headers with the RC- prefix', async () => {
    expect(await api.form('/user/getToken', user, { prefix: 'RC-' })).toMatchObject({ code: 200 })
  })

  it('refuses a signature made with another secret', async () => {
    const answer = await api.form('/user/getToken', user, { secret: 'guess' })
    expect(answer).toEqual({ status: 401, code: 1004, errorMessage: 'Signature is wrong.' })
  })

  it('refuses an app key it does not know', async () => {
    const answer = await api.form('/user/getToken', user, { appKey: 'other-app' })
    expect(answer).toMatchObject({ status: 401, code: 1001 })
  })

  it('refuses a request signed more than five minutes ago, or ahead', async () => {
    for (const minutes of [-6, 6]) {
      const timestamp = String(Math.floor(Date.now() / 1000) + minutes * 60)
      const answer = await api.form('/user/getToken', user, { timestamp })
      expect(answer).toMatchObject({ status: 401, code: 1004 })
    }
  })

  it('refuses an unsigned request before it reads its body', async () => {
    const response = await fetch(`${town.server.address}/user/getToken.json`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{ this is no JSON',
    })
    expect(response.status).toBe(401)
    expect(await response.json()).toMatchObject({ code: 1001 })
  })

  it.each(paths)('answers %s to nobody who has not signed', async (path) => {
    const fields = { userId: 'lin', chatroomId: 'lobby', groupId: 'courtyard', word: 'x' }
    expect(await api.form(path, fields, { secret: '' })).toEqual({
      status: 401,
      code: 1004,
      errorMessage: 'Signature is wrong.',
    })
    const unknown = { ...fields, flavour: 'salty' }
    expect(await api.form(path, unknown)).toMatchObject({ status: 400, code: 1002 })
  })

  it('names a parameter it does not know, and changes nothing', async () => {
    const userId = town.newId('su')
    const answer = await api.form('/user/getToken', { userId, name: 'Su', nickname: 'Qing' })
    expect(answer).toEqual({
      status: 400,
      code: 1002,
      errorMessage: 'nickname is not a parameter of this call.',
    })
    expect(await api.form('/user/info', { userId })).toMatchObject({ code: 1002 })
  })

  it('names a parameter that is missing', async () => {
    const answer = await api.form('/user/getToken', { name: 'Nobody' })
    expect(answer).toMatchObject({ status: 400, code: 1002, errorMessage: 'userId is required.' })
  })

  it('says so when there is no body at all', async () => {
    expect(await api.post('/user/getToken', '', form)).toMatchObject({ status: 400, code: 1003 })
  })

  it('takes an empty field for one that is left out, as SDKs send them', async () => {
    const userId = town.newId('su')
    await api.ok('/user/getToken', { userId, name: 'Su', portraitUri: '' })
    expect(await api.ok('/user/info', { userId })).toMatchObject({ userPortrait: '' })
    const answer = await api.form('/user/getToken', { userId: '', name: 'Su' })
    expect(answer).toMatchObject({ code: 1002, errorMessage: 'userId is required.' })
  })

  it('refuses too many ids, ids that are too long, and values outside their range', async () => {
    const userId = Array.from({ length: 21 }, (_, n) => `user-${n}`)
    expect(await api.form('/user/block', { userId, minute: 1 })).toMatchObject({
      code: 1002,
      errorMessage: 'userId has more than 20 values.',
    })
    expect(await api.form('/user/getToken', { userId: 'x'.repeat(65) })).toMatchObject({
      code: 1005,
    })
    for (const minute of [0, 43_201, 'soon', 1.5]) {
      expect(await api.form('/user/block', { userId: 'lin', minute })).toMatchObject({ code: 1002 })
    }
  })

  it('refuses bodies that are no fields, and bodies over 1 MB', async () => {
    const list = await api.post('/v3/message/group/query', '["a"]', 'application/json')
    expect(list).toMatchObject({ status: 400, code: 1002 })
    const broken = await api.post('/v3/message/group/query', '{"a":', 'application/json')
    expect(broken).toMatchObject({ status: 400, code: 1002 })
    const large = await api.post('/user/getToken', `userId=${'x'.repeat(1_100_000)}`, form)
    expect(large).toMatchObject({ status: 413, code: 1508 })
  })

  it('answers an unknown path and another method with 404', async () => {
    expect(await api.form('/user/fly', user)).toMatchObject({ status: 404, code: 1007 })
    const response = await fetch(`${town.server.address}/user/getToken.json`)
    expect(response.status).toBe(404)
  })
})
