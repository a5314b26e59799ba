import { Faults } from '../../../scripts/im-server/control/faults'
import type { Session } from '../../../scripts/im-server/net/session'

describe('disturbed deliveries', () => {
  it('that were still waiting at its end go out all the same', async () => {
    const faults = new Faults()
    faults.setDeliveryFault({ delayMs: 5, copies: 0, isReordering: true })
    const sent = new Promise<Buffer>((resolve) => {
      const session = { sendFrame: resolve } as unknown as Session
      faults.deliver(session, Buffer.from('the last one'))
    })
    faults.setDeliveryFault(null)
    expect((await sent).toString()).toBe('the last one')
  })
})
