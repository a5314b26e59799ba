import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

import pino from 'pino'

import { CallbackAddress } from '../../../scripts/im-server/callbacks/callback-address'
import { CallbackReceiver } from '../helpers/callback-receiver'

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

describe('an address of the back end', () => {
  let backEnd: CallbackReceiver
  let address: CallbackAddress

  beforeAll(async () => {
    backEnd = await CallbackReceiver.start()
    backEnd.answers.set('/silent', null)
    const app = { appKey: 'key', appSecret: 'secret' }
    address = new CallbackAddress(backEnd.address('/silent'), app, pino({ level: 'silent' }))
  })
  afterAll(() => backEnd.stop())

  it('is given up when it does not answer in time, also while garbage is collected', async () => {
    const cleaning = setInterval(collectGarbage, 10)
    const answer = address.ask({ json: [] }, 300)
    await expect(answer.finally(() => clearInterval(cleaning))).resolves.toBeNull()
    expect(backEnd.received).toHaveLength(1)
  })

  it('is given up when the server stops', async () => {
    const answer = address.ask({ json: [] }, 3_600_000)
    await backEnd.first('/silent', () => backEnd.received.length === 2)
    address.close()
    await expect(answer).resolves.toBeNull()
  })
})
