import type { Message } from '../../../../miniprogram/models/message'
import { Drafts } from '../../../../miniprogram/services/local/drafts'
import { LocalCache } from '../../../../miniprogram/services/local/local-cache'
import { MemoryStorage } from '../../../fakes/memory-storage'

const MB = 1024 * 1024

function message(index: number, text = 'hello'): Message {
  return {
    id: `uid-${index}`,
    uid: `uid-${index}`,
    clientId: '',
    conversationKey: 'private:chen',
    kind: 'private',
    targetId: 'chen',
    senderId: 'chen',
    isOwn: false,
    sentAt: index,
    content: { type: 'text', text },
    sendState: 'sent',
    isCounted: true,
  }
}

describe('what the phone keeps for the first paint', () => {
  it('is there after a restart', () => {
    const storage = new MemoryStorage()
    new LocalCache(storage).keepMessages('private:chen', [message(1), message(2)])
    expect(new LocalCache(storage).messages('private:chen')).toEqual([message(1), message(2)])
  })

  it('stays within what WeChat allows, whatever is put in', () => {
    const storage = new MemoryStorage()
    const cache = new LocalCache(storage)
    for (let chat = 0; chat < 60; chat += 1) {
      const messages = Array.from({ length: 100 }, (_, index) =>
        message(index, '字'.repeat(20_000)),
      )
      cache.keepMessages(`private:${chat}`, messages)
    }
    const sizes = [...storage.map.values()].map((text) => Buffer.byteLength(text))
    expect(Math.max(...sizes)).toBeLessThan(MB)
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(10 * MB)
    expect(cache.messages('private:0')).toEqual([])
    expect(cache.messages('private:59').length).toBeGreaterThan(0)
  })

  it('is the top of the list when all of it is too much', () => {
    const cache = new LocalCache(new MemoryStorage())
    const all = Array.from({ length: 100 }, (_, index) => ({
      key: `private:p${index}` as const,
      kind: 'private' as const,
      targetId: `p${index}`,
      latestMessage: message(index, '字'.repeat(10_000)),
      unreadCount: 0,
      mentionCount: 0,
      isPinned: false,
      isMuted: false,
      updatedAt: 1_000 - index,
    }))
    cache.keepConversations(all)
    const kept = cache.conversations()
    expect(kept.length).toBeGreaterThan(10)
    expect(kept).toEqual(all.slice(0, kept.length))
  })

  it.each([
    ['{broken'],
    ['{"version":0,"value":[1]}'],
    ['{"version":1,"value":7}'],
    ['[]'],
    ['null'],
  ])('is discarded without a crash when it is unreadable: %s', (content) => {
    const storage = new MemoryStorage()
    storage.write('cache.conversations', content)
    expect(new LocalCache(storage).conversations()).toEqual([])
  })

  it('does without when the device is full', () => {
    const storage = new MemoryStorage()
    storage.isFull = true
    expect(() => new LocalCache(storage).keepMessages('private:chen', [message(1)])).not.toThrow()
  })
})

describe('drafts', () => {
  it('are kept per conversation and go when emptied', () => {
    const storage = new MemoryStorage()
    const drafts = new Drafts(storage)
    drafts.set('private:chen', { text: 'half said', changedAt: 1 })
    expect(new Drafts(storage).get('private:chen')?.text).toBe('half said')
    expect(drafts.get('private:wang')).toBeNull()
    drafts.set('private:chen', { text: '', changedAt: 2 })
    expect(drafts.keys()).toEqual([])
  })
})
