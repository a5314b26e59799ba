import { domainLists, ruleProblems } from '../../../scripts/tools/domain-lists'

describe('the domain lists', () => {
  it('name each address once, with the scheme WeChat wants', () => {
    const lists = domainLists({
      api: 'https://app.example.com/base',
      navigators: ['https://nav.example.com', 'https://app.example.com'],
      cmp: ['cmp.example.com', 'cmp.example.com:8443'],
      uploads: ['up.example.com'],
      downloads: [],
    })
    expect(lists).toEqual({
      request: ['https://app.example.com', 'https://nav.example.com'],
      socket: ['wss://cmp.example.com', 'wss://cmp.example.com:8443'],
      uploadFile: ['https://up.example.com'],
      downloadFile: ['https://up.example.com'],
    })
  })

  it.each([
    ['http://app.example.com', 'http:// is not allowed'],
    ['https://10.0.0.1', 'an IP address is not allowed'],
    ['wss://[::1]', 'an IP address is not allowed'],
    ['https://localhost:7410', 'localhost is not allowed'],
    ['https://api.weixin.qq.com', 'api.weixin.qq.com is not allowed'],
    ['https://intranet', 'not a full domain name'],
  ])('say what WeChat would refuse: %s', (address, problem) => {
    expect(ruleProblems(address)).toContain(problem)
  })

  it('find nothing wrong with a proper address', () => {
    expect(ruleProblems('wss://cmp.example.com')).toEqual([])
  })
})
