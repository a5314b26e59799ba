import type { ChaosWorld } from './chaos-world'
import type { Fault } from './fault-plan'

/** Longer than the 5 s after which a socket in the background is presumed dead, in the phone's time. */
const AWAY_MS = 5_500

/** What undoes a fault; faults that are over at once have nothing to undo. */
export type Undo = () => void | Promise<void>

/** Makes a fault begin. */
export async function begin(world: ChaosWorld, fault: Fault): Promise<Undo> {
  const { servers, speed } = world
  switch (fault.fault) {
    case 'killSockets': {
      const { who } = fault
      const hit = who === undefined ? world.everybody : [world.person(who)]
      for (const { userId } of hit) await servers.control('kill-sockets', { userId })
      return nothing
    }
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
    case 'expireToken': {
      const { userId } = world.person(fault.who)
      await servers.restarted
      await servers.im.api('/user/token/expire', { userId, time: Date.now() })
      await servers.control('kill-sockets', { userId })
      return nothing
    }
    case 'dropAcks':
      await world.control('drop-acks', { topic: fault.topic, count: fault.count })
      return nothing
    case 'refuseAcks': {
      const { topic, status, count } = fault
      await world.control('refuse-acks', { topic, status, count })
      return nothing
    }
    case 'refuseConnections':
      await world.control('refuse-connections', { statuses: fault.statuses })
      for (const { userId } of world.everybody) await servers.control('kill-sockets', { userId })
      return nothing
    case 'failNavigator':
      await world.control('fail-navigator', { httpStatus: fault.httpStatus })
      return () => world.control('fail-navigator')
    case 'failUploadHost':
      await world.control('fail-upload-host', { host: fault.host, isFailing: true })
      return () => world.control('fail-upload-host', { host: fault.host, isFailing: false })
    case 'silencePings':
      await world.control('silence-pings', { isSilent: true })
      return () => world.control('silence-pings', { isSilent: false })
    case 'disturbDeliveries': {
      const { copies, isReordering, delayMs } = fault
      await world.control('disturb-deliveries', { copies, isReordering, delayMs })
      return () => world.control('disturb-deliveries')
    }
    case 'loseDeliveries': {
      const { notices, messages } = fault
      await world.control('lose-deliveries', { notices, messages })
      return nothing
    }
    case 'delayAnswers':
      await world.control('delay-answers', { delayMs: fault.delayMs })
      return () => world.control('delay-answers', { delayMs: 0 })
    case 'restartServer':
      world.hasRestartedServer = true
      await servers.restartIm()
      return () => servers.restarted
  }
}

function nothing(): void {
  // It is over already.
}
