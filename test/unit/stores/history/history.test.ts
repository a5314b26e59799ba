import { setLanguage } from '../../../../miniprogram/i18n/t'
import type { Message } from '../../../../miniprogram/models/message'
import type { MessageContent } from '../../../../miniprogram/models/message-content'
import { ImError } from '../../../../miniprogram/services/im/im-error'
import type { HistoryFace, HistoryRow } from '../../../../miniprogram/stores/history/history-faces'
import { AppOnFakes } from '../../../fakes/app-on-fakes'
import { settled } from '../../../fakes/fake-clock'
import { Crossing } from '../chat/open-chat'

const chen = { kind: 'private', targetId: 'chen' } as const
const DAY_MS = 24 * 3600_000

const text = (words: string): MessageContent => ({ type: 'text', text: words })
const picture = (name: string): MessageContent => ({
  type: 'image',
  url: `http://files/${name}`,
  thumbnail: `small ${name}`,
  width: 4,
  height: 3,
})
const file = (name: string): MessageContent => ({
  type: 'file',
  url: `http://files/${name}`,
  name,
  bytes: 2_048,
  fileType: 'pdf',
})

/** What Chen said to Lin, oldest first, and Lin's search in it. */
class Talk {
  private constructor(
    readonly app: AppOnFakes,
    readonly history: HistoryFace,
  ) {}

  static async of(...contents: MessageContent[]): Promise<Talk> {
    const app = await AppOnFakes.signedIn()
    setLanguage('en')
    const talk = new Talk(app, app.stores.openHistory('private:chen'))
    for (const content of contents) talk.say({ content })
    return talk
  }

  /** Only the cloud knows of it. */
  say(change: Partial<Message>): Message {
    const message = this.app.im.message(chen, { isOwn: false, senderId: 'chen', ...change })
    this.app.im.stored.push(message)
    return message
  }

  sayMany(count: number, contentOf: (number: number) => MessageContent): void {
    for (let number = 1; number <= count; number += 1) this.say({ content: contentOf(number) })
  }

  async open(): Promise<this> {
    await this.history.open()
    return this
  }

  rows(): HistoryRow[] {
    return this.history.months.flatMap(({ screens }) => screens.flatMap(({ rows }) => [...rows]))
  }

  words(): string[] {
    return this.rows().map(({ before, match, after }) => before + match + after)
  }

  addresses(): (string | undefined)[] {
    return this.rows().map(({ id }) => this.history.contentOf(id)?.media?.url)
  }

  get calls(): number {
    return this.app.im.count('history')
  }

  /** The cloud does not answer any more, until the function that is returned is called. */
  silenceHistory(): () => void {
    const { im } = this.app
    const answer = im.history.bind(im)
    im.history = async () => {
      throw new ImError('TIMEOUT', true, 0, 'history')
    }
    return () => (im.history = answer)
  }
}

describe('what the history lists', () => {
  it('is pictures and videos, the newest first', async () => {
    const video: MessageContent = {
      type: 'video',
      url: 'http://files/v',
      thumbnail: '',
      durationSeconds: 65,
      bytes: 9,
      name: 'v.mp4',
    }
    const talk = await Talk.of(picture('old'), text('hello'), video, picture('new'))
    await talk.open()
    expect(talk.addresses()).toEqual(['http://files/new', 'http://files/v', 'http://files/old'])
    expect(talk.rows()[1]).toMatchObject({ type: 'video', durationSeconds: 65 })
    expect(talk.rows().map(({ id }) => talk.history.thumbnailOf(id))).toEqual([
      'data:image/jpeg;base64,small new',
      '',
      'data:image/jpeg;base64,small old',
    ])
    expect(talk.history.pictures()).toEqual(['http://files/old', 'http://files/new'])
  })

  it('stands under its months, and in screens of 24', async () => {
    const talk = await Talk.of()
    const lastMonth = new Date(2026, 9, 31, 12).getTime()
    talk.say({ content: picture('october'), sentAt: lastMonth })
    talk.sayMany(25, (number) => picture(`${number}`))
    await talk.open()
    const { months } = talk.history
    expect(months.map(({ title }) => title)).toEqual(['2026/11', '2026/10'])
    expect(months[0].screens.map(({ rows }) => rows.length)).toEqual([24, 1])
    const keys = months.flatMap(({ screens }) => screens.map(({ key }) => key))
    expect(new Set(keys).size).toBe(3)
    expect(keys.every((key) => key.startsWith(talk.history.listKey))).toBe(true)
  })

  it('is files with their size, and who sent them', async () => {
    const talk = await Talk.of(file('plan.pdf'), picture('a'))
    await talk.open()
    await talk.history.setKind('files')
    await talk.app.clock.pass(100)
    expect(talk.rows()).toMatchObject([
      { type: 'file', before: 'plan.pdf', bytes: 2_048, senderName: 'Name of chen' },
    ])
    expect(talk.addresses()).toEqual(['http://files/plan.pdf'])
  })

  it('is each link of a text, and cards', async () => {
    const card: MessageContent = {
      type: 'card',
      title: 'Autumn',
      text: '',
      imageUrl: '',
      url: 'https://example.com/autumn',
    }
    const talk = await Talk.of(
      text('see https://a.example/x?y=1, and (http://b.example/z).'),
      text('no link here: example.com'),
      card,
    )
    await talk.open()
    await talk.history.setKind('links')
    expect(talk.rows().map(({ url, before }) => [url, before])).toEqual([
      ['https://example.com/autumn', 'Autumn'],
      ['https://a.example/x?y=1', 'https://a.example/x?y=1'],
      ['http://b.example/z', 'http://b.example/z'],
    ])
    const [, first, second] = talk.rows()
    expect(first.uid).toBe(second.uid)
    expect(first.id).not.toBe(second.id)
  })

  it('has nothing that burns, was taken back, deleted, hidden, or is not sent', async () => {
    const talk = await Talk.of(picture('shown'))
    const hidden = talk.say({ content: picture('hidden') })
    const deleted = talk.say({ content: picture('deleted') })
    const recalled = talk.say({ content: picture('recalled') })
    talk.say({ content: picture('burns'), burnSeconds: 10 })
    talk.say({ content: picture('failed'), sendState: 'failed' })
    await talk.open()
    expect(talk.addresses()).toHaveLength(4)
    talk.app.im.emit('recalled', {
      uid: recalled.uid,
      conversation: chen,
      byUserId: 'chen',
      isAdmin: false,
    })
    expect(talk.addresses()).toHaveLength(3)
    const chat = talk.app.stores.openChat('private:chen')
    await chat.open()
    await chat.actions.deleteHere([hidden.uid])
    await chat.actions.deleteEverywhere([deleted.uid])
    talk.history.refresh()
    expect(talk.addresses()).toEqual(['http://files/shown'])
  })

  it('follows what is said and edited meanwhile in this conversation alone', async () => {
    const talk = await Talk.of(text('a link'))
    await talk.open()
    await talk.history.setKind('links')
    const said = talk.say({ content: text('https://one.example') })
    const elsewhere = talk.app.im.message({ kind: 'private', targetId: 'wang' })
    talk.app.im.emit('messages', [said, { ...elsewhere, content: text('https://x.example') }])
    expect(talk.words()).toEqual(['https://one.example'])
    const content = text('https://two.example')
    talk.app.im.emit('edited', [{ ...said, content, isEdited: true }])
    expect(talk.words()).toEqual(['https://two.example'])
    // A chat that was open before has its old words still.
    talk.app.stores.conversations.loaded.put([said])
    talk.history.refresh()
    expect(talk.words()).toEqual(['https://two.example'])
    talk.history.close()
    talk.app.im.emit('messages', [talk.say({ content: text('https://late.example') })])
    expect(talk.words()).toEqual(['https://two.example'])
  })
})

describe('looking back', () => {
  it('ends at the first message', async () => {
    const talk = await Talk.of(picture('only'))
    await talk.open()
    expect(talk.calls).toBe(1)
    expect(talk.history).toMatchObject({ hasMore: false, lookedBackTo: '', isEmpty: false })
    await talk.history.more()
    expect(talk.calls).toBe(1)
  })

  it('goes on by itself for some pages only, and says how far it has come', async () => {
    const talk = await Talk.of(picture('old'))
    talk.sayMany(600, (number) => text(`${number}`))
    await talk.open()
    expect(talk.calls).toBe(5)
    expect(talk.history).toMatchObject({ isEmpty: true, hasMore: true, isLooking: false })
    expect(talk.history.lookedBackTo).toBe('2026/11/21')
    await talk.history.more()
    expect(talk.calls).toBe(7)
    expect(talk.addresses()).toEqual(['http://files/old'])
    expect(talk.history.hasMore).toBe(false)
  })

  it('lists 48 more with every wish, and asks the cloud when they run out', async () => {
    const talk = await Talk.of()
    talk.sayMany(130, (number) => picture(`${number}`))
    await talk.open()
    expect(talk.rows()).toHaveLength(48)
    expect(talk.calls).toBe(1)
    await talk.history.more()
    expect([talk.rows().length, talk.calls]).toEqual([96, 1])
    await talk.history.more()
    expect([talk.rows().length, talk.calls]).toEqual([130, 2])
    expect(talk.history.hasMore).toBe(false)
    expect(talk.addresses()[129]).toBe('http://files/1')
  })

  it('has more while not all that was found is listed', async () => {
    const talk = await Talk.of()
    talk.sayMany(60, (number) => picture(`${number}`))
    await talk.open()
    expect(talk.history).toMatchObject({ hasMore: true, lookedBackTo: '' })
    await talk.history.more()
    expect(talk.rows()).toHaveLength(60)
    expect(talk.history.hasMore).toBe(false)
  })

  it('sends what is new only, not the list', async () => {
    const talk = await Talk.of()
    talk.sayMany(96, (number) => picture(`${number}`))
    await talk.open()
    await talk.app.clock.pass(100)
    const crossing = new Crossing(talk.app, () => ({ months: talk.history.months }))
    await talk.history.more()
    await talk.app.clock.pass(100)
    expect(crossing.bytes).toBeLessThan(48 * 500)
    const paths = crossing.paths()
    expect(paths.length).toBeGreaterThan(0)
    expect(paths.filter((path) => /screens\[[01]\]/.test(path))).toEqual([])
  })

  it('has no hole: what was loaded further back waits for its page', async () => {
    const talk = await Talk.of()
    const old = talk.say({ content: picture('far back') })
    talk.sayMany(700, (number) => text(`${number}`))
    talk.app.stores.conversations.loaded.put([old])
    await talk.open()
    expect(talk.rows()).toEqual([])
    await talk.history.more()
    expect(talk.addresses()).toEqual(['http://files/far back'])
  })

  it('says why it does not get on, keeps what is there, and tries again', async () => {
    const talk = await Talk.of(picture('first'))
    talk.sayMany(600, (number) => text(`${number}`))
    talk.say({ content: picture('last') })
    await talk.open()
    const answersAgain = talk.silenceHistory()
    await talk.history.more()
    expect(talk.history.failure).toBe('The server did not answer. Try again')
    expect(talk.addresses()).toEqual(['http://files/last'])
    answersAgain()
    await talk.history.more()
    expect(talk.history.failure).toBe('')
    expect(talk.addresses()).toEqual(['http://files/last', 'http://files/first'])
  })

  it('begins with what the phone has where the cloud cannot be asked, and goes on when it can', async () => {
    const talk = await Talk.of(picture('in the cloud'))
    const kept = talk.say({ content: picture('kept') })
    talk.app.scope.current!.cache.keepMessages('private:chen', [kept])
    const answersAgain = talk.silenceHistory()
    await talk.open()
    expect(talk.addresses()).toEqual(['http://files/kept'])
    expect(talk.history.failure).not.toBe('')
    answersAgain()
    talk.app.session.events.emit('online', undefined)
    await settled()
    expect(talk.addresses()).toEqual(['http://files/kept', 'http://files/in the cloud'])
    expect(talk.history.failure).toBe('')
  })

  it('stops when the page is closed', async () => {
    const talk = await Talk.of()
    talk.sayMany(600, (number) => text(`${number}`))
    const opening = talk.open()
    talk.history.close()
    await opening
    expect(talk.calls).toBe(1)
  })
})

describe('searching in a conversation', () => {
  it('finds words, names of files and places, whatever their case, and marks them', async () => {
    const talk = await Talk.of(text('Tea at nine'), file('TEA list.pdf'), text('coffee'))
    await talk.open()
    talk.history.setQuery(' tea ')
    expect(talk.rows()).toMatchObject([
      { type: 'words', before: '', match: 'TEA', after: ' list.pdf' },
      { type: 'words', before: '', match: 'Tea', after: ' at nine' },
    ])
    expect(talk.history.contentOf(talk.rows()[0].id)).toBeUndefined()
    talk.history.setQuery('')
    expect(talk.rows()).toEqual([])
  })

  it('shows a long text from shortly before what was found', async () => {
    const talk = await Talk.of(text(`${'long\n'.repeat(40)}needle\n\nin it`))
    await talk.open()
    talk.history.setQuery('needle in')
    expect(talk.rows()[0]).toMatchObject({
      before: '… long long long ',
      match: 'needle in',
      after: ' it',
    })
  })

  it('goes back through the history as far as it is asked to', async () => {
    const talk = await Talk.of(text('the needle'))
    talk.sayMany(700, (number) => text(`${number}`))
    await talk.open()
    talk.history.setQuery('needle')
    expect(talk.history).toMatchObject({ isEmpty: true, hasMore: true })
    await talk.history.more()
    expect(talk.words()).toEqual(['the needle'])
    expect(talk.history.hasMore).toBe(false)
  })

  it('finds what any chat has loaded, however far back', async () => {
    const talk = await Talk.of()
    const old = talk.say({ content: text('the needle') })
    talk.sayMany(700, (number) => text(`${number}`))
    talk.app.stores.conversations.loaded.put([old])
    await talk.open()
    talk.history.setQuery('needle')
    expect(talk.words()).toEqual(['the needle'])
  })

  it('begins another list with every other search', async () => {
    const talk = await Talk.of(text('a'), text('b'))
    await talk.open()
    const keys = [talk.history.listKey]
    talk.history.setQuery('a')
    keys.push(talk.history.listKey)
    talk.history.setQuery('b')
    keys.push(talk.history.listKey)
    await talk.history.setKind('files')
    keys.push(talk.history.listKey)
    expect(new Set(keys).size).toBe(4)
  })
})

describe('going to a day', () => {
  const noon = new Date(2026, 9, 3, 12).getTime()
  const midnight = new Date(2026, 9, 3).getTime()

  it('leads to its first message that is shown', async () => {
    const talk = await Talk.of()
    talk.say({ sentAt: midnight - 1 })
    talk.say({ sentAt: midnight, burnSeconds: 10 })
    const first = talk.say({ sentAt: midnight + 5 })
    talk.say({ sentAt: noon })
    expect(await talk.history.firstSince(midnight)).toBe(first.uid)
  })

  it('leads to the nearest later one when nothing was said on it', async () => {
    const talk = await Talk.of()
    talk.say({ sentAt: midnight - DAY_MS })
    for (let n = 0; n < 30; n += 1) talk.say({ sentAt: noon + n, burnSeconds: 10 })
    const later = talk.say({ sentAt: noon + 3 * DAY_MS })
    expect(await talk.history.firstSince(midnight)).toBe(later.uid)
  })

  it('leads nowhere when nothing was said since', async () => {
    const talk = await Talk.of()
    talk.say({ sentAt: midnight - 1 })
    expect(await talk.history.firstSince(midnight)).toBe('')
  })

  it('says why when the cloud cannot be asked', async () => {
    const talk = await Talk.of()
    talk.silenceHistory()
    await expect(talk.history.firstSince(midnight)).rejects.toThrow(
      'The server did not answer. Try again',
    )
  })
})
