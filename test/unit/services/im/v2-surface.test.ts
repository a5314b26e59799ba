import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'

import type { ImEvents } from '../../../../miniprogram/services/im/im-service'
import { RongImService } from '../../../../miniprogram/services/im/rong/rong-im-service'
import { NodeWx } from '../../../integration/helpers/node-wx'
import { loadSdk, Timers } from '../../../integration/helpers/sdk-person'
import { FakeClock } from '../../../fakes/fake-clock'
import { MemoryStorage } from '../../../fakes/memory-storage'
import { V2_SURFACE, v2Table } from './v2-surface'

const root = path.join(__dirname, '../../../..')

/** Fails to compile when an event is missing or too many. */
const EVENTS: Record<keyof ImEvents, true> = {
  link: true,
  messages: true,
  conversations: true,
  caughtUp: true,
  typing: true,
  room: true,
  blocked: true,
  edited: true,
  recalled: true,
  expansion: true,
  readByPeer: true,
  receiptAsked: true,
  readBy: true,
  readCounts: true,
  readElsewhere: true,
  burning: true,
  tagsChanged: true,
  conversationTagsChanged: true,
  command: true,
}

function member(service: object, name: string): unknown {
  return name
    .split('.')
    .reduce<unknown>((object, part) => (object as Record<string, unknown>)[part], service)
}

describe('the v2 surface', () => {
  const sdk = loadSdk(new NodeWx(), new Timers())
  const traffic = { stop: () => undefined, resume: () => undefined, openHosts: () => [] }
  const service = new RongImService(async () => sdk, new MemoryStorage(), traffic, new FakeClock())
  const ours = V2_SURFACE.flatMap(([, ...members]) => members)

  it('is reached by members, events and files that exist', () => {
    const missing = ours.filter((name) => {
      if (name.startsWith('on ')) return !(name.slice(3) in EVENTS)
      if (name.includes('/')) return !existsSync(path.join(root, 'miniprogram', name))
      return typeof member(service, name) !== 'function'
    })
    expect(missing).toEqual([])
  })

  it('leaves no event and no feature of the service unlisted', () => {
    const features = ['messageActions', 'receipts', 'conversationActions', 'tags', 'roomEntries']
    const all = [
      ...Object.keys(EVENTS).map((name) => `on ${name}`),
      ...features.flatMap((feature) =>
        Object.keys(member(service, feature) as object).map((name) => `${feature}.${name}`),
      ),
    ]
    expect(all.filter((name) => !ours.includes(name))).toEqual([])
  })

  it('stands in README as it is', () => {
    const squeezed = (text: string) => text.replace(/ +/g, ' ').replace(/-{3,}/g, '---')
    const readme = readFileSync(path.join(root, 'README.md'), 'utf8')
    expect(squeezed(readme)).toContain(squeezed(v2Table()))
  })
})
