import type { ChaosWorld } from './chaos-world'
import type { Fault } from './fault-plan'

/** Longer than the 5 s after which a socket in the background is presumed dead, in the phone's time. */
const AWAY_MS = 5_500

/** What undoes a fault; faults that are over at once have nothing to undo. */
export type Undo = () => void | Promise<void>

/** Makes a fault begin. @param speed of the phones' time. */
export async function begin(world: ChaosWorld, fault: Fault, speed: number): Promise<Undo> {
  const { im } = world
  switch (fault.fault) {
    case 'killSockets':
      await im.control('kill-sockets', fault.who === undefined ? {} : { userId: fault.who })
      return nothing
    case 'dropConnections':
      world.person(fault.who).phone.wx.dropConnections()
      return nothing
    case 'stallSockets':
      world.person(fault.who).phone.wx.stallSockets()
      return nothing
    case 'offline': {
      const { wx } = world.person(fault.who).phone
      wx.setOnline(false)
      return () => wx.setOnline(true)
    }
    case 'background': {
      const { phone } = world.person(fault.who)
      const hiddenAt = Date.now()
      phone.hide()
      phone.wx.stallSockets()
      return async () => {
        const left = AWAY_MS / speed - (Date.now() - hiddenAt)
        await new Promise((resolve) => setTimeout(resolve, Math.max(0, left)))
        phone.show()
      }
    }
    case 'killApp': {
      const person = world.person(fault.who)
      person.phone.wx.setOnline(false)
      return () => person.restart(person.kill())
    }
    case 'expireToken':
      await im.api('/user/token/expire', { userId: fault.who, time: Date.now() })
      await im.control('kill-sockets', { userId: fault.who })
      return nothing
    case 'dropAcks':
      await im.control('drop-acks', { topic: fault.topic, count: fault.count })
      return nothing
    case 'refuseAcks': {
      const { topic, status, count } = fault
      await im.control('refuse-acks', { topic, status, count })
      return nothing
    }
    case 'refuseConnections':
      await im.control('refuse-connections', { statuses: fault.statuses })
      await im.control('kill-sockets')
      return nothing
    case 'failNavigator':
      await im.control('fail-navigator', { httpStatus: fault.httpStatus })
      return () => world.im.control('fail-navigator').then(nothing)
    case 'silencePings':
      await im.control('silence-pings', { isSilent: true })
      return () => world.im.control('silence-pings', { isSilent: false }).then(nothing)
    case 'disturbDeliveries': {
      const { copies, isReordering, delayMs } = fault
      await im.control('disturb-deliveries', { copies, isReordering, delayMs })
      return () => world.im.control('disturb-deliveries').then(nothing)
    }
    case 'delayAnswers':
      await im.control('delay-answers', { delayMs: fault.delayMs })
      return () => world.im.control('delay-answers', { delayMs: 0 }).then(nothing)
    case 'restartServer':
      await world.restartIm()
      return nothing
  }
}

function nothing(): void {
  // It is over already.
}
