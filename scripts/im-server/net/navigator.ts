import type { FastifyInstance } from 'fastify'

import type { Cloud } from '../cloud'
import type { Vendor } from '../files/storage-vendor'

/** `grpRRVer` of the navigator's answer for each version of read receipts. */
const groupReceipts = { 1: 0, 2: 1, 4: 3, 5: 4 } as const

/** Most storages want their bucket in front of the host's name, where a number leaves no place. */
function namedFor(vendor: Vendor, host: string): string {
  return vendor === 'qiniu' ? host : host.replace(/^127\.0\.0\.1:/, 'localhost:')
}

/**
 * The navigator: where the SDK learns which server to use and which features are on.
 * Mini programs take the server's address from their own settings, so none is needed here.
 */
export function addNavigator(http: FastifyInstance, cloud: Cloud, address: () => string): void {
  http.post('/v2/navi.json', async (request, reply) => {
    const { settings, state, faults } = cloud
    const { token } = (request.body ?? {}) as { token?: unknown }
    const verdict = state.tokens.check(typeof token === 'string' ? token : '')
    const fault = (verdict.ok ? faults.of(verdict.userId) : faults.everybody).navigator
    if (fault?.httpStatus) return reply.code(fault.httpStatus).send({ code: fault.httpStatus })
    if (fault?.code) return { code: fault.code }
    if (request.headers['rc-appkey'] !== settings.appKey) return { code: 401 }
    // An expired token is told by CONNACK, whose codes tell the two apart.
    if (!verdict.ok && verdict.reason === 'incorrect') return { code: 401 }
    const host = address()
    const [first] = cloud.uploadHosts
    return {
      code: 200,
      userId: verdict.ok ? verdict.userId : '',
      server: host,
      backupServer: host,
      type: 0,
      kvStorage: 1,
      openHistoryMsg: 1,
      serverSaveUnread: settings.unreadCounts === 'server' ? 1 : 0,
      sesDriven: settings.unreadCounts === 'client' ? 0 : 1,
      sessionMode: settings.unreadCounts === 'realtime' ? 1 : 0,
      grpRRVer: groupReceipts[settings.receiptVersion],
      msgModifyMinute: Math.floor(settings.recallLimitMs / 60_000),
      uploadServer: first,
      ossConfig: JSON.stringify(
        settings.uploadVendors.map((vendor, index) => ({
          [vendor]: namedFor(vendor, cloud.uploadHosts[index]),
          p: String(index + 1),
        })),
      ),
    }
  })
}
