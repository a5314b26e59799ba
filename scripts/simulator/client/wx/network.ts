import type { Phone } from '../phone'
import { Listeners } from './listeners'
import { NetworkGate } from './network-gate'
import { request } from './request'
import { sockets } from './sockets'
import { transfer } from './transfer'
import { wxCall } from './wx-call'

/** `wx.request`, sockets, uploads and downloads, and the state of the network. */
export function network(phone: Phone): Record<string, unknown> {
  const gate = new NetworkGate(phone)
  const changed = new Listeners(phone)
  const weakened = new Listeners(phone)
  const networkType = (): string => (phone.network.isConnected ? phone.network.type : 'none')

  phone.on('networkChange', ({ isConnected }) =>
    gate.whenAwake(() => changed.fire({ isConnected, networkType: networkType() })),
  )
  return {
    ...request(phone, gate),
    ...transfer(phone, gate),
    ...sockets(phone, gate),
    getNetworkType: wxCall(phone, 'getNetworkType', () => ({
      networkType: networkType(),
      isConnected: phone.network.isConnected,
      signalStrength: 3,
      hasSystemProxy: false,
      weakNet: false,
    })),
    onNetworkStatusChange: changed.on,
    offNetworkStatusChange: changed.off,
    onNetworkWeakChange: weakened.on,
    offNetworkWeakChange: weakened.off,
    getLocalIPAddress: wxCall(phone, 'getLocalIPAddress', () => ({
      localip: '127.0.0.1',
      netmask: '255.0.0.0',
    })),
  }
}
