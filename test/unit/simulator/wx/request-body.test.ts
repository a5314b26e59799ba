import { shapeRequest } from '../../../../scripts/simulator/client/wx/request-body'

const url = 'https://host/path'

describe('wx.request', () => {
  it('puts data of a GET into the query, before the hash', () => {
    const { url: address, body } = shapeRequest({
      url: `${url}?a=1#top`,
      data: { b: 'x y', c: undefined },
    })
    expect(address).toBe('https://host/path?a=1&b=x%20y#top')
    expect(body).toBeUndefined()
  })

  it('sends JSON by default', () => {
    const shape = shapeRequest({ url, method: 'post', data: { a: [1] } })
    expect(shape).toMatchObject({ method: 'POST', body: '{"a":[1]}' })
    expect(shape.header['content-type']).toBe('application/json')
  })

  it('leaves text and bytes as they are', () => {
    const bytes = new ArrayBuffer(3)
    expect(shapeRequest({ url, method: 'PUT', data: 'text' }).body).toBe('text')
    expect(shapeRequest({ url, method: 'PUT', data: bytes }).body).toBe(bytes)
  })

  it.each(['', 'host/path', 'ftp://host', undefined])('refuses %p as an address', (address) => {
    expect(() => shapeRequest({ url: address })).toThrow('invalid url')
  })

  it('refuses a method it does not know', () => {
    expect(() => shapeRequest({ url, method: 'FETCH' })).toThrow('invalid method')
  })
})
