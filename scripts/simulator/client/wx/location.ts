import type { Phone } from '../phone'
import { make, showOverlay, themeClass } from './overlay'
import { permissionsOf } from './permissions'
import { wxCall } from './wx-call'
import { WxError } from './wx-error'

interface Place {
  name: string
  address: string
  /** GCJ-02 degrees. */
  latitude: number
  longitude: number
}

/** Where the simulated phone is, and what is around it; the person picks among them. */
const PLACES: Place[] = [
  { name: '钟鼓楼', address: '北京市东城区钟楼湾胡同', latitude: 39.9424, longitude: 116.3961 },
  { name: '南锣鼓巷', address: '北京市东城区南锣鼓巷', latitude: 39.9377, longitude: 116.4033 },
  { name: '什刹海', address: '北京市西城区地安门西大街', latitude: 39.9401, longitude: 116.3857 },
  { name: '景山公园', address: '北京市西城区景山西街44号', latitude: 39.9251, longitude: 116.3966 },
]

/** `wx.getLocation`, `wx.chooseLocation` and `wx.openLocation`. */
export function location(phone: Phone): Record<string, unknown> {
  const permissions = permissionsOf(phone)
  return {
    getLocation: wxCall(phone, 'getLocation', async () => {
      await permissions.requirePrivacy('getLocation')
      await permissions.require('scope.userLocation')
      const { latitude, longitude } = PLACES[0]
      const accuracy = 30
      return {
        latitude,
        longitude,
        accuracy,
        speed: -1,
        altitude: 0,
        verticalAccuracy: 0,
        horizontalAccuracy: accuracy,
      }
    }),
    chooseLocation: wxCall(phone, 'chooseLocation', async () => {
      await permissions.requirePrivacy('chooseLocation')
      return { ...(await choose(phone)) }
    }),
    openLocation: wxCall<Place>(phone, 'openLocation', (place) => show(phone, place)),
  }
}

function choose(phone: Phone): Promise<Place> {
  const { ownerDocument: document } = phone.overlay
  return new Promise((resolve, reject) => {
    const rows = PLACES.map((place) => {
      const row = make(
        document,
        'button',
        { 'data-sim': 'place' },
        `${place.name} · ${place.address}`,
      )
      row.onclick = () => {
        hide()
        resolve(place)
      }
      return row
    })
    const cancel = make(
      document,
      'button',
      { class: 'sim-sheet__cancel', 'data-sim': 'place-cancel' },
      '✕',
    )
    cancel.setAttribute('aria-label', phone.device.language.startsWith('zh') ? '取消' : 'Cancel')
    cancel.onclick = () => {
      hide()
      reject(new WxError('cancel'))
    }
    const sheet = make(document, 'div', { class: 'sim-sheet', role: 'dialog' }, ...rows, cancel)
    const layer = make(
      document,
      'div',
      { class: `sim-layer sim-dim sim-sheet-layer ${themeClass(phone)}` },
      sheet,
    )
    const hide = showOverlay(phone, layer)
  })
}

function show(phone: Phone, place: Partial<Place>): void {
  const { latitude, longitude, name = '', address = '' } = place
  if (typeof latitude !== 'number' || typeof longitude !== 'number')
    throw new WxError('parameter error: latitude and longitude should be Number', 1001)
  const { ownerDocument: document } = phone.overlay
  const layer = make(
    document,
    'div',
    { class: `sim-layer sim-preview ${themeClass(phone)}`, role: 'dialog', 'data-sim': 'location' },
    make(document, 'div', {}, `⌖ ${latitude}, ${longitude}`),
    make(document, 'div', {}, name),
    make(document, 'div', {}, address),
  )
  layer.onclick = () => hide()
  const hide = showOverlay(phone, layer)
}
