import { randomUUID } from 'node:crypto'
import type { AddressInfo } from 'node:net'

import formBody from '@fastify/formbody'
import Fastify, { type FastifyInstance } from 'fastify'
import type { Logger } from 'pino'

import { Callbacks } from './callbacks/callbacks'
import type { Cloud } from './cloud'
import { startControl } from './control/control-server'
import { FaultBook } from './control/fault-book'
import { AccessKeys } from './files/access-keys'
import { aliyunStorage } from './files/aliyun-storage'
import { FilePasses } from './files/file-passes'
import { qiniuStorage } from './files/qiniu-storage'
import { s3Storage } from './files/s3-storage'
import { UploadHost } from './files/upload-host'
import { Delivery } from './delivery/delivery'
import { Dispatcher } from './net/dispatcher'
import { addNavigator } from './net/navigator'
import type { Session } from './net/session'
import { Sessions } from './net/sessions'
import { WebSocketEndpoint } from './net/web-socket-endpoint'
import { RateLimit } from './rules/rate-limit'
import { RoomQuota } from './rules/room-quota'
import { destroyIdleRooms, RoomLeaver } from './rules/room-membership'
import { addServerApi } from './server-api/server-api'
import type { Settings } from './settings'
import { NoJournal, openSqlJournal } from './state/journal'
import { State } from './state/state'

/** A room outlives its idleness by no more than this. */
const IDLE_ROOM_CHECK_MS = { shortest: 20, longest: 5_000 }
const BODY_LIMIT_BYTES = 1024 * 1024

export interface RunningServer {
  port: number
  controlPort: number | null
  close(): Promise<void>
}

function portOf(http: FastifyInstance): number {
  return (http.server.address() as AddressInfo).port
}

/** Opens the state and listens. @throws when the database is in use or a port is taken. */
export async function startServer(settings: Settings, log: Logger): Promise<RunningServer> {
  const journal =
    settings.databaseUrl === 'none' ? new NoJournal() : await openSqlJournal(settings.databaseUrl)
  const state = await State.load(settings, journal, (error) => {
    log.fatal({ err: error }, 'a commit failed; nothing it held was acknowledged')
    process.exit(1)
  })
  const sessions = new Sessions()
  const faults = new FaultBook()
  const delivery = new Delivery(state, sessions, faults)
  const rules = {
    messageRate: new RateLimit<Session>(settings.messagesPerSecond, () => performance.now()),
    roomQuota: new RoomQuota(),
  }
  const filePasses = new FilePasses(settings.appSecret, () => state.clock.now())
  const accessKeys = new AccessKeys(settings.appSecret)
  const nowMs = () => state.clock.now()
  const storages = {
    qiniu: qiniuStorage(filePasses),
    aliyun: aliyunStorage(accessKeys, nowMs),
    s3: s3Storage(accessKeys, nowMs),
  }
  const uploadHosts: string[] = []
  const callbacks = new Callbacks(settings, state, sessions, log)
  const cloud: Cloud = {
    settings,
    state,
    sessions,
    delivery,
    faults,
    callbacks,
    rules,
    uploadHosts,
    filePasses,
    storages,
    log,
  }
  new RoomLeaver(cloud)
  const idleRooms = setInterval(
    () => destroyIdleRooms(cloud),
    Math.min(
      Math.max(settings.roomIdleMs, IDLE_ROOM_CHECK_MS.shortest),
      IDLE_ROOM_CHECK_MS.longest,
    ),
  )

  const http = Fastify({ bodyLimit: BODY_LIMIT_BYTES, genReqId: () => randomUUID() })
  await http.register(formBody)
  http.setErrorHandler<Error & { statusCode?: number }>((error, request, reply) => {
    const status = error.statusCode ?? 500
    if (status >= 500) log.error({ err: error, url: request.url }, 'a request failed')
    const isTooLarge = status === 413
    const code = isTooLarge ? 1508 : status >= 500 ? 1000 : 1002
    const errorMessage = status >= 500 ? 'Internal error.' : error.message
    void reply.code(status).send({ code, errorMessage })
  })
  http.setNotFoundHandler((_request, reply) => {
    void reply.code(404).send({ code: 1007, errorMessage: 'No such endpoint.' })
  })
  const address = (): string => `${settings.host}:${portOf(http)}`
  addNavigator(http, cloud, address)
  addServerApi(http, cloud, address)
  const endpoint = new WebSocketEndpoint(http.server, cloud, new Dispatcher(cloud))
  const hosts = settings.uploadVendors.map(
    (vendor, index) => new UploadHost(cloud, filePasses, storages[vendor], index),
  )
  for (const [index, uploadHost] of hosts.entries()) {
    const port = await uploadHost.listen(settings.host, settings.uploadPorts[index] ?? 0)
    uploadHosts.push(`${settings.host}:${port}`)
  }
  await http.listen({ host: settings.host, port: settings.port })
  const control =
    settings.controlPort === null ? null : await startControl(cloud, settings.controlPort)

  return {
    port: portOf(http),
    controlPort: control && portOf(control),
    async close() {
      clearInterval(idleRooms)
      endpoint.close()
      await control?.close()
      await Promise.all(hosts.map((uploadHost) => uploadHost.close()))
      await http.close()
      await state.store.close()
      callbacks.close()
    },
  }
}
