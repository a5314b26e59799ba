import { isIP } from 'node:net'

/** Where an environment's servers are. */
export interface Hosts {
  /** Base address of the app server. */
  api: string
  /** `https://host[:port]` */
  navigators: string[]
  /** `host[:port]` */
  cmp: string[]
  uploads: string[]
  downloads: string[]
}

/** The four lists of WeChat's console. */
export interface DomainLists {
  request: string[]
  socket: string[]
  uploadFile: string[]
  downloadFile: string[]
}

/** Files come from where they went unless other hosts are named. */
export function domainLists({ api, navigators, cmp, uploads, downloads }: Hosts): DomainLists {
  const files = downloads.length > 0 ? downloads : uploads
  return {
    request: unique([api, ...navigators].map((url) => new URL(url).origin)),
    socket: unique(cmp.map((host) => `wss://${host}`)),
    uploadFile: unique(uploads.map(secure)),
    downloadFile: unique(files.map(secure)),
  }
}

/**
 * What WeChat would not accept about an address. Rules: its guide on network use: HTTPS and WSS
 * only, no IP, no localhost, `api.weixin.qq.com` never.
 */
export function ruleProblems(address: string): string[] {
  const { protocol, hostname } = new URL(address)
  const problems: string[] = []
  if (protocol !== 'https:' && protocol !== 'wss:') problems.push(`${protocol}// is not allowed`)
  if (isIP(hostname.replace(/^\[|\]$/g, '')) !== 0) problems.push('an IP address is not allowed')
  if (hostname === 'localhost') problems.push('localhost is not allowed')
  if (hostname === 'api.weixin.qq.com') problems.push('api.weixin.qq.com is not allowed')
  if (isIP(hostname) === 0 && !hostname.includes('.')) problems.push('not a full domain name')
  return problems
}

function secure(host: string): string {
  return /^https?:\/\//.test(host) ? new URL(host).origin : `https://${host}`
}

function unique(addresses: string[]): string[] {
  return [...new Set(addresses)]
}
