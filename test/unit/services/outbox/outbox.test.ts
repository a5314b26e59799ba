import { ImError } from '../../../../miniprogram/services/im/im-error'
import { Outbox } from '../../../../miniprogram/services/outbox/outbox'
import { OutboxStorage } from '../../../../miniprogram/services/outbox/outbox-storage'
import { Uploader } from '../../../../miniprogram/services/upload/uploader'
import type { Conversation } from '../../../../miniprogram/models/conversation'
import type { Message } from '../../../../miniprogram/models/message'
import { FakeClock, settled } from '../../../fakes/fake-clock'
import { FakeImService } from '../../../fakes/fake-im-service'
import { FakeTransfer } from '../../../fakes/fake-transfer'
import { MemoryStorage } from '../../../fakes/memory-storage'

const chen = { kind: 'private', targetId: 'chen' } as const
const wang = { kind: 'private', targetId: 'wang' } as const

function conversationWith(latestMessage: Message): Conversation {
  const { conversationKey: key, kind, targetId, sentAt } = latestMessage
  const counts = { unreadCount: 0, mentionCount: 0 }
  const marks = { isPinned: false, isMuted: false }
  return { key, kind, targetId, latestMessage, updatedAt: sentAt, ...counts, ...marks }
}

class Phone {
  readonly im = new FakeImService()
  readonly clock = new FakeClock()
  readonly transfer = new FakeTransfer()
  readonly reports: Message[] = []
  isOnline = true
  outbox: Outbox
  private ids = 0

  constructor(readonly storage = new MemoryStorage()) {
    this.outbox = this.start()
  }

  start(): Outbox {
    const outbox = new Outbox({
      im: this.im,
      uploader: new Uploader(this.im, this.transfer, this.clock),
      storage: new OutboxStorage(this.storage),
      clock: this.clock,
      isOnline: () => this.isOnline,
      ownId: 'lin',
      newId: () => `client-${++this.ids}`,
      random: () => 0,
    })
    outbox.events.on('message', (message) => this.reports.push(message))
    return outbox
  }

  say(text: string, to: typeof chen | typeof wang = chen): Message {
    return this.outbox.add(to, { content: { type: 'text', text } }, this.im.time)
  }

  sentTexts(): string[] {
    return this.im.stored.map(({ content }) => (content.type === 'text' ? content.text : ''))
  }

  lastState(id: string): string | undefined {
    return this.reports.filter((message) => message.id === id).slice(-1)[0]?.sendState
  }
}

describe('the outbox', () => {
  it('keeps a message on the device before it is tried', () => {
    const phone = new Phone()
    phone.isOnline = false
    phone.say('hello')
    expect(new Outbox({ ...depsOf(phone) }).messagesOf('private:chen')).toMatchObject([
      { content: { text: 'hello' }, sendState: 'sending' },
    ])
  })

  it('reports a message under one id from typed to sent', async () => {
    const phone = new Phone()
    const { id } = phone.say('hello')
    await settled()
    expect(phone.reports.map((message) => [message.id, message.sendState])).toEqual([
      [id, 'sending'],
      [id, 'sent'],
    ])
    expect(phone.storage.keys()).toEqual([])
  })

  it('keeps the order of a conversation through failures', async () => {
    const phone = new Phone()
    phone.im.sendOutcomes = [30002, 20604]
    for (const text of ['1', '2', '3']) phone.say(text)
    await phone.clock.pass(20_000)
    expect(phone.sentTexts()).toEqual(['1', '2', '3'])
  })

  it('lets other conversations go on while one waits', async () => {
    const phone = new Phone()
    phone.im.sendOutcomes = [30002]
    phone.say('late')
    phone.say('at once', wang)
    await settled()
    expect(phone.sentTexts()).toEqual(['at once'])
  })

  it.each([-50_000, 50_000])(
    'waits no longer, after a failure and for its pace, when the clock is set by %i ms',
    async (jump) => {
      const phone = new Phone()
      phone.im.sendOutcomes = [30002]
      phone.say('tried again')
      for (let count = 0; count < 6; count += 1) phone.say(String(count), wang)
      await settled()
      phone.clock.jump(jump)
      await phone.clock.pass(3_000)
      expect(phone.sentTexts().sort()).toEqual(['0', '1', '2', '3', '4', '5', 'tried again'])
    },
  )

  it('sends at most five messages in any second', async () => {
    const phone = new Phone()
    const at: number[] = []
    const send = phone.im.send.bind(phone.im)
    phone.im.send = (...args) => {
      at.push(phone.clock.now())
      return send(...args)
    }
    for (let count = 0; count < 23; count += 1) phone.say(String(count))
    await phone.clock.pass(10_000)
    expect(at).toHaveLength(23)
    for (let index = 5; index < at.length; index += 1) {
      expect(at[index] - at[index - 5]).toBeGreaterThan(1_000)
    }
  })

  it('reports a final refusal with its code and goes on with the next', async () => {
    const phone = new Phone()
    phone.im.sendOutcomes = [405]
    const { id } = phone.say('blocked')
    phone.say('next')
    await phone.clock.pass(2_000)
    expect(phone.reports.filter((message) => message.id === id).slice(-1)).toMatchObject([
      { sendState: 'failed', failure: { code: 'BLOCKED_BY_PEER', sdkCode: 405, canRetry: true } },
    ])
    expect(phone.sentTexts()).toEqual(['next'])
  })

  it('finds a message whose ack was lost in history instead of sending it twice', async () => {
    const phone = new Phone()
    phone.im.sendOutcomes = ['stored without ack']
    const { id } = phone.say('once')
    await phone.clock.pass(20_000)
    expect(phone.sentTexts()).toEqual(['once'])
    expect(phone.lastState(id)).toBe('sent')
    expect(phone.im.count('send')).toBe(1)
  })

  describe('in a room the cloud has forgotten us in', () => {
    const lobby = { kind: 'chatroom', targetId: 'lobby' } as const
    const NOT_IN_ROOM = 23406

    it('waits until it is entered again', async () => {
      const phone = new Phone()
      phone.im.sendOutcomes = [NOT_IN_ROOM, NOT_IN_ROOM]
      phone.outbox.add(lobby, { content: { type: 'text', text: 'hello' } }, phone.im.time)
      await phone.clock.pass(20_000)
      expect(phone.sentTexts()).toEqual(['hello'])
    })

    it('looks a send of unknown fate up once it is entered again', async () => {
      const phone = new Phone()
      phone.im.sendOutcomes = ['stored without ack']
      const history = phone.im.history.bind(phone.im)
      let refusals = 2
      phone.im.history = async (...asked) => {
        refusals -= 1
        if (refusals >= 0) throw ImError.fromSdk(NOT_IN_ROOM, 'history')
        return history(...asked)
      }
      phone.outbox.add(lobby, { content: { type: 'text', text: 'once' } }, phone.im.time)
      await phone.clock.pass(30_000)
      expect(phone.sentTexts()).toEqual(['once'])
      expect(phone.storage.keys()).toEqual([])
    })

    it('says so when it is not entered again', async () => {
      const phone = new Phone()
      phone.im.sendOutcomes = Array<number>(20).fill(NOT_IN_ROOM)
      phone.outbox.add(lobby, { content: { type: 'text', text: 'hello' } }, phone.im.time)
      await phone.clock.pass(300_000)
      expect(phone.reports.slice(-1)).toMatchObject([{ failure: { code: 'NOT_IN_ROOM' } }])
    })
  })

  describe('when the phone has a wrong idea of the time', () => {
    /** A phone whose clock was set forward after the link came up. */
    const fastPhone = (aheadMs: number): Phone => {
      const phone = new Phone()
      phone.im.serverNow = () => phone.im.time + aheadMs
      phone.im.sendOutcomes = ['stored without ack']
      return phone
    }
    const HOUR_MS = 3600_000

    it.each(['messages', 'conversations'] as const)(
      'finds what arrived after the newest it was told, by %s',
      async (event) => {
        const phone = fastPhone(24 * HOUR_MS)
        const heard = phone.im.message(chen, { isOwn: false, senderId: 'chen' })
        if (event === 'messages') phone.im.emit('messages', [heard])
        else phone.im.emit('conversations', [conversationWith(heard)])
        phone.say('once')
        await phone.clock.pass(20_000)
        expect(phone.sentTexts()).toEqual(['once'])
      },
    )

    it('finds it after the newest of the chat it was written in, also when killed', async () => {
      const phone = fastPhone(24 * HOUR_MS)
      const newest = phone.im.message(chen)
      const content = { type: 'text', text: 'once' } as const
      phone.outbox.add(chen, { content }, newest.sentAt + 24 * HOUR_MS, newest.sentAt)
      await settled()
      phone.outbox.stop()
      phone.outbox = phone.start()
      phone.outbox.resume()
      await phone.clock.pass(20_000)
      expect(phone.sentTexts()).toEqual(['once'])
    })

    it('looks back an hour in a conversation it knows nothing of', async () => {
      const phone = fastPhone(0.9 * HOUR_MS)
      phone.say('once')
      await phone.clock.pass(20_000)
      expect(phone.sentTexts()).toEqual(['once'])
    })
  })

  it('sends again what history is certain not to hold', async () => {
    const phone = new Phone()
    phone.im.sendOutcomes = [30011]
    phone.say('again')
    await phone.clock.pass(20_000)
    expect(phone.im.calls).toEqual(['send', 'history', 'send'])
    expect(phone.sentTexts()).toEqual(['again'])
  })

  it('asks history when an ack is late, and takes the late ack for what it is', async () => {
    const phone = new Phone()
    phone.im.send = () => new Promise(() => undefined)
    const { id } = phone.say('slow')
    await phone.clock.pass(7_900)
    expect(phone.im.count('history')).toBe(0)
    phone.im.stored.push(phone.im.message(chen, { id, clientId: id }))
    await phone.clock.pass(2_000)
    expect(phone.lastState(id)).toBe('sent')
  })

  it('takes its own message coming back from the server for the ack', async () => {
    const phone = new Phone()
    phone.im.sendOutcomes = ['stored without ack']
    const { id } = phone.say('once')
    await settled()
    phone.im.emit('messages', [...phone.im.stored])
    await phone.clock.pass(20_000)
    expect(phone.lastState(id)).toBe('sent')
    expect(phone.im.count('send')).toBe(1)
    expect(phone.im.count('history')).toBe(0)
  })

  it('survives the app being killed in the middle of a send', async () => {
    const phone = new Phone()
    phone.im.sendOutcomes = ['stored without ack']
    phone.say('stored')
    phone.say('not yet tried')
    phone.outbox.stop()
    await settled()
    phone.outbox = phone.start()
    phone.outbox.resume()
    await phone.clock.pass(20_000)
    expect(phone.sentTexts()).toEqual(['stored', 'not yet tried'])
    expect(phone.storage.keys()).toEqual([])
  })

  it('gives a failed message back on Retry and forgets it on Discard', async () => {
    const phone = new Phone()
    phone.im.sendOutcomes = [21501, 405]
    const first = phone.say('bad word')
    const second = phone.say('blocked')
    await phone.clock.pass(2_000)
    phone.outbox.retry(first.id)
    phone.outbox.discard(second.id)
    await phone.clock.pass(2_000)
    expect(phone.sentTexts()).toEqual(['bad word'])
    expect(phone.storage.keys()).toEqual([])
  })

  it('leaves the decision to the person after the last try', async () => {
    const phone = new Phone()
    phone.im.sendOutcomes = Array<number>(50).fill(30002)
    const { id } = phone.say('hopeless')
    await phone.clock.pass(600_000)
    expect(phone.lastState(id)).toBe('failed')
    expect(phone.im.count('send')).toBeLessThanOrEqual(8)
  })

  it('says so when the device has no room, and keeps nothing half written', () => {
    const phone = new Phone()
    phone.storage.isFull = true
    expect(() => phone.say('too much')).toThrow(/exceed/)
    expect(phone.outbox.messagesOf('private:chen')).toEqual([])
  })

  describe('with a file', () => {
    const file = { path: '/tmp/a.jpg', kind: 'image', name: 'a.jpg' } as const
    const picture = { type: 'image', url: '', thumbnail: '', width: 3, height: 4 } as const

    function sharing(phone: Phone): Message {
      phone.transfer.sizes.set(file.path, 1_000)
      return phone.outbox.add(chen, { content: picture, upload: file }, phone.im.time)
    }

    it('uploads first, shows the file on the device meanwhile, then sends its address', async () => {
      const phone = new Phone()
      const message = sharing(phone)
      expect(message.content).toMatchObject({ url: '/tmp/a.jpg' })
      await settled()
      expect(phone.im.count('send')).toBe(0)
      phone.transfer.attempts[0].finish(200)
      await settled()
      expect(phone.im.stored[0].content).toMatchObject({ url: 'http://files/key of a.jpg' })
    })

    it('goes to the second host when the first fails, and starts there next time', async () => {
      const phone = new Phone()
      phone.transfer.answers.set('http://first/', 500)
      phone.transfer.answers.set('http://second/', 200)
      sharing(phone)
      await phone.clock.pass(1_000)
      sharing(phone)
      await phone.clock.pass(1_000)
      const urls = phone.transfer.attempts.map(({ url }) => url)
      expect(urls).toEqual(['http://first/', 'http://second/', 'http://second/'])
      expect(phone.im.stored).toHaveLength(2)
    })

    it('is not told as all there before a host has taken it, and can be given up until then', async () => {
      const phone = new Phone()
      const { id } = sharing(phone)
      await settled()
      phone.transfer.attempts[0].onProgress(100)
      expect(phone.outbox.percentOf(id)).toBe(99)
      phone.transfer.attempts[0].finish(200)
      await settled()
      expect(phone.outbox.percentOf(id)).toBe(100)
    })

    it('never shows progress going back', async () => {
      const phone = new Phone()
      const seen: number[] = []
      phone.outbox.events.on('progress', ({ percent }) => seen.push(percent))
      sharing(phone)
      await settled()
      const [first] = phone.transfer.attempts
      for (const percent of [10, 60]) first.onProgress(percent)
      first.fail('uploadFile:fail timeout')
      await settled()
      for (const percent of [5, 50, 80]) phone.transfer.attempts[1].onProgress(percent)
      expect(seen).toEqual([10, 60, 80])
    })

    it('is taken back at once, and leaves nothing', async () => {
      const phone = new Phone()
      const { id } = sharing(phone)
      await settled()
      phone.outbox.discard(id)
      await settled()
      expect(phone.transfer.cancelled).toBe(1)
      expect(phone.outbox.messagesOf('private:chen')).toEqual([])
      await phone.clock.pass(60_000)
      expect(phone.im.count('send')).toBe(0)
    })

    it('resumes after a restart under the same key while the file exists', async () => {
      const phone = new Phone()
      sharing(phone)
      await settled()
      phone.outbox.stop()
      phone.outbox = phone.start()
      phone.outbox.resume()
      await settled()
      phone.transfer.attempts[1].finish(200)
      await phone.clock.pass(2_000)
      expect(phone.im.count('uploadPermit')).toBe(1)
      expect(phone.im.stored).toHaveLength(1)
    })

    it('says so when the file is gone after a restart', async () => {
      const phone = new Phone()
      const { id } = sharing(phone)
      await settled()
      phone.outbox.stop()
      phone.transfer.sizes.clear()
      phone.outbox = phone.start()
      phone.outbox.resume()
      await phone.clock.pass(2_000)
      expect(phone.reports.filter((message) => message.id === id).slice(-1)).toMatchObject([
        { sendState: 'failed', failure: { code: 'FILE_GONE' } },
      ])
    })
  })

  it('drops unreadable entries without a crash', () => {
    const storage = new MemoryStorage()
    storage.write('outbox.a', '{broken')
    storage.write('outbox.b', '{"clientId":7}')
    expect(new Phone(storage).outbox.messagesOf('private:chen')).toEqual([])
    expect(storage.keys()).toEqual([])
  })
})

function depsOf(phone: Phone) {
  return {
    im: phone.im,
    uploader: new Uploader(phone.im, phone.transfer, phone.clock),
    storage: new OutboxStorage(phone.storage),
    clock: phone.clock,
    isOnline: () => false,
    ownId: 'lin',
    newId: () => 'none',
  }
}
